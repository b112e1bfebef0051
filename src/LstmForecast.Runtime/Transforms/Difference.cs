using System.Text.Json.Serialization;
using LstmForecast.Series;

namespace LstmForecast.Transforms;

internal sealed record DifferencePlan(int Lag) : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series) => new FittedDifference(Lag);
}

internal sealed record FittedDifference(int Lag) : FittedTransform
{
    // The attribute of the base class does not reach an override.
    [JsonIgnore]
    public override int PointsUsedUp => Lag;

    public override TimeSeries Apply(TimeSeries series)
    {
        SeriesChecks.ThrowIfShorterThan(series, Lag + 1L, $"Transform.Difference({Lag})", nameof(series));
        int shift = Lag * series.Channels.Count;
        ReadOnlySpan<double> levels = series.Values;
        var differences = new double[levels.Length - shift];
        for (int i = 0; i < differences.Length; i++) differences[i] = levels[i + shift] - levels[i];
        return series.WithValues(differences, Lag);
    }

    public override TimeSeries Invert(TimeSeries series, int start, TimeSeries forecast)
    {
        int channels = series.Channels.Count;
        double[] levels = forecast.Values.ToArray();
        for (int i = 0; i < levels.Length; i++)
        {
            (int step, int channel) = Math.DivRem(i, channels);
            int earlier = start + step - Lag;
            levels[i] += earlier < series.Length ? series[earlier, channel] : levels[i - Lag * channels];
        }

        return forecast.WithValues(levels);
    }

    public override bool IsValidFor(int channels) => Lag >= 1;
}
