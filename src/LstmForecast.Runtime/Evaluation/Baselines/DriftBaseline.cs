namespace LstmForecast.Evaluation;

/// <summary>The line through the first and the last observation.</summary>
internal sealed class DriftBaseline(double[] values) : IBaseline
{
    private readonly int _first = Array.FindIndex(values, value => !double.IsNaN(value));

    public double At(int cutoff, int step)
    {
        int last = cutoff;
        while (last > _first && double.IsNaN(values[last])) last--;
        if (_first < 0 || last <= _first) return double.NaN;
        double slope = (values[last] - values[_first]) / (last - _first);
        return values[last] + slope * (cutoff - last + step);
    }
}
