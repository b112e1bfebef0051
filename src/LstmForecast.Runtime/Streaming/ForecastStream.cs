using LstmForecast.Forecasting;
using LstmForecast.Streaming;

namespace LstmForecast;

/// <summary>
/// One series as it comes in: takes observations one by one, in a time that does not depend on how many there were, and
/// forecasts from the last one at any moment. Made by <see cref="ForecastStreaming.StartStream(TrainedForecaster, TimeSeries, StreamingOptions, TimeSeries, CancellationToken)"/>.
/// </summary>
/// <remarks>
/// <para>
/// The forecasts are, bit for bit, those that the model makes of the whole history. Two things differ where they are used:
/// scales of a series that training did not know (<see cref="Transform.StandardizePerSeries"/> and the like) are those of
/// the history the state was warmed with, and <see cref="Filling.Linear"/> holds the last value through a gap, as it does
/// at the end of a history, and does not go back once the gap ends.
/// </para>
/// <para>Not safe for use by several threads at once; <see cref="Clone"/> gives each its own.</para>
/// </remarks>
public sealed partial class ForecastStream
{
    private readonly StreamBlock _block;

    internal ForecastStream(TrainedForecaster model, StreamBlock block, StreamingOptions options)
    {
        Model = model;
        Options = options;
        _block = block;
    }

    /// <summary>The model.</summary>
    public TrainedForecaster Model { get; }

    /// <summary>What the state keeps an eye on.</summary>
    public StreamingOptions Options { get; }

    /// <summary>The name of the series.</summary>
    public string SeriesName => Row.Series.Name;

    /// <summary>How many points there were, missing ones too.</summary>
    public int Count => Row.Count;

    /// <summary>Whether there were enough points, <see cref="TrainedForecaster.MinimumHistory"/>, to forecast from.</summary>
    public bool IsReady => Row.IsReady;

    /// <summary>
    /// Whether a target was missing at the last point, so that the state advanced on its own forecast there.
    /// </summary>
    public bool LastWasMissing => Row.LastWasMissing;

    internal StreamBlock Block => _block;

    internal StreamRow Row => _block.Rows[0];

    /// <summary>Takes the next observation of a series of one channel. Allocates nothing.</summary>
    /// <param name="value">
    /// The value; NaN where it was not observed: the state advances on its own forecast then, or on what fills gaps for the
    /// model.
    /// </param>
    /// <returns>Whether it was observed.</returns>
    /// <exception cref="ArgumentException">
    /// The model has several channels, or the value cannot be taken, as an infinite one; the state is as it was.
    /// </exception>
    /// <exception cref="InvalidOperationException">Covariates known ahead have not been announced; the state is as it was.</exception>
    public bool Update(double value) => Update(new ReadOnlySpan<double>(in value));

    /// <summary>Takes the next observation. Allocates nothing.</summary>
    /// <remarks>
    /// A missing target is no error, not even with <see cref="MissingValues.Error"/>, which is about histories: those can be
    /// mended, while a stream has to go on.
    /// </remarks>
    /// <param name="values">
    /// A value for each channel, in the order of the model; NaN for a target that was not observed: the state advances on its
    /// own forecast there, or on what fills gaps for the model. Values of channels known ahead are not looked at: those that
    /// were announced hold.
    /// </param>
    /// <returns>Whether all targets were observed.</returns>
    /// <exception cref="ArgumentException">
    /// There are more or fewer values than channels, or one cannot be taken; the state is as it was.
    /// </exception>
    /// <exception cref="InvalidOperationException">Covariates known ahead have not been announced; the state is as it was.</exception>
    public bool Update(ReadOnlySpan<double> values)
    {
        if (values.Length != Model.Channels.Count)
        {
            throw new ArgumentException(
                $"Series '{SeriesName}' got {values.Length} {(values.Length == 1 ? "value" : "values")}; the model has "
                + $"{Model.Channels.Count} channels ({string.Join(", ", Model.Channels)}). Give one for each, in this order.",
                nameof(values));
        }

        Row.Check(values);
        _block.Observe(0, values);
        _block.Step();
        return !LastWasMissing;
    }

