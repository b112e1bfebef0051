namespace LstmForecast.Transforms;

/// <summary>
/// Subtracts from each step the mean of the observed values at the same place of the last few seasons, of as many of
/// them as there are.
/// </summary>
internal sealed class ChannelSeasonalMean(int length, int seasons) : ChannelTransform
{
    public override int PointsUsedUp => length;

    public override int Memory => length * seasons;

    public override void Apply(ReadOnlySpan<double> past, Span<double> future)
    {
        for (int step = 0; step < future.Length; step++) future[step] -= Base(past, step);
    }

    public override void Invert(ReadOnlySpan<double> past, Span<double> future)
    {
        for (int step = 0; step < future.Length; step++) future[step] += Base(past, step);
    }

    private double Base(ReadOnlySpan<double> past, int step)
    {
        // Seen from the last season: the mean of equal values is that value itself, without a rounding error that a later
        // transform could take for a scale.
        int latest = past.Length - length + step % length;
        double differences = 0;
        int found = 1;
        for (int i = latest - length; i >= 0 && found < seasons; i -= length, found++) differences += past[i] - past[latest];
        return past[latest] + differences / found;
    }
}
