namespace LstmForecast.Evaluation;

/// <summary>The mean of all observations of the same season; with a season of 1, the mean of the history.</summary>
internal sealed class SeasonalMeanBaseline : IBaseline
{
    private readonly int _season;
    private readonly double[] _means;

    public SeasonalMeanBaseline(double[] values, int seasonLength)
    {
        _season = seasonLength;
        _means = new double[values.Length];
        var counts = new int[Math.Min(seasonLength, values.Length)];
        for (int time = 0; time < values.Length; time++)
        {
            double before = time < seasonLength ? double.NaN : _means[time - seasonLength];
            if (double.IsNaN(values[time]))
            {
                _means[time] = before;
                continue;
            }

            // A running mean stays exact on constant seasons, where a running sum would drift by rounding.
            int count = ++counts[time % seasonLength];
            _means[time] = count == 1 ? values[time] : before + (values[time] - before) / count;
        }
    }

    public double At(int cutoff, int step)
    {
        int time = cutoff - _season + 1 + (step - 1) % _season;
        return time < 0 ? double.NaN : _means[time];
    }
}
