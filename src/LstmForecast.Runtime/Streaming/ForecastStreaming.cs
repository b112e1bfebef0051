using LstmForecast.Checks;
using LstmForecast.Forecasting;
using LstmForecast.Numerics;
using LstmForecast.Streaming;
using LstmForecast.Unrolling;

namespace LstmForecast;

/// <summary>Starts streams of a trained model.</summary>
public static class ForecastStreaming
{
    /// <summary>A stream that has taken in a history and goes on from there, observation by observation.</summary>
    /// <param name="model">The model that forecasts.</param>
    /// <param name="history">
    /// The observations up to now, with timestamps where the model takes a calendar. It may be shorter than
    /// <see cref="TrainedForecaster.MinimumHistory"/>, even empty, unless scales have to be fitted to it: forecasts begin
    /// when there are enough points.
    /// </param>
    /// <param name="options">What to monitor; null for the defaults.</param>
    /// <param name="known">
    /// The <see cref="TrainedForecaster.KnownCovariates"/> in the steps after the history, under its name: as many as the
    /// model looks ahead (1, or its horizon), or the adaptive intervals do; more are kept. With timestamps they are aligned
    /// by them and may begin earlier. <see cref="ForecastStream.ProvideKnown"/> adds further ones. Null for a model without.
    /// </param>
    /// <param name="cancellationToken">Stops the work between two points.</param>
    /// <exception cref="ArgumentException">
    /// The history or the covariates do not fit the model, as for a forecast, or an option is invalid.
    /// </exception>
    public static ForecastStream StartStream(
        this TrainedForecaster model,
        TimeSeries history,
        StreamingOptions? options = null,
        TimeSeries? known = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= new();
        OptionCheck.ThrowIfInvalid(options, nameof(options));
        ArgumentNullException.ThrowIfNull(history);
        TimeSeries[]? own = KnownAlignment.ByName([history], known is null ? null : [known]);
        (StreamRow row, FilledHistory filled) = NewRow(model, history, own?[0], options, nameof(history));
        var block = new StreamBlock(model, [row]);
        Feed(model, block, [filled], cancellationToken);
        return new ForecastStream(model, block, options);
    }

    /// <summary>Streams of many series, which are updated together; the histories are taken in on all cores.</summary>
    /// <param name="model">The model that forecasts.</param>
    /// <param name="histories">The observations of each series up to now; their lengths may differ.</param>
    /// <param name="options">What to monitor; null for the defaults.</param>
    /// <param name="known">
    /// The covariates of each series, as for a single one, found by name; null for a model without.
    /// <see cref="ForecastStreamBatch.ProvideKnown(ReadOnlySpan{double})"/> adds further ones.
    /// </param>
    /// <param name="cancellationToken">Stops the work between blocks of series.</param>
    /// <exception cref="ArgumentException">
    /// A series or its covariates do not fit, as for a single one, their counts differ, or an option is invalid.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ForecastStreamBatch StartStream(
        this TrainedForecaster model,
        IReadOnlyList<TimeSeries> histories,
        StreamingOptions? options = null,
        IReadOnlyList<TimeSeries>? known = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(histories);
        TimeSeries[]? own = KnownAlignment.ByName(histories, known);
        options ??= new();
        OptionCheck.ThrowIfInvalid(options, nameof(options));
        (StreamRow Row, FilledHistory Filled)[] rows =
            [.. histories.Select((history, i) => NewRow(model, history, own?[i], options, nameof(histories)))];
        var streams = new ForecastStreamBatch(model, [.. rows.Select(one => one.Row)], options);
        Blocks.ForEach([.. Enumerable.Range(0, streams.Blocks.Count)], i =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            int first = i * ForecastStreamBatch.RowsInBlock;
            Feed(model, streams.Blocks[i], [.. rows[first..(first + streams.Blocks[i].Rows.Length)].Select(one => one.Filled)], cancellationToken);
        });
        return streams;
    }

    /// <summary>Rejects a series of a stream that is not one of the model, whatever its values.</summary>
    internal static void CheckStream(this TrainedForecaster model, TimeSeries series, string argument) =>
        model.Checks.Identity(series, argument);

    internal static void CheckStreamOptions(this TrainedForecaster model, StreamingOptions options)
    {
        if (options.Intervals is not AdaptiveIntervalOptions intervals || !(intervals.Horizon > model.MaximumHorizon)) return;
        throw new ArgumentException(
            $"Adaptive intervals: Horizon is {intervals.Horizon}; the model forecasts at most {model.MaximumHorizon} steps.",
            nameof(options));
    }

    private static (StreamRow Row, FilledHistory Filled) NewRow(
        TrainedForecaster model, TimeSeries history, TimeSeries? known, StreamingOptions options, string argument)
    {
        ArgumentNullException.ThrowIfNull(history, argument);
        if (known is null) model.Checks.Known(history, known, horizon: 1, argument);
        model.CheckStreamOptions(options);
        FilledHistory filled = Filled(model, history, argument);
        var row = new StreamRow(model.Definition, history, StreamRow.TransformsOf(model.Definition, filled.Filled), options);
        // Now, as nothing of the history is kept.
        if (model.Definition.Trained?.Warning(model.Definition, filled.Filled) is string range) row.Range = () => range;
        if (known is null) return (row, filled);
        TimeSeries after = model.Checks.Known(history, known, row.Ahead, nameof(known))!;
        model.Checks.KnownValues(after, nameof(known));
        row.Known.Append(filled.Filled.Select(model.KnownCovariates).Values, needed: 0);
        row.Known.Append(after.Values, needed: 0);
        return (row, filled);
    }

    /// <summary>A history that is too short for a forecast is one for a stream; its values are checked as they come.</summary>
    private static FilledHistory Filled(TrainedForecaster model, TimeSeries history, string argument)
    {
        bool isFittedTo = model.Definition.LooksAtHistoryOf(history.Name);
        if (isFittedTo || history.Length >= model.MinimumHistory)
        {
            return model.Checks.History(
                history, model.MinimumHistory, isFittedTo ? "a state with scales fitted to the history" : "a state", argument);
        }

        model.CheckStream(history, argument);
        // A stream goes on where a value is missing; a history, short or long, is as its model's forecasts take it.
        return model.Checks.Filled(history, argument);
    }

    private static void Feed(
        TrainedForecaster model, StreamBlock block, FilledHistory[] histories, CancellationToken cancellationToken)
    {
        AlignedRows.Unroll(
            [.. histories.Select(history => history.Observed.Length)],
            (row, time) =>
            {
                (TimeSeries observed, TimeSeries filled) = histories[row];
                if (observed.Length < model.MinimumHistory) block.Rows[row].Check(observed.At(time));
                block.Observe(row, observed.At(time), filled.At(time));
            },
            () =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                block.Step();
            });
        foreach (StreamRow row in block.Rows) row.Known.Forget(row.Count);
    }
}
