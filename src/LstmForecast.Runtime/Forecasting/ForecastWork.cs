using LstmForecast.Unrolling;

namespace LstmForecast.Forecasting;

/// <summary>What a trained model computes for histories that were checked, told and stopped on the way.</summary>
internal sealed class ForecastWork(ForecastRunner runner, ForecastFactory forecasts)
{
    /// <returns>For each history the forecast from its end.</returns>
    public Forecast[] Forecast(
        ForecastStarts starts,
        int horizon,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        (FilledHistory[] histories, TimeSeries[]? known) = starts;
        int[][] ends = [.. histories.Select(one => (int[])[one.Observed.Length])];
        ForecastValues[][] values = Run(histories, ends, known, horizon, progress, cancellationToken);
        return
        [
            .. histories.Select((one, i) =>
                forecasts.Of(
                    one.Observed, one.Observed.Length, values[i][0], forecasts.IntervalsAfter(one.Observed), () => RangeOf(one))),
        ];
    }

    /// <returns>For each history futures drawn at random.</returns>
    public Forecast[] Sample(
        ForecastStarts starts,
        int horizon,
        int paths,
        long seed,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default)
    {
        (FilledHistory[] histories, TimeSeries[]? known) = starts;
        SampledPaths[] sampled = runner.Sample(histories, known, horizon, paths, seed, progress, cancellationToken);
        return [.. histories.Select((one, i) => forecasts.Of(one.Observed, one.Observed.Length, sampled[i], () => RangeOf(one)))];
    }

    /// <returns>For each series the forecasts of its steps from the ones before.</returns>
    public TimeSeries[] OneStep(
        FilledHistory[] series, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        int first = runner.Model.MinimumHistory;
        int[][] cutoffs = [.. series.Select(one => Enumerable.Range(first, one.Observed.Length - first).ToArray())];
        ForecastValues[][] values = Run(series, cutoffs, known: null, horizon: 1, progress, cancellationToken);
        IReadOnlyList<string> targets = runner.Model.Channels.TargetNames();
        return
        [
            .. series.Select((one, i) =>
                new TimeSeries(one.Observed.Name, [.. values[i].SelectMany(value => value.Point)], targets)
                    .WithTimes(one.Observed.Times?.From(first))),
        ];
    }

    private string? RangeOf(FilledHistory history) => runner.Model.Trained?.Warning(runner.Model, history.Filled);

    private ForecastValues[][] Run(
        FilledHistory[] histories,
        int[][] cutoffs,
        TimeSeries[]? known,
        int horizon,
        IProgress<double>? progress,
        CancellationToken cancellationToken) =>
        runner.Run(
            histories, cutoffs, known, horizon, ShareDone.Of(progress, runner.ForecastsFrom(cutoffs)), cancellationToken);
}
