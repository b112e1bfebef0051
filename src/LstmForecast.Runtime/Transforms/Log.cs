namespace LstmForecast.Transforms;

internal sealed record LogPlan : Transform
{
    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series) => new FittedLog();
}

internal sealed record FittedLog : FittedTransform
{
    public override TimeSeries Apply(TimeSeries series)
    {
        double[] values = series.Values.ToArray();
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] <= 0)
            {
                (int time, int channel) = Math.DivRem(i, series.Channels.Count);
                throw new ArgumentException(
                    FormattableString.Invariant($"Series '{series.Name}' has {values[i]} at index {time} of channel ")
                    + $"'{series.Channels[channel]}'; Transform.Log needs values above 0. Leave the transform out, "
                    + "or shift the series.",
                    nameof(series));
            }

            values[i] = Math.Log(values[i]);
        }

        return series.WithValues(values);
    }

    public override TimeSeries Invert(TimeSeries series, int start, TimeSeries forecast) =>
        forecast.WithValues([.. forecast.Values.ToArray().Select(Math.Exp)]);

    public override bool IsValidFor(int channels) => true;
}
