using LstmForecast.Forecasting;
using LstmForecast.Lstm;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// A trained model: forecasts any series with the channels it was trained on. Immutable; safe to share between
/// threads. Needs no TorchSharp.
/// </summary>
public sealed partial class TrainedForecaster
{
    private const string ToCompare = "a one-step forecast that can be compared";

    private readonly ModelDefinition _definition;
    private readonly ForecastRunner _runner;

    internal TrainedForecaster(ModelDefinition definition)
    {
        _definition = definition;
        _runner = new ForecastRunner(definition);
        TargetChannels = definition.Channels.TargetNames();
    }

    /// <summary>The channels a series must have, in this order.</summary>
    public IReadOnlyList<string> Channels => _definition.Channels.Names;

    /// <summary>Those of them that are forecast.</summary>
    public IReadOnlyList<string> TargetChannels { get; }

    /// <summary>How the model came to be.</summary>
    public TrainingHistory History => _definition.History;

    /// <summary>The fewest observations a forecast can start from: one, and those that the transforms use up.</summary>
    public int MinimumHistory => _definition.Transforms.PointsUsedUp + 1;

    /// <summary>
    /// The most steps ahead that can be forecast: those the model was trained to forecast at once; null, without limit,
    /// for a recursive model.
    /// </summary>
    public int? MaximumHorizon =>
        // What is known up to the cutoff alone cannot be fed beyond it.
        _definition.Output.Steps == 1 && _definition.Channels.Past.Length == 0 ? null : _definition.Output.Steps;

    internal ModelDefinition Definition => _definition;

    internal IReadOnlyList<LstmNetwork> Networks => _runner.Networks;

    /// <summary>
    /// Forecasts one series: the model is fed with the history, then with its own forecasts; its state is carried,
    /// nothing is computed twice.
    /// </summary>
    /// <param name="history">The observations up to now; at least <see cref="MinimumHistory"/> of them.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    /// <exception cref="ArgumentException">
    /// The history is too short, has other channels than the model, or has a value that is not finite.
    /// </exception>
    public Forecast Forecast(TimeSeries history, int horizon)
    {
        CheckHorizon(horizon);
        Check(history, MinimumHistory, "a forecast", nameof(history));
        CheckNothingKnown(history, horizon, nameof(history));
        return Run([history], horizon, known: null)[0];
    }

    /// <summary>Forecasts many series at once, on all cores; the same numbers as one by one.</summary>
    /// <param name="histories">The observations of each series up to now; their lengths may differ.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <returns>One forecast a series, in the order given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1.</exception>
    /// <exception cref="ArgumentException">A history does not fit, as for a single one.</exception>
    public IReadOnlyList<Forecast> Forecast(IReadOnlyList<TimeSeries> histories, int horizon)
    {
        ArgumentNullException.ThrowIfNull(histories);
        CheckHorizon(horizon);
        foreach (TimeSeries history in histories)
        {
            Check(history, MinimumHistory, "a forecast", nameof(histories));
            CheckNothingKnown(history, horizon, nameof(histories));
        }

        return Run(histories, horizon, known: null);
    }

    /// <summary>
    /// Forecasts each step of a series from the observed steps before it: what the model makes of data it is shown.
    /// </summary>
    /// <param name="series">At least one observation more than <see cref="MinimumHistory"/>.</param>
    /// <returns>The forecasts of the time steps from <see cref="MinimumHistory"/> (0-based) to the last one.</returns>
    /// <exception cref="ArgumentException">
    /// The series is too short, has other channels than the model, or has a value that is not finite.
    /// </exception>
    public TimeSeries OneStepForecasts(TimeSeries series)
    {
        Check(series, MinimumHistory + 1, ToCompare, nameof(series));
        return OneStep([series])[0];
    }

    /// <summary>One-step forecasts of many series at once, on all cores.</summary>
    /// <param name="series">The series; their lengths may differ.</param>
    /// <returns>One series of forecasts each, in the order given.</returns>
    /// <exception cref="ArgumentException">A series does not fit, as for a single one.</exception>
    public IReadOnlyList<TimeSeries> OneStepForecasts(IReadOnlyList<TimeSeries> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        foreach (TimeSeries one in series) Check(one, MinimumHistory + 1, ToCompare, nameof(series));
        return OneStep(series);
    }

