using LstmForecast.Lstm;

namespace LstmForecast.Forecasting;

/// <summary>
/// Forecasts from many cutoffs of many series: one pass over each series, whatever the number of its cutoffs, then all
/// that has to run freely side by side.
/// </summary>
internal sealed partial class ForecastRunner
{
    private readonly ModelDefinition _model;
    private readonly LstmNetwork[] _networks;

    public ForecastRunner(ModelDefinition model)
    {
        _model = model;
        _networks = [.. model.Members.Select(weights => LstmNetwork.Create(weights, model.Precision))];
    }

    public IReadOnlyList<LstmNetwork> Networks => _networks;

    /// <param name="series">Checked series with all channels of the model.</param>
    /// <param name="cutoffs">For each series, after how many points to forecast; ascending.</param>
    /// <param name="futures">For each series, covariates known ahead after its end; or null.</param>
    /// <param name="horizon">How many steps.</param>
    /// <returns>For each series and cutoff the forecast.</returns>
    public ForecastValues[][] Run(
        IReadOnlyList<TimeSeries> series, IReadOnlyList<int[]> cutoffs, IReadOnlyList<TimeSeries?>? futures, int horizon)
    {
        if (_model.Missing.Filling is not Filling filling) return RunWithoutGaps(series, cutoffs, futures, horizon);
        FilledHistories histories = FilledHistories.Of(filling, series, cutoffs);
        return histories.Gather(RunWithoutGaps(
            histories.Series, histories.Cutoffs, futures is null ? null : [.. histories.Origins.Select(i => futures[i])], horizon));
    }

    private ForecastValues[][] RunWithoutGaps(
        IReadOnlyList<TimeSeries> series, IReadOnlyList<int[]> cutoffs, IReadOnlyList<TimeSeries?>? futures, int horizon)
    {
        ForecastValues[][][] byMember = [.. _networks.Select(network => Run(network, series, cutoffs, futures, horizon))];
        if (byMember.Length == 1) return byMember[0];
        return
        [
            .. series.Select((_, i) => cutoffs[i].Select((_, k) =>
                ForecastValues.Combine([.. byMember.Select(member => member[i][k])], _model.Combination)).ToArray()),
        ];
    }

    private ForecastValues[][] Run(
        LstmNetwork network,
        IReadOnlyList<TimeSeries> series,
        IReadOnlyList<int[]> cutoffs,
        IReadOnlyList<TimeSeries?>? futures,
        int horizon)
    {
        bool recursive = _model.Output.Steps == 1 && horizon > 1;
        var forecasts = new ForecastValues[series.Count][];
        using var states = new BlockStates(network);
        TeacherForcedRuns.ByBlocks(
            states,
            cutoffs,
            i => RunOf(network, series[i], cutoffs[i], futures?[i], horizon, withState: recursive),
            (block, runs) =>
            {
                ForecastValues[][] own = recursive ? FreeRun(states, runs, horizon) : FromOneCutoff(runs, horizon);
                for (int i = 0; i < block.Length; i++) forecasts[block[i]] = own[i];
            });
        return forecasts;
    }

    private SeriesRun RunOf(
        LstmNetwork network, TimeSeries series, int[] cutoffs, TimeSeries? future, int horizon, bool withState) => new(
        series,
        new SeriesFeed(
            _model,
            UpToLast(series, cutoffs),
            KnownValues.Of(_model, series, future, ahead: horizon + _model.Output.Steps),
            Capacity(cutoffs)),
        cutoffs,
        _model.Output.Width,
        withState ? network.RowStateSize : 0);

    // A single cutoff is the last point: nothing before it has to be kept.
    private static int? Capacity(int[] cutoffs) => cutoffs.Length > 1 ? cutoffs[^1] : null;

    // What comes later was not observed yet: no transform may be fitted to it.
    private static TimeSeries UpToLast(TimeSeries series, int[] cutoffs) =>
        cutoffs.Length == 0 || cutoffs[^1] == series.Length ? series : series[..cutoffs[^1]];

    private ForecastValues[][] FromOneCutoff(SeriesRun[] runs, int horizon) =>
    [
        .. runs.Select(run => run.Cutoffs.Select((count, k) =>
            ForecastValues.FromOutput(_model.Output, run.Output(k), horizon, run.Feed, count)).ToArray()),
    ];

    private ForecastValues[][] FreeRun(BlockStates states, SeriesRun[] runs, int horizon)
    {
        var starts = runs.SelectMany(run => run.Cutoffs.Select((_, k) => (run, k))).ToArray();
        double[][] values = FreeRuns.Run(
            states, _model.Output, starts, horizon, (_, parameters, scale) => _model.Output.PointOf(parameters, scale));
        int start = 0;
        return [.. runs.Select(run => run.Cutoffs.Select(count => Brought(values[start++], run.Feed, count)).ToArray())];

        ForecastValues Brought(double[] transformed, SeriesFeed feed, int count)
        {
            var point = new double[transformed.Length];
            ForecastValues.WriteRecursive(_model.Output, transformed, feed, count, point);
            return new ForecastValues(point, []);
        }
    }
}
