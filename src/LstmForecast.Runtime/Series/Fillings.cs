using System.Text.Json.Serialization;
using LstmForecast.Checks;

namespace LstmForecast.Series;

internal sealed record LinearFilling : Filling
{
    internal override bool LooksAhead => true;

    private protected override void Fill(double[] values, int first, int length)
    {
        double before = values[first - 1];
        int end = first + length;
        // Weights and no slope: the difference of two large values may be infinite.
        double after = end < values.Length ? values[end] : before;
        for (int k = 1; k <= length; k++)
        {
            double weight = k / (length + 1.0);
            values[first + k - 1] = after == before ? before : before * (1 - weight) + after * weight;
        }
    }
}

internal sealed record LastFilling : Filling
{
    private protected override void Fill(double[] values, int first, int length) =>
        Array.Fill(values, values[first - 1], first, length);
}

internal sealed record SeasonalFilling(int Season) : Filling
{
    [JsonIgnore]
    internal override int Memory => Season;

    internal override double Next(ReadOnlySpan<double> past) => past.Length >= Season ? past[^Season] : past[^1];

    internal override bool IsValid => Season is >= 1 and <= Largest.Lag;

    private protected override void Fill(double[] values, int first, int length)
    {
        double last = values[first - 1];
        for (int time = first; time < first + length; time++)
            values[time] = time >= Season ? values[time - Season] : last;
    }
}