    /// <summary>
    /// The model as it was after another epoch: the article's remedy when forecasts go wrong after too much training.
    /// </summary>
    /// <param name="epoch">The epoch, 1-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There was no such epoch.</exception>
    /// <exception cref="InvalidOperationException">The epochs were not kept.</exception>
    public TrainedForecaster AtEpoch(int epoch)
    {
        int last = History.Epochs.Count;
        if (epoch < 1 || epoch > last)
        {
            throw new ArgumentOutOfRangeException(
                nameof(epoch),
                epoch,
                last == 0 ? "The model was trained for no epoch." : $"The model was trained for epochs 1 to {last}.");
        }

        return History.Epochs[epoch - 1].Model ?? throw new InvalidOperationException(
            $"The weights of epoch {epoch} were not kept; train with KeepEpochs = true to go back to any epoch. "
            + "A model file holds one epoch alone.");
    }

    /// <summary>Forecasts from many cutoffs of many series, each series fed once.</summary>
    /// <param name="series">The series, with covariates known ahead as far as the last cutoff's horizon goes.</param>
    /// <param name="cutoffs">For each series, after how many points to forecast; ascending.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="futures">For each series, covariates known ahead after its end, where it does not reach as far; or null.</param>
    internal ForecastValues[][] ForecastFrom(
        IReadOnlyList<TimeSeries> series,
        IReadOnlyList<int[]> cutoffs,
        int horizon,
        IReadOnlyList<TimeSeries?>? futures = null) =>
        _runner.Run(series, cutoffs, futures, horizon);

    private Forecast[] Run(IReadOnlyList<TimeSeries> histories, int horizon, IReadOnlyList<TimeSeries>? known)
    {
        ForecastValues[][] values = _runner.Run(histories, [.. histories.Select(history => (int[])[history.Length])], known, horizon);
        return [.. histories.Select((history, i) => ToForecast(history, history.Length, values[i][0]))];
    }

    internal Forecast ToForecast(TimeSeries series, int count, ForecastValues values) =>
        ToForecast(series, count, values, IntervalsAt(series, count));

    internal Forecast ToForecast(TimeSeries series, int count, ForecastValues values, ForecastIntervals? intervals) => new(
        new TimeSeries(series.Name, values.Point, TargetChannels).WithTimes(series.Times?.From(count)),
        count - 1,
        values.Quantiles.Length == 0 ? [] : _definition.Output.QuantileLevels,
        values.Quantiles)
    {
        Intervals = intervals,
    };

    private TimeSeries[] OneStep(IReadOnlyList<TimeSeries> series)
    {
        int[][] cutoffs = [.. series.Select(one => Enumerable.Range(MinimumHistory, one.Length - MinimumHistory).ToArray())];
        ForecastValues[][] values = _runner.Run(series, cutoffs, futures: null, horizon: 1);
        return [.. series.Select((one, i) =>
            new TimeSeries(one.Name, [.. values[i].SelectMany(value => value.Point)], TargetChannels)
                .WithTimes(one.Times?.From(MinimumHistory)))];
    }

    internal void CheckHorizon(int horizon)
    {
        if (horizon < 1)
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "The horizon must be at least 1 step.");
        if (horizon > MaximumHorizon)
        {
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                horizon,
                $"The model forecasts {MaximumHorizon} {(MaximumHorizon == 1 ? "step" : "steps")} at once and no more; ask for at most that, or train with a "
                + "larger Horizon, or without one for the recursive strategy.");
        }
    }

    private bool MayBeMissing(string channel) =>
        _definition.Missing.IsMask && TargetChannels.Contains(channel, StringComparer.Ordinal);

    private void Check(TimeSeries series, int needed, string why, string argument)
    {
        CheckChannels(series, argument);
        SeriesChecks.ThrowIfShorterThan(series, needed, why, argument);
        CheckAround(series, argument);
        if (_definition.Missing.Filling is Filling filling) series = filling.Apply(series);
        SeriesChecks.ThrowIfNotFinite(series, MayBeMissing, argument);
        _definition.Transforms.Check(_definition.Channels.TargetsOf(series), argument);
    }

    private void CheckChannels(TimeSeries series, string argument)
    {
        ArgumentNullException.ThrowIfNull(series, argument);
        if (!series.Channels.SequenceEqual(Channels, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"Series '{series.Name}' has the channels ({string.Join(", ", series.Channels)}); "
                + $"the model was trained on ({string.Join(", ", Channels)}). "
                + "Give it the same channels in the same order.",
                argument);
        }
    }

    /// <summary>Rejects a series whose timestamps or static values are not what the model takes.</summary>
    private void CheckAround(TimeSeries series, string argument)
    {
        if (_definition.Step is TimeStep step && series.Times is TimeAxis times && times.Step != step)
        {
            throw new ArgumentException(
                $"Series '{series.Name}' has a time step of {times.Step}; the model was trained on a step of {step}. "
                + "Bring the series to that step, or train a model on its own.",
                argument);
        }

        CalendarTable.ThrowIfNoTimes(_definition.Covariates.Calendar, series, argument);
        StaticInputs.Check(_definition, series, argument);
    }
}
