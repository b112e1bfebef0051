using LstmForecast.Checks;
using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>
/// Divides by the scale of the last points before the cutoff, after subtracting their mean if asked to. The scale is
/// their standard deviation if the mean is subtracted, otherwise their mean absolute value.
/// </summary>
/// <param name="length">How many points; at the beginning of a series as many as there are.</param>
/// <param name="subtractLevel">Whether the mean is subtracted.</param>
/// <param name="smallestScale">The scale is at least this.</param>
/// <param name="relativeScale">And at least this share of the mean's absolute value.</param>
internal sealed class ChannelWindow(int length, bool subtractLevel, double smallestScale, double relativeScale)
    : ChannelTransform
{
    public const int LargestLength = Largest.Lag;

    public override int PointsUsedUp => Fewest(length);

    public override int Memory => length;

    /// <summary>
    /// A quarter of a window, at least 2 points, tells enough: a short series is left with most of its points.
    /// </summary>
    public static int Fewest(int length) => Math.Max(2, (length + 3) / 4);

    /// <summary>The level and scale of a window, without any floor.</summary>
    public static (double Level, double Scale) Measure(ReadOnlySpan<double> window, bool subtractLevel)
    {
        if (!subtractLevel) return (0, Mean(window, Math.Abs));
        double mean = Mean(window, value => value);
        return (mean, Moments.Deviation(window, mean));
    }

    /// <summary>
    /// Seen from the last value: the mean of equal values is that value itself, without a rounding error that a later
    /// transform could take for a scale.
    /// </summary>
    private static double Mean(ReadOnlySpan<double> window, Func<double, double> part)
    {
        double last = part(window[^1]), differences = 0;
        foreach (double value in window) differences += part(value) - last;
        return last + differences / window.Length;
    }

    public override void Apply(ReadOnlySpan<double> past, Span<double> future)
    {
        (double level, double scale) = Window(past);
        foreach (ref double value in future) value = (value - level) / scale;
    }

    public override void Invert(ReadOnlySpan<double> past, Span<double> future)
    {
        (double level, double scale) = Window(past);
        foreach (ref double value in future) value = value * scale + level;
    }

    private (double Level, double Scale) Window(ReadOnlySpan<double> past)
    {
        (double level, double scale) = Measure(past[Math.Max(0, past.Length - length)..], subtractLevel);
        return (level, Math.Max(scale, Math.Max(smallestScale, relativeScale * Math.Abs(level))));
    }
}
