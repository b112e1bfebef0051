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
        double sum = 0;
        int found = 0;
        for (int i = past.Length - length + step % length; i >= 0 && found < seasons; i -= length, found++) sum += past[i];
        return sum / found;
    }
}
