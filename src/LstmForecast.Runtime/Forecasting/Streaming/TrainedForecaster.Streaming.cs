using LstmForecast.Forecasting;
using LstmForecast.Series;

namespace LstmForecast;

public sealed partial class TrainedForecaster
{
    /// <summary>A state that has taken in a history and goes on from there, observation by observation.</summary>
    /// <param name="history">
    /// The observations up to now, with timestamps where the model takes a calendar. It may be shorter than
    /// <see cref="MinimumHistory"/>, even empty, unless scales have to be fitted to it: forecasts begin when there are enough
    /// points.
    /// </param>
    /// <param name="options">What to keep an eye on; null for the defaults.</param>
    /// <exception cref="ArgumentException">The history does not fit the model, as for a forecast, or an option is no good.</exception>
    public ForecastState Warm(TimeSeries history, StreamingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        CheckNothingKnown(history, horizon: 1, nameof(history));
        return WarmOne(history, known: null, options ?? new());
    }

    /// <summary>As without covariates known ahead, for a model that takes some.</summary>
    /// <param name="history">The observations up to now.</param>
    /// <param name="known">
    /// The <see cref="KnownCovariates"/> in the steps after the history: as many as the model looks ahead (1, or its
    /// horizon), or the adaptive intervals do; more are kept. <see cref="ForecastState.Announce"/> tells further ones.
    /// </param>
    /// <param name="options">What to keep an eye on; null for the defaults.</param>
    /// <exception cref="ArgumentException">The history or the covariates do not fit, or an option is no good.</exception>
    public ForecastState Warm(TimeSeries history, TimeSeries known, StreamingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(known);
        return WarmOne(history, known, options ?? new());
    }

    /// <summary>States of many series, which are updated together; the histories are taken in on all cores.</summary>
    /// <param name="histories">The observations of each series up to now; their lengths may differ.</param>
    /// <param name="options">What to keep an eye on; null for the defaults.</param>
    /// <exception cref="ArgumentException">A history does not fit, as for a single one, or an option is no good.</exception>
    public ForecastStates Warm(IReadOnlyList<TimeSeries> histories, StreamingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(histories);
        foreach (TimeSeries history in histories)
        {
            ArgumentNullException.ThrowIfNull(history, nameof(histories));
            CheckNothingKnown(history, horizon: 1, nameof(histories));
        }

        return WarmAll(histories, known: null, options ?? new());
    }

    /// <summary>As without covariates known ahead, for a model that takes some.</summary>
    /// <param name="histories">The observations of each series up to now; their lengths may differ.</param>
    /// <param name="known">
    /// For each series, at the same place, its <see cref="KnownCovariates"/> in the steps after the history, as for a single
    /// one. <see cref="ForecastStates.Announce(ReadOnlySpan{double})"/> tells further ones.
    /// </param>
    /// <param name="options">What to keep an eye on; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// A history or its covariates do not fit, as for a single one, there are not as many of these as of those, or an option
    /// is no good.
    /// </exception>
    public ForecastStates Warm(
        IReadOnlyList<TimeSeries> histories, IReadOnlyList<TimeSeries> known, StreamingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(known);
        CheckSameCount(histories, known);
        return WarmAll(histories, known, options ?? new());
    }

    private ForecastStates WarmAll(
        IReadOnlyList<TimeSeries> histories, IReadOnlyList<TimeSeries>? known, StreamingOptions options)
    {
        options.Validate(nameof(options));
        StreamRow[] rows = [.. histories.Select((history, i) => NewRow(history, known?[i], options, nameof(histories)))];
        var states = new ForecastStates(this, rows, options);
        Parallel.For(0, states.Blocks.Count, i =>
        {
            int first = i * ForecastStates.RowsInBlock;
            Feed(states.Blocks[i], [.. Enumerable.Range(first, states.Blocks[i].Rows.Length).Select(k => histories[k])]);
        });
        return states;
    }

    private ForecastState WarmOne(TimeSeries history, TimeSeries? known, StreamingOptions options)
    {
        options.Validate(nameof(options));
        var state = new ForecastState(this, NewRow(history, known, options, nameof(history)), options);
        Feed(state.Block, [history]);
        return state;
    }

    private StreamRow NewRow(TimeSeries history, TimeSeries? known, StreamingOptions options, string argument)
    {
        CheckStreamOptions(options);
        CheckToStream(history, argument);
        TimeSeries filled = _definition.Missing.Filling is Filling filling ? filling.Apply(history) : history;
        var row = new StreamRow(_definition, history, SeriesFeed.TransformsOf(_definition, filled), options);
        if (known is null && KnownCovariates.Count == 0) return row;
        CheckKnown(history, known!, row.Ahead, nameof(known));
        row.Known.Append(history.Select(KnownCovariates).Values, needed: 0);
        row.Known.Append(known!.Values, needed: 0);
        return row;
    }

    /// <summary>A history that is too short for a forecast is one for a stream; its values are checked as they come.</summary>
    private void CheckToStream(TimeSeries history, string argument)
    {
        ArgumentNullException.ThrowIfNull(history, argument);
        if (_definition.Transforms.LooksAtHistoryOf(history.Name))
        {
            Check(history, MinimumHistory, "a state with scales fitted to the history", argument);
            return;
        }

        if (history.Length >= MinimumHistory)
        {
            Check(history, MinimumHistory, "a state", argument);
            return;
        }

        CheckStream(history, argument);
        // A stream goes on where a value is missing; a history, short or long, is as its model's forecasts take it.
        SeriesChecks.ThrowIfNotFinite(
            _definition.Missing.Filling is Filling filling ? filling.Apply(history) : history, MayBeMissing, argument);
    }

    internal void CheckStream(TimeSeries series, string argument)
    {
        CheckChannels(series, argument);
        CheckAround(series, argument);
    }

    internal void CheckStreamOptions(StreamingOptions options)
    {
        if (options.Intervals is not AdaptiveIntervals intervals || !(intervals.Horizon > MaximumHorizon)) return;
        throw new ArgumentException(
            $"Adaptive intervals: Horizon is {intervals.Horizon}; the model forecasts at most {MaximumHorizon} steps.",
            nameof(options));
    }

    /// <summary>Rows of a block end together and begin when they are due.</summary>
    private void Feed(StreamBlock block, TimeSeries[] histories)
    {
        TimeSeries[] filled = _definition.Missing.Filling is Filling filling
            ? [.. histories.Select(filling.Apply)]
            : histories;
        int channels = Channels.Count;
        int steps = histories.Max(history => history.Length);
        var values = new double[histories.Length * channels];
        var standing = new double[values.Length];
        var present = new bool[histories.Length];
        for (int step = 0; step < steps; step++)
        {
            for (int row = 0; row < histories.Length; row++)
            {
                int time = step - (steps - histories[row].Length);
                present[row] = time >= 0;
                if (time < 0) continue;
                histories[row].At(time).CopyTo(values.AsSpan(row * channels));
                filled[row].At(time).CopyTo(standing.AsSpan(row * channels));
                if (histories[row].Length < MinimumHistory) block.Rows[row].Check(histories[row].At(time));
            }

            block.Update(values, present, standing);
        }

        foreach (StreamRow row in block.Rows) row.Known.Forget(row.Count);
    }
}
