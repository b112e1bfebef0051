namespace LstmForecast.Series;

/// <summary>What a network can learn from and forecast: checked once, at the door, with errors that say what to mend.</summary>
internal static class SeriesChecks
{
    private const string NoGap =
        "every value must be a finite number. Fill the gap, as MissingValues.Fill does for every channel and WithCovariates for "
        + "covariates, or cut the series there.";

    /// <summary>No value is larger: sums of squares of them are finite, however many there are.</summary>
    public const double LargestValue = 1e100;

    /// <summary>Rejects a series with a gap, or with a value that cannot be computed with.</summary>
    public static void ThrowIfNotFinite(TimeSeries series, string argument)
    {
        int bad = series.Values.IndexOfAnyExceptInRange(-LargestValue, LargestValue);
        if (bad >= 0) throw Unusable(series, bad, NoGap, argument);
    }

    /// <summary>As <see cref="ThrowIfNotFinite(TimeSeries, string)"/>, but for channels that may have gaps: not at first, though.</summary>
    public static void ThrowIfNotFinite(TimeSeries series, Func<string, bool> mayBeMissing, string argument)
    {
        int channels = series.Channels.Count;
        bool[] may = [.. series.Channels.Select(mayBeMissing)];
        if (!may.Contains(true))
        {
            ThrowIfNotFinite(series, argument);
            return;
        }

        ReadOnlySpan<double> values = series.Values;
        for (int i = 0; i < values.Length; i++)
        {
            bool mayMiss = may[i % channels];
            if (Math.Abs(values[i]) <= LargestValue || (double.IsNaN(values[i]) && mayMiss && i >= channels)) continue;
            throw Unusable(
                series,
                i,
                mayMiss && double.IsNaN(values[i])
                    ? "the first point of a series must be observed, whatever stands for gaps after it. Begin with a later point."
                    : NoGap,
                argument);
        }
    }

    /// <summary>Rejects a series with a value that cannot be computed with; it may have gaps anywhere.</summary>
    public static void ThrowIfNoNumbers(TimeSeries series, string argument)
    {
        ReadOnlySpan<double> values = series.Values;
        for (int i = 0; i < values.Length; i++)
        {
            if (Math.Abs(values[i]) <= LargestValue || double.IsNaN(values[i])) continue;
            throw Unusable(series, i, "every value must be a finite number, or NaN where none was observed.", argument);
        }
    }

    private static ArgumentException Unusable(TimeSeries series, int bad, string needed, string argument)
    {
        (int time, int channel) = Math.DivRem(bad, series.Channels.Count);
        if (double.IsFinite(series.Values[bad]))
        {
            needed = FormattableString.Invariant($"values must lie within ±{LargestValue}. If it stands for no reading, give NaN ")
                + "in its place; else divide the series.";
        }

        return new ArgumentException(
            $"Series '{series.Name}' has {FormattableString.Invariant($"{series.Values[bad]}")} at index {time}"
            + (series.Times is TimeAxis times ? $" ({TimeChecks.Text(times.At(time))})" : "")
            + $" of channel '{series.Channels[channel]}'; {needed}",
            argument);
    }

    /// <summary>Rejects what a distribution of counts cannot have made; what is not a number was not observed.</summary>
    public static void ThrowIfNotCounts(TimeSeries series, IReadOnlyList<int> channels, string argument)
    {
        foreach (int channel in channels)
        {
            for (int time = 0; time < series.Length; time++)
            {
                double value = series[time, channel];
                if (double.IsNaN(value) || (value >= 0 && value == Math.Floor(value))) continue;
                throw new ArgumentException(
                    FormattableString.Invariant($"Series '{series.Name}' has {value} at index {time} of channel ")
                    + $"'{series.Channels[channel]}'; Loss.NegativeBinomial needs counts: whole numbers, at least 0. "
                    + "Round or shift the series, or use Loss.Gaussian or Loss.StudentT.",
                    argument);
            }
        }
    }

    public static void ThrowIfShorterThan(TimeSeries series, long needed, string why, string argument)
    {
        if (series.Length >= needed) return;
        throw new ArgumentException(
            $"Series '{series.Name}' has {series.Length} {(series.Length == 1 ? "point" : "points")}; "
            + $"{why} needs at least {needed}.",
            argument);
    }

    /// <summary>What all series of a set have in common; named are both of two that differ.</summary>
    public static void ThrowIfNotAlike(TimeSeries one, TimeSeries first, string argument)
    {
        if (!one.Channels.SequenceEqual(first.Channels, StringComparer.Ordinal))
        {
            throw Differ(
                $"the channels ({string.Join(", ", one.Channels)})",
                $"({string.Join(", ", first.Channels)})",
                "all series of a set need the same channels in the same order.");
        }

        if (one.Times?.Step != first.Times?.Step)
        {
            throw Differ(
                Step(one),
                Step(first),
                "all series of a set need the same step, or none of them timestamps.");
        }

        if (!one.Statics.Select(Kind).SequenceEqual(first.Statics.Select(Kind)))
        {
            throw Differ(
                $"the static values ({string.Join(", ", one.Statics.Select(Kind))})",
                $"({string.Join(", ", first.Statics.Select(Kind))})",
                "all series of a set need static values of the same names and kinds.");
        }

        ArgumentException Differ(string has, string firstHas, string needed) => new(
            $"Series '{one.Name}' has {has} and series '{first.Name}' has {firstHas}; {needed}", argument);

        static string Step(TimeSeries series) => series.Times is null ? "no timestamps" : $"a step of {series.Times.Step}";

        static string Kind(StaticValue value) => $"{value.Name}: {(value.IsCategory ? "category" : "number")}";
    }
}
