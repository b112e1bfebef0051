namespace LstmForecast.Series;

/// <summary>The values of several calendar features over a stretch of time.</summary>
internal static class CalendarTable
{
    /// <summary>What the columns are called, in the order of the features.</summary>
    public static string[] Names(IReadOnlyList<CalendarFeature> features) =>
        [.. features.SelectMany(feature => feature.Names)];

    /// <summary>The values at points of a series and beyond its end.</summary>
    /// <param name="features">The features.</param>
    /// <param name="series">The series whose timestamps they are taken of.</param>
    /// <param name="first">The first time step, 0-based from the start of the series.</param>
    /// <param name="count">How many time steps.</param>
    /// <returns>Shape <c>[count, features' widths]</c>, row after row.</returns>
    /// <exception cref="ArgumentException">There are features but the series has no timestamps.</exception>
    public static double[] Of(IReadOnlyList<CalendarFeature> features, TimeSeries series, int first, int count)
    {
        if (features.Count == 0) return [];
        ThrowIfNoTimes(features, series, nameof(series));
        int width = features.Sum(feature => feature.Width);
        var table = new double[count * width];
        for (int row = 0; row < count; row++)
        {
            DateTime time = series.Times!.At(first + row);
            Span<double> rest = table.AsSpan(row * width, width);
            foreach (CalendarFeature feature in features)
            {
                feature.Write(time, rest);
                rest = rest[feature.Width..];
            }
        }

        return table;
    }

    public static void ThrowIfNoTimes(IReadOnlyList<CalendarFeature> features, TimeSeries series, string argument)
    {
        if (features.Count == 0 || series.Times is not null) return;
        throw new ArgumentException(
            $"Series '{series.Name}' has no timestamps, and the calendar ({string.Join(", ", Names(features))}) is taken of "
            + "them. Give it some by WithTimes(start, step), or leave the calendar out.",
            argument);
    }
}
