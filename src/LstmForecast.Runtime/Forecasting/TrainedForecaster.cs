using LstmForecast.Forecasting;
using LstmForecast.Model;
using LstmForecast.Unrolling;

namespace LstmForecast;

/// <summary>
/// A trained model: forecasts any series with the channels it was trained on. Immutable; safe to share between
/// threads. Needs no TorchSharp.
/// </summary>
public sealed partial class TrainedForecaster
{
    private const string ToCompare = "a one-step forecast that can be compared";

    /// <param name="definition">All that forecasting needs.</param>
    /// <param name="history">How it was trained; null for weights that were not trained here.</param>
    internal TrainedForecaster(ModelDefinition definition, TrainingHistory? history = null)
    {
        Definition = definition;
        History = history ?? TrainingHistory.None;
        Runner = new ForecastRunner(definition);
        Checks = new HistoryChecks(definition);
        Forecasts = new ForecastFactory(definition);
        Work = new ForecastWork(Runner, Forecasts);
        TargetChannels = definition.Channels.TargetNames();
    }

    /// <summary>The channels a series must have, in this order.</summary>
    public IReadOnlyList<string> Channels => Definition.Channels.Names;

    /// <summary>The channels that are forecast.</summary>
    public IReadOnlyList<string> TargetChannels { get; }

    /// <summary>The covariates to give for the steps to forecast, in this order; empty for a model without any.</summary>
    public IReadOnlyList<string> KnownCovariates => Definition.Channels.KnownNames();

    /// <summary>How the model was trained.</summary>
    public TrainingHistory History { get; }

    /// <summary>The fewest observations a forecast can start from: one, and those that the transforms use up.</summary>
    public int MinimumHistory => Definition.MinimumHistory;

    /// <summary>
    /// The most steps ahead that can be forecast: those the model was trained to forecast at once; null, without limit,
    /// for a recursive model.
    /// </summary>
    public int? MaximumHorizon => Definition.MaximumHorizon;

    /// <summary>Whether <see cref="CalibrateIntervals"/> calibrated the intervals of this model's forecasts.</summary>
    public bool HasCalibratedIntervals => Definition.Intervals is not null;

    /// <summary>The weights, from the bottom up; of an ensemble those of each network, as <c>members.0.head.0.bias</c>.</summary>
    public IReadOnlyList<WeightTensor> Weights => field ??= Array.AsReadOnly<WeightTensor>(
    [
        .. Definition.Members.SelectMany((member, m) => member.Shape.Weights().Select(one => new WeightTensor(
            Definition.Members.Count == 1 ? one.Name : $"members.{m}.{one.Name}", one.Shape, member[one.Name]))),
    ]);

    internal ModelDefinition Definition { get; }

    internal ForecastRunner Runner { get; }

    internal HistoryChecks Checks { get; }

    internal ForecastFactory Forecasts { get; }

    private ForecastWork Work { get; }

    /// <summary>
    /// Forecasts one series: the model is fed with the history, then with its own forecasts; its state is carried, nothing is
    /// computed twice.
    /// </summary>
    /// <remarks>
    /// A recursive model with a likelihood feeds back the middle of each distribution (of counts the mean), and the result is
    /// a point forecast without quantiles beyond one step;
    /// <see cref="SamplePaths(TimeSeries, int, int, long, TimeSeries)"/> gives those.
    /// </remarks>
    /// <param name="history">The observations up to now, with all channels; at least <see cref="MinimumHistory"/> of them.</param>
    /// <param name="horizon">How many steps ahead, at least 1 and at most <see cref="MaximumHorizon"/>.</param>
    /// <param name="known">
    /// The <see cref="KnownCovariates"/> in the steps after the history, shape <c>[steps, known covariates]</c>, under its name:
    /// as many steps as the horizon, or <see cref="MaximumHorizon"/> where there is one; more are ignored. With timestamps
    /// they are aligned by them and may begin earlier. Null for a model without.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1 or too large.</exception>
    /// <exception cref="ArgumentException">
    /// The history is too short, has other channels than the model, or has a value that is not finite; or the covariates
    /// do not fit in the same way.
    /// </exception>
    public Forecast Forecast(TimeSeries history, int horizon, TimeSeries? known = null)
    {
        Checks.Horizon(horizon);
        IReadOnlyList<TimeSeries>? covariates = known is null ? null : [known];
        return Work.Forecast(Checks.Starts([history], covariates, horizon, nameof(history)), horizon)[0];
    }

