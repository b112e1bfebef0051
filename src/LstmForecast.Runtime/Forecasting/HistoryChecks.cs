using LstmForecast.Checks;
using LstmForecast.Model;
using LstmForecast.Series;
using LstmForecast.Unrolling;

namespace LstmForecast.Forecasting;

/// <summary>What a model takes: rejects all else, with an error that names the series, the need and the remedy.</summary>
internal sealed class HistoryChecks(ModelDefinition model)
{
    private readonly string[] _targets = model.Channels.TargetNames();
    private readonly KnownAlignment _alignment = new(model);

    /// <summary>Checks a horizon.</summary>
    public void Horizon(int horizon)
    {
        if (horizon < 1)
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "The horizon must be at least 1 step.");
        int targets = model.Channels.Targets.Length;
        if ((long)horizon * targets > Largest.ForecastValues)
        {
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                horizon,
                $"The horizon must be at most {Largest.ForecastValues / targets} steps, {Largest.ForecastValues} values over all targets.");
        }

        if (model.MaximumHorizon is int most && horizon > most)
        {
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                horizon,
                $"The model forecasts {most} {(most == 1 ? "step" : "steps")} at once and no more; ask for at most that, or train with a "
                + "larger Horizon, or without one for the recursive strategy.");
        }
    }

    /// <summary>Checks that a forecast ends before time does, in the year 9999; before anything is computed.</summary>
    public static void EndInTime(TimeAxis? times, int count, int horizon)
    {
        if (times is null) return;
        try
        {
            times.At(checked(count + horizon - 1));
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            throw new ArgumentOutOfRangeException(
                nameof(horizon), horizon, "The forecast would reach beyond the year 9999, where times end; ask for fewer steps.");
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
        int values = horizon * model.Channels.Targets.Length;
        if ((long)paths * values <= Largest.ForecastValues) return;
        throw new ArgumentOutOfRangeException(
            nameof(paths),
            paths,
            $"There must be at most {Largest.ForecastValues / values} paths of {values} values, {Largest.ForecastValues} values in all; draw them in "
            + "parts with seeds of their own.");
    }

    /// <summary>Checks histories to forecast from, each with its covariates known ahead.</summary>
    public ForecastStarts Starts(
        IReadOnlyList<TimeSeries> histories, IReadOnlyList<TimeSeries>? known, int horizon, string argument)
    {
        ArgumentNullException.ThrowIfNull(histories, argument);
        TimeSeries[]? own = KnownAlignment.ByName(histories, known);
        var filled = new FilledHistory[histories.Count];
        TimeSeries[]? after = own is null ? null : new TimeSeries[histories.Count];
        for (int i = 0; i < filled.Length; i++)
        {
            filled[i] = History(histories[i], model.MinimumHistory, "a forecast", argument);
            EndInTime(histories[i].Times, histories[i].Length, horizon);
            TimeSeries? covariates = Known(histories[i], own?[i], horizon, own is null ? argument : nameof(known));
            if (after is null) continue;
            after[i] = covariates![..Ahead(horizon)];
            KnownValues(after[i], nameof(known));
        }

        return new(filled, after);
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
        model.CheckTransforms(history.Filled, argument);
        return history;
    }

    /// <summary>Fills the gaps of a series and checks that nothing is missing that must not be.</summary>
    public FilledHistory Filled(TimeSeries series, string argument)
    {
        if (model.Missing.Fills) SeriesChecks.ThrowIfNoNumbers(series, argument);
        FilledHistory history = FilledHistory.Of(model, series);
        SeriesChecks.ThrowIfNotFinite(
            history.Filled,
            channel => model.Missing.IsMask && _targets.Contains(channel, StringComparer.Ordinal),
            argument);
        InputRange.CheckCovariates(model, history.Filled, argument);
        return history;
    }

    /// <summary>Checks all of a series but its values.</summary>
    public void Identity(TimeSeries series, string argument)
    {
        Channels(series, argument);
        TimesAndStatics(series, argument);
    }

    /// <summary>The covariates known ahead in the steps after a series, at least those of a horizon; null for none.</summary>
    public TimeSeries? Known(TimeSeries history, TimeSeries? known, int horizon, string argument) =>
        _alignment.After(history, known, Ahead(horizon), argument);

    /// <summary>Checks the values of covariates known ahead that will be looked at.</summary>
    public void KnownValues(TimeSeries known, string argument)
    {
        SeriesChecks.ThrowIfNotFinite(known, argument);
        InputRange.CheckKnown(model, known, argument);
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
        if (model.Channels.Known.Length == 0) return;
        int ahead = Ahead(horizon);
        SeriesChecks.ThrowIfShorterThan(
            series,
            (long)count + ahead,
            $"a forecast after time step {count - 1} by a model that takes covariates known {ahead} steps ahead",
            argument);
    }

    /// <summary>How many steps after a history the network looks at.</summary>
    private int Ahead(int horizon) => model.MaximumHorizon ?? horizon;

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
