namespace LstmForecast.Lstm;

/// <summary>
/// <c>y = (x - mean) / sqrt(variance + epsilon) * weight + bias</c>: with the statistics of the units themselves
/// (layer), with those that training has left behind (batch), or not at all.
/// </summary>
internal sealed class CellNormalization
{
    private readonly Normalization _kind;
    private readonly double[] _weight = [];
    private readonly double[] _bias = [];
    private readonly double[] _mean = [];
    private readonly double[] _variance = [];

    public CellNormalization(NetworkWeights weights, int layer)
    {
        _kind = weights.Shape.Normalization;
        if (_kind == Normalization.None) return;
        _weight = weights[$"norms.{layer}.weight"];
        _bias = weights[$"norms.{layer}.bias"];
        if (_kind == Normalization.Layer) return;
        _mean = weights[$"norms.{layer}.running_mean"];
        _variance = weights[$"norms.{layer}.running_var"];
    }

    public void Apply(ReadOnlySpan<double> x, Span<double> y)
    {
        switch (_kind)
        {
            case Normalization.Layer:
                (double mean, double variance) = Moments(x);
                for (int unit = 0; unit < x.Length; unit++) y[unit] = Normalize(x[unit], unit, mean, variance);
                break;
            case Normalization.Batch:
                for (int unit = 0; unit < x.Length; unit++)
                    y[unit] = Normalize(x[unit], unit, _mean[unit], _variance[unit]);
                break;
            default:
                x.CopyTo(y);
                break;
        }
    }

    private double Normalize(double x, int unit, double mean, double variance) =>
        (x - mean) / Math.Sqrt(variance + NetworkShape.NormalizationEpsilon) * _weight[unit] + _bias[unit];

    private static (double Mean, double Variance) Moments(ReadOnlySpan<double> x)
    {
        double mean = 0;
        foreach (double value in x) mean += value / x.Length;
        double variance = 0;
        foreach (double value in x) variance += (value - mean) * (value - mean) / x.Length;
        return (mean, variance);
    }
}