    /// <summary>Forecasts many series at once, on all cores; the same numbers as one by one.</summary>
    /// <param name="histories">The observations of each series up to now; their lengths may differ.</param>
    /// <param name="horizon">How many steps ahead, at least 1 and at most <see cref="MaximumHorizon"/>.</param>
    /// <param name="known">The covariates of each series, as for a single one, found by name; null for a model without.</param>
    /// <param name="progress">Told the share that is done, above 0 and up to 1, ascending, on the threads that work.</param>
    /// <param name="cancellationToken">Stops the work between blocks of series.</param>
    /// <returns>One forecast a series, in the order given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1 or too large.</exception>
    /// <exception cref="ArgumentException">
    /// A series or its covariates do not fit, as for a single one, or their counts differ.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<Forecast> Forecast(
        IReadOnlyList<TimeSeries> histories,
        int horizon,
        IReadOnlyList<TimeSeries>? known = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Checks.Horizon(horizon);
        return Work.Forecast(
            Checks.Starts(histories, known, horizon, nameof(histories)), horizon, progress, cancellationToken);
    }

    /// <summary>
    /// Draws futures of one series at random: at each step a value from the distribution that the model gives for it, which
    /// is then fed back. What the paths have in common, such as a level that stays where it went, is in them; the quantiles
    /// of a direct model know each step by itself only.
    /// </summary>
    /// <remarks>
    /// Targets of one time step are drawn independently of each other. The members of an ensemble share the paths evenly, so
    /// that what they disagree about widens the spread.
    /// </remarks>
    /// <param name="history">The observations up to now; at least <see cref="MinimumHistory"/> of them.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <param name="paths">How many futures, at least 1. Default: 200.</param>
    /// <param name="seed">
    /// What they are drawn from. Default: 0. The same seed gives the same paths, whatever the number of threads and of
    /// series and paths beside them; series of different names have different random numbers.
    /// </param>
    /// <param name="known">The <see cref="KnownCovariates"/>, as for a forecast; null for a model without.</param>
    /// <returns>The paths; quantiles are those of the paths at each step, and the point is their median.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the number of paths is below 1.</exception>
    /// <exception cref="ArgumentException">The history or its covariates do not fit, as for a forecast.</exception>
    /// <exception cref="InvalidOperationException">The model is direct, or was trained without a likelihood.</exception>
    public Forecast SamplePaths(TimeSeries history, int horizon, int paths = 200, long seed = 0, TimeSeries? known = null)
    {
        Checks.Sampling(horizon, paths);
        IReadOnlyList<TimeSeries>? covariates = known is null ? null : [known];
        return Work.Sample(Checks.Starts([history], covariates, horizon, nameof(history)), horizon, paths, seed)[0];
    }

    /// <summary>Draws futures of many series at once, on all cores; the same numbers as one by one.</summary>
    /// <param name="histories">The observations of each series up to now; their lengths may differ.</param>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <param name="paths">How many futures of each series, at least 1. Default: 200.</param>
    /// <param name="seed">What they are drawn from. Default: 0.</param>
    /// <param name="known">The covariates of each series, found by name; null for a model without.</param>
    /// <param name="progress">Told the share that is done, as by a forecast of many series.</param>
    /// <param name="cancellationToken">Stops the work between blocks of series.</param>
    /// <returns>One forecast a series, in the order given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the number of paths is below 1.</exception>
    /// <exception cref="ArgumentException">
    /// A series or its covariates do not fit, as for a single one, or their counts differ.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model is direct, or was trained without a likelihood.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<Forecast> SamplePaths(
        IReadOnlyList<TimeSeries> histories,
        int horizon,
        int paths = 200,
        long seed = 0,
        IReadOnlyList<TimeSeries>? known = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Checks.Sampling(horizon, paths);
        ForecastStarts starts = Checks.Starts(histories, known, horizon, nameof(histories));
        return Work.Sample(starts, horizon, paths, seed, progress, cancellationToken);
    }

    /// <summary>Forecasts each step of a series from the observed steps before it.</summary>
    /// <param name="series">At least one observation more than <see cref="MinimumHistory"/>.</param>
    /// <returns>The forecasts of the time steps from <see cref="MinimumHistory"/> (0-based) to the last one.</returns>
    /// <exception cref="ArgumentException">
    /// The series is too short, has other channels than the model, or has a value that is not finite.
    /// </exception>
    public TimeSeries FittedValues(TimeSeries series) =>
        Work.OneStep([Checks.History(series, MinimumHistory + 1, ToCompare, nameof(series))])[0];

    /// <summary>One-step forecasts of many series at once, on all cores.</summary>
    /// <param name="series">The series; their lengths may differ.</param>
    /// <param name="progress">Told the share that is done, as by a forecast of many series.</param>
    /// <param name="cancellationToken">Stops the work between blocks of series.</param>
    /// <returns>One series of forecasts each, in the order given.</returns>
    /// <exception cref="ArgumentException">A series does not fit, as for a single one.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public IReadOnlyList<TimeSeries> FittedValues(
        IReadOnlyList<TimeSeries> series, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        FilledHistory[] shown = [.. series.Select(one => Checks.History(one, MinimumHistory + 1, ToCompare, nameof(series)))];
        return Work.OneStep(shown, progress, cancellationToken);
    }

    /// <summary>The model as it was after another epoch.</summary>
    /// <param name="epoch">The epoch, 1-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There was no such epoch.</exception>
    /// <exception cref="InvalidOperationException">The epochs were not kept.</exception>
    public TrainedForecaster AtEpoch(int epoch) => History.ModelAfter(epoch);
}