    /// <summary>
    /// Tells the <see cref="TrainedForecaster.KnownCovariates"/> of further time steps: those after the last one that is
    /// known. An update needs them for as many steps after its point as the model looks ahead (1, or its horizon), or the
    /// adaptive intervals do; a forecast needs them to its end. Those of steps that are past are not kept.
    /// </summary>
    /// <param name="known">Shape <c>[steps, known covariates]</c>, row after row.</param>
    /// <exception cref="ArgumentException">That is no whole number of steps, or a value is not finite.</exception>
    public void ProvideKnown(ReadOnlySpan<double> known)
    {
        int width = Model.KnownCovariates.Count;
        if (width == 0 || known.Length % width != 0)
        {
            throw new ArgumentException(
                $"Series '{SeriesName}' got {known.Length} values known ahead; the model takes {width} a time step "
                + $"({string.Join(", ", Model.KnownCovariates)}). Give as many for each step.",
                nameof(known));
        }

        Row.CheckKnown(known);
        Row.Known.Append(known, Count);
    }

    /// <summary>Forecasts from the last point; the state stays as it is.</summary>
    /// <param name="horizon">How many steps ahead, at least 1 and at most <see cref="TrainedForecaster.MaximumHorizon"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1 or too large.</exception>
    /// <exception cref="InvalidOperationException">There were too few points, or covariates known ahead are missing.</exception>
    public Forecast Forecast(int horizon)
    {
        Model.Checks.Horizon(horizon);
        Row.CheckAhead(horizon);
        return _block.ForecastOf(0, horizon);
    }

    /// <summary>
    /// Forecasts from the last point; the state stays as it is. Allocates nothing, but for the first forecast that goes as
    /// far, and for recursive forecasts of counts.
    /// </summary>
    /// <param name="values">Takes the point forecast, shape <c>[horizon, targets]</c>, row after row.</param>
    /// <exception cref="ArgumentException">The room is no whole number of steps, at least one, or more than can be forecast.</exception>
    /// <exception cref="InvalidOperationException">There were too few points, or covariates known ahead are missing.</exception>
    public void Forecast(Span<double> values)
    {
        int targets = Model.TargetChannels.Count;
        if (values.Length % targets != 0)
        {
            throw new ArgumentException(
                $"There is room for {values.Length} values; a step has {targets}, one for each target.", nameof(values));
        }

        int horizon = values.Length / targets;
        Model.Checks.Horizon(horizon);
        Row.CheckAhead(horizon);
        _block.Forecast(horizon, values);
    }

    /// <summary>
    /// Draws futures from the last point at random; the state stays as it is. They are, bit for bit, the paths that
    /// <see cref="TrainedForecaster.SamplePaths(TimeSeries, int, int, long, TimeSeries)"/> draws from the whole history.
    /// </summary>
    /// <param name="horizon">How many steps ahead, at least 1.</param>
    /// <param name="paths">How many futures, at least 1. Default: 200.</param>
    /// <param name="seed">
    /// What they are drawn from. Default: 0. The same seed gives other paths after each update, the same ones until then.
    /// </param>
    /// <returns>
    /// The paths; quantiles at any level are those of the paths at each step, and the point is their median.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon or the number of paths is below 1.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model is direct, or was trained without a likelihood; there were too few points, or covariates known ahead are
    /// missing.
    /// </exception>
    public Forecast SamplePaths(int horizon, int paths = 200, long seed = 0)
    {
        Model.Checks.Sampling(horizon, paths);
        Row.CheckAhead(horizon);
        return StreamPaths.Sample(Model, [_block], horizon, paths, seed, default)[0];
    }

    /// <summary>
    /// The adaptive interval of a step after the last point, in the units of the series; see <see cref="AdaptiveIntervalOptions"/>.
    /// </summary>
    /// <param name="step">The horizon step, 1-based.</param>
    /// <param name="channel">The index of the channel among those that are forecast, 0-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step or channel.</exception>
    /// <exception cref="InvalidOperationException">The state was made without adaptive intervals, or is not ready.</exception>
    public PredictionInterval Interval(int step = 1, int channel = 0) => Row.Interval(Options, step, channel);

    /// <inheritdoc cref="Interval(int, int)"/>
    /// <param name="step">The horizon step, 1-based.</param>
    /// <param name="channel">The channel's name.</param>
    /// <exception cref="ArgumentException">No channel of that name is forecast.</exception>
    public PredictionInterval Interval(int step, string channel) =>
        Interval(step, ChannelIndex.Of(Model.TargetChannels, channel, SeriesName));

    /// <summary>Whether the one-step errors have drifted; see <see cref="DriftDetectionOptions"/>.</summary>
    public DriftSignal Drift => Row.Drift;

    /// <summary>Acknowledges a drift and restarts its detection.</summary>
    public void ResetDrift() => Row.Monitor?.ResetDrift();

    /// <summary>A stream of its own that goes on from the same point.</summary>
    public ForecastStream Clone() => new(Model, _block.Clone(row: 0), Options);
}
