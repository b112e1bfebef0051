using LstmForecast.Model;
using LstmForecast.Series;

namespace LstmForecast.Forecasting;

/// <summary>
/// Brings covariates known ahead to the series they belong to: of many by name, along time by their timestamps. What cannot
/// be aligned is refused.
/// </summary>
internal sealed class KnownAlignment(ModelDefinition model)
{
    private readonly string[] _known = model.Channels.KnownNames();

    /// <summary>The covariates of each series, in the order of the series.</summary>
    /// <param name="histories">The series; some may have the same name.</param>
    /// <param name="known">As many, in any order; null for none.</param>
    public static TimeSeries[]? ByName(IReadOnlyList<TimeSeries> histories, IReadOnlyList<TimeSeries>? known)
    {
        if (known is null) return null;
        if (known.Count != histories.Count)
        {
            throw new ArgumentException(
                $"There are {histories.Count} series and the covariates of {known.Count}; give one series of covariates for "
                + "each, of the same name.",
                nameof(known));
        }

        var ofName = new Dictionary<string, Queue<TimeSeries>>(StringComparer.Ordinal);
        foreach (TimeSeries one in known)
        {
            ArgumentNullException.ThrowIfNull(one, nameof(known));
            if (!ofName.TryGetValue(one.Name, out Queue<TimeSeries>? queue)) ofName[one.Name] = queue = new();
            queue.Enqueue(one);
        }

        return
        [
            .. histories.Select(history =>
            {
                ArgumentNullException.ThrowIfNull(history, nameof(histories));
                bool hasOwn = ofName.TryGetValue(history.Name, out Queue<TimeSeries>? queue) && queue.Count > 0;
                return hasOwn ? queue!.Dequeue() : throw OtherName(history, known);
            }),
        ];
    }

    /// <summary>The covariates of the steps after a series; null for a model without any.</summary>
    /// <param name="history">The series, checked.</param>
    /// <param name="known">
    /// Its covariates: with timestamps, from any time up to that after the history on; without, from that time on.
    /// </param>
    /// <param name="steps">How many steps of them are needed.</param>
    /// <param name="argument">The caller's argument.</param>
    public TimeSeries? After(TimeSeries history, TimeSeries? known, int steps, string argument)
    {
        if (known is null)
        {
            if (_known.Length == 0) return null;
            throw new ArgumentException(
                $"The model takes covariates that are known ahead ({string.Join(", ", _known)}); give their values in the "
                + $"{steps} steps after series '{history.Name}' as the argument known.",
                argument);
        }

        if (_known.Length == 0)
        {
            throw new ArgumentException(
                $"The model takes no covariates that are known ahead, series '{history.Name}' comes with "
                + $"({string.Join(", ", known.Channels)}); leave them out.",
                argument);
        }

        if (!known.Channels.SequenceEqual(_known, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The covariates of series '{history.Name}' have the channels ({string.Join(", ", known.Channels)}); "
                + $"the model knows ({string.Join(", ", _known)}) ahead. Give it those in this order.",
                argument);
        }

        TimeSeries after = known[First(history, known, argument)..];
        if (after.Length < known.Length && after.Length < steps) throw EndsEarly(history, known, steps, argument);
        SeriesChecks.ThrowIfShorterThan(
            after, steps, $"a forecast of series '{history.Name}' with covariates known ahead", argument);
        return after;
    }

    /// <summary>The row of the covariates that stands for the step after the history.</summary>
    private static int First(TimeSeries history, TimeSeries known, string argument)
    {
        if (known.Times is not TimeAxis times) return 0;
        if (history.Times is not TimeAxis past)
        {
            throw new ArgumentException(
                $"Series '{history.Name}' has no timestamps and its covariates known ahead have ({times}), so that the two "
                + "cannot be aligned; give timestamps to both or to neither.",
                argument);
        }

        if (times.Step != past.Step)
        {
            throw new ArgumentException(
                $"The covariates known ahead of series '{history.Name}' have a time step of {times.Step}, the series one of "
                + $"{past.Step}; bring them to the step of the series.",
                argument);
        }

        DateTime next = past.At(history.Length);
        if (times.TryIndexOf(next, out int first) && first >= 0 && first < known.Length) return first;
        throw new ArgumentException(
            $"The covariates known ahead of series '{history.Name}' {Reach(known, times)}; the forecast needs them from "
            + $"{TimeChecks.Text(next)} on, the time step after the history. Give the rows from that time on; earlier ones may "
            + "stand before them.",
            argument);
    }

    private static ArgumentException EndsEarly(TimeSeries history, TimeSeries known, int steps, string argument) => new(
        $"The covariates known ahead of series '{history.Name}' {Reach(known, known.Times!)}; a forecast of {steps} "
        + $"{(steps == 1 ? "step" : "steps")} needs them from {TimeChecks.Text(history.Times!.At(history.Length))} to "
        + $"{TimeChecks.Text(history.Times.At(history.Length + steps - 1))}. Give the rows up to that time, or forecast fewer "
        + "steps.",
        argument);

    private static ArgumentException OtherName(TimeSeries history, IReadOnlyList<TimeSeries> known) => new(
        $"Series '{history.Name}' comes with the covariates known ahead of '{known[0].Name}'"
        + (known.Count > 1 ? $" and {known.Count - 1} more, but not with its own" : "")
        + "; give covariates the name of the series that they belong to (TimeSeries.WithName).",
        nameof(known));

    private static string Reach(TimeSeries known, TimeAxis times) => known.Length == 0
        ? "are empty"
        : $"reach from {TimeChecks.Text(times.Start)} to {TimeChecks.Text(times.At(known.Length - 1))}";
}
