using System.Text.Json.Serialization;
using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>A level and scale for each channel of each series.</summary>
internal sealed record SeriesScalingPlan(ScaleMeasure Measure) : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series)
    {
        var known = new Dictionary<string, ChannelScale[]>(StringComparer.Ordinal);
        var spreads = new List<double>[series[0].Channels.Count];
        for (int channel = 0; channel < spreads.Length; channel++)
        {
            spreads[channel] = [];
            foreach (TimeSeries one in series)
            {
                if (Measure.Spread(one.Channel(channel)) is { } spread) spreads[channel].Add(spread.Scale);
            }
        }

        double[] typical = [.. spreads.Select(scales => scales.Count == 0 ? 1 : OrderStatistics.Median(scales))];
        foreach (TimeSeries one in series)
        {
            known[one.Name] =
                [.. typical.Select((scale, channel) => FittedSeriesScaling.Of(Measure, one.Channel(channel), scale))];
        }

        return new FittedSeriesScaling(Measure, known, typical);
    }
}

/// <param name="Measure">What was measured.</param>
/// <param name="Series">The level and scale of each channel of the training series, by their names.</param>
/// <param name="TypicalScales">For each channel the median scale of the training series that are not constant.</param>
internal sealed record FittedSeriesScaling(
    ScaleMeasure Measure, Dictionary<string, ChannelScale[]> Series, double[] TypicalScales) : FittedTransform
{
    [JsonIgnore]
    public override string Description =>
        Measure == ScaleMeasure.Standard ? "Transform.StandardizePerSeries" : $"Transform.{Measure}PerSeries";

    /// <summary>A series that never changes, or of a single point, is divided by what others are divided by.</summary>
    public static ChannelScale Of(ScaleMeasure measure, ReadOnlySpan<double> values, double typicalScale) =>
        measure.Spread(values) ?? ScaleStatistics.WithoutSpread(values, typicalScale);

    public override ChannelTransform For(string series, int channel, ReadOnlySpan<double> history)
    {
        ChannelScale scale = Series.TryGetValue(series, out ChannelScale[]? channels)
            ? channels[channel]
            : Of(Measure, history, TypicalScales[channel]);
        return new ChannelAffine(scale.Level, scale.Scale);
    }

    public override bool LooksAtHistoryOf(string series) => !Series.ContainsKey(series);

    public override ChannelTransform Transfer(StateArchive archive, ChannelTransform fitted)
    {
        var affine = (ChannelAffine)fitted;
        var scale = new ChannelScale(archive.Number(affine.Level), archive.Number(affine.Scale));
        if (!scale.IsValid) throw new InvalidDataException($"{Description} has no valid scale.");
        return new ChannelAffine(scale.Level, scale.Scale);
    }

    public override bool IsValidFor(int channels) =>
        Enum.IsDefined(Measure)
        && Series.Values.All(scales => scales?.Length == channels && scales.All(scale => scale is { IsValid: true }))
        && TypicalScales.Length == channels && TypicalScales.All(scale => double.IsFinite(scale) && scale > 0);
}
