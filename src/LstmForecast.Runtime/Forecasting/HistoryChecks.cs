using LstmForecast.Checks;
using LstmForecast.Model;
using LstmForecast.Series;
using LstmForecast.Unrolling;

namespace LstmForecast.Forecasting;

/// <summary>What a model takes: rejects all else, with an error that names the series, the need and the remedy.</summary>
internal sealed class HistoryChecks(ModelDefinition model)
{
    private readonly string[] _targets = model.Channels.TargetNames();
    private readonly string[] _known = model.Channels.KnownNames();

    /// <summary>Checks a horizon.</summary>
    public void Horizon(int horizon)
    {
        if (horizon < 1)
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "The horizon must be at least 1 step.");
        if (model.MaximumHorizon is int most && horizon > most)
        {
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                horizon,
                $"The model forecasts {most} {(most == 1 ? "step" : "steps")} at once and no more; ask for at most that, or train with a "
                + "larger Horizon, or without one for the recursive strategy.");
        }
    }

    /// <summary>Checks that the model can draw sample paths.</summary>
    public void Sampling(int horizon, int paths)
    {
        if (model.MaximumHorizon is int steps)
        {
            throw new InvalidOperationException(
                $"The model forecasts {steps} steps at once, each step by itself, which makes no paths. Forecast has the "
                + "quantiles of each step; for paths train without a Horizon.");
        }

        if (!model.Output.IsLikelihood)
        {
            throw new InvalidOperationException(
                "The model was trained without a likelihood and has no distribution to draw from; train with Loss.Gaussian, "
                + "Loss.StudentT or Loss.NegativeBinomial.");
        }

        Horizon(horizon);
        if (paths < 1) throw new ArgumentOutOfRangeException(nameof(paths), paths, "There must be at least 1 path.");
    }

    /// <summary>Checks histories to forecast from, each with its covariates known ahead.</summary>
    public FilledHistory[] Starts(
        IReadOnlyList<TimeSeries> histories, IReadOnlyList<TimeSeries>? known, int horizon, string argument)
    {
        ArgumentNullException.ThrowIfNull(histories, argument);
        SameCount(histories, known);
        var starts = new FilledHistory[histories.Count];
        for (int i = 0; i < starts.Length; i++)
        {
            starts[i] = History(histories[i], model.MinimumHistory, "a forecast", argument);
            Known(histories[i], known?[i], horizon, known is null ? argument : nameof(known));
        }

        return starts;
    }

    /// <summary>Checks that there are covariates for each series, or for none.</summary>
    public static void SameCount(IReadOnlyList<TimeSeries> histories, IReadOnlyList<TimeSeries>? known)
    {
        if (known is null || known.Count == histories.Count) return;
        throw new ArgumentException(
            $"There are {histories.Count} series and the covariates of {known.Count}; give one series of covariates for "
            + "each, in the same order.",
            nameof(known));
    }

    /// <summary>Checks a history and fills its gaps, once for all that follows.</summary>
    /// <param name="series">The history.</param>
    /// <param name="needed">How many points it must have.</param>
    /// <param name="why">For what.</param>
    /// <param name="argument">The caller's argument.</param>
    public FilledHistory History(TimeSeries series, int needed, string why, string argument)
    {
        Channels(series, argument);
        SeriesChecks.ThrowIfShorterThan(series, needed, why, argument);
        TimesAndStatics(series, argument);
        FilledHistory history = Filled(series, argument);
        if (model.Output.IsOfCounts) SeriesChecks.ThrowIfNotCounts(history.Filled, model.Channels.Targets, argument);
        model.Transforms.Check(model.Channels.TargetsOf(history.Filled), argument);
        return history;
    }

    /// <summary>Fills the gaps of a series and checks that nothing is missing that must not be.</summary>
    public FilledHistory Filled(TimeSeries series, string argument)
    {
        FilledHistory history = FilledHistory.Of(model, series);
        SeriesChecks.ThrowIfNotFinite(
            history.Filled,
            channel => model.Missing.IsMask && _targets.Contains(channel, StringComparer.Ordinal),
            argument);
        return history;
    }

    /// <summary>Checks all of a series but its values.</summary>
    public void Identity(TimeSeries series, string argument)
    {
        Channels(series, argument);
        TimesAndStatics(series, argument);
    }

    /// <summary>Checks the covariates known ahead of a series; null for none.</summary>
    public void Known(TimeSeries history, TimeSeries? known, int horizon, string argument)
    {
        int ahead = model.MaximumHorizon ?? horizon;
        if (known is null)
        {
            if (_known.Length == 0) return;
            throw new ArgumentException(
                $"The model takes covariates that are known ahead ({string.Join(", ", _known)}); give their values in the "
                + $"{ahead} steps after series '{history.Name}' as the argument known.",
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

        SeriesChecks.ThrowIfShorterThan(
            known, ahead, $"a forecast of series '{history.Name}' with covariates known ahead", argument);
        SeriesChecks.ThrowIfNotFinite(known, argument);
    }

    /// <summary>Checks series to forecast from rolling cutoffs; gives for each series the points before each of them.</summary>
    public int[][] Rolling(IReadOnlyList<TimeSeries> series, RollingCutoffs cutoffs, string argument)
    {
        ArgumentNullException.ThrowIfNull(series, argument);
        ArgumentNullException.ThrowIfNull(cutoffs);
        OptionCheck.ThrowIfInvalid(cutoffs, nameof(cutoffs));
        Horizon(cutoffs.Horizon);
        if (series.Count == 0) throw new ArgumentException("There is no series to forecast; pass at least one.", argument);
        return
        [
            .. series.Select(one =>
            {
                History(one, model.MinimumHistory, "a forecast", argument);
                int[] points = cutoffs.Of(one, model.MinimumHistory, argument);
                KnownAfter(one, points[^1], cutoffs.Horizon, argument);
                return points;
            }),
        ];
    }

    /// <summary>What is known ahead stands in the series itself, and has to reach as far as the network looks.</summary>
    private void KnownAfter(TimeSeries series, int count, int horizon, string argument)
    {
        if (_known.Length == 0) return;
        int ahead = model.MaximumHorizon ?? horizon;
        SeriesChecks.ThrowIfShorterThan(
            series,
            (long)count + ahead,
            $"a forecast after time step {count - 1} by a model that takes covariates known {ahead} steps ahead",
            argument);
    }

    private void Channels(TimeSeries series, string argument)
    {
        ArgumentNullException.ThrowIfNull(series, argument);
        if (series.Channels.SequenceEqual(model.Channels.Names, StringComparer.Ordinal)) return;
        throw new ArgumentException(
            $"Series '{series.Name}' has the channels ({string.Join(", ", series.Channels)}); "
            + $"the model was trained on ({string.Join(", ", model.Channels.Names)}). "
            + "Give it the same channels in the same order.",
            argument);
    }

    private void TimesAndStatics(TimeSeries series, string argument)
    {
        if (model.Step is TimeStep step && series.Times is TimeAxis times && times.Step != step)
        {
            throw new ArgumentException(
                $"Series '{series.Name}' has a time step of {times.Step}; the model was trained on a step of {step}. "
                + "Bring the series to that step, or train a model on its own.",
                argument);
        }

        CalendarTable.ThrowIfNoTimes(model.Covariates.Calendar, series, argument);
        StaticInputs.Check(model, series, argument);
    }
}
