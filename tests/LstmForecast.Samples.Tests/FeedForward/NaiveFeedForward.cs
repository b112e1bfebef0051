namespace LstmForecast.Samples.Tests.FeedForward;

/// <summary>The network and its gradient, worked out by hand: y = v tanh(w x + b) + a.</summary>
internal sealed class NaiveFeedForward
{
    private readonly double[] _w;
    private readonly double[] _b;
    private readonly double[] _v;
    private double _a;

    /// <summary>Initial weights uniform in ±1/√inputs, in the order in which PyTorch's layers keep them.</summary>
    public NaiveFeedForward(int hidden, int seed)
    {
        var random = new Random(seed);
        _w = Draw(hidden, 1);
        _b = Draw(hidden, 1);
        _v = Draw(hidden, 1 / Math.Sqrt(hidden));
        _a = Draw(1, 1 / Math.Sqrt(hidden))[0];

        double[] Draw(int count, double bound) =>
            [.. Enumerable.Range(0, count).Select(_ => (double)(float)(bound * (2 * random.NextDouble() - 1)))];
    }

    public double Predict(double x) => _a + _v.Select((v, unit) => v * Math.Tanh(_w[unit] * x + _b[unit])).Sum();

    public double MeanSquaredError(TimeSeries series, Range points)
    {
        (int start, int count) = points.GetOffsetAndLength(series.Length);
        return Enumerable.Range(start, count).Average(t => Math.Pow(Predict(t) - series[t], 2));
    }

    /// <summary>One step of gradient descent on the mean squared error over the first points.</summary>
    public void Step(TimeSeries series, int points, double learningRate)
    {
        double[] dw = new double[_w.Length];
        double[] db = new double[_w.Length];
        double[] dv = new double[_w.Length];
        double da = 0;
        for (int t = 0; t < points; t++)
        {
            double dy = 2 * (Predict(t) - series[t]) / points;
            da += dy;
            for (int unit = 0; unit < _w.Length; unit++)
            {
                double tanh = Math.Tanh(_w[unit] * t + _b[unit]);
                double inner = dy * _v[unit] * (1 - tanh * tanh);
                dv[unit] += dy * tanh;
                dw[unit] += inner * t;
                db[unit] += inner;
            }
        }

        _a -= learningRate * da;
        for (int unit = 0; unit < _w.Length; unit++)
        {
            _w[unit] -= learningRate * dw[unit];
            _b[unit] -= learningRate * db[unit];
            _v[unit] -= learningRate * dv[unit];
        }
    }
}
