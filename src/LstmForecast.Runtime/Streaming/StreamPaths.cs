using LstmForecast.Unrolling;

namespace LstmForecast.Streaming;

/// <summary>Futures drawn from where streams are now.</summary>
internal static class StreamPaths
{
    /// <param name="model">The model of the streams.</param>
    /// <param name="blocks">The streams; all of them are ready.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="paths">How many futures of each stream.</param>
    /// <param name="seed">Of the random numbers.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Forecast[] Sample(
        TrainedForecaster model,
        IReadOnlyList<StreamBlock> blocks,
        int horizon,
        int paths,
        long seed,
        CancellationToken cancellationToken)
    {
        SampledPaths[] sampled = model.Runner.Sample(
            (member, _) => [.. blocks.SelectMany(block => block.RunsFrom(member, horizon))],
            horizon,
            paths,
            seed,
            cancellationToken: cancellationToken);
        return
        [
            .. blocks.SelectMany(block => block.Rows)
                .Select((row, i) => model.Forecasts.Of(row.Series, row.Count, sampled[i], row.Range)),
        ];
    }
}
