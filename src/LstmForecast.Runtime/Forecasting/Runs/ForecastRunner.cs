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
        SeriesRun[] runs = Observed(network, series, cutoffs, futures, horizon, withState: recursive);
        return recursive ? FreeRun(network, runs, horizon) : FromOneCutoff(runs, horizon);
    }

    private SeriesRun[] Observed(
        LstmNetwork network,
        IReadOnlyList<TimeSeries> series,
        IReadOnlyList<int[]> cutoffs,
        IReadOnlyList<TimeSeries?>? futures,
        int horizon,
        bool withState)
    {
        SeriesRun[] runs =
        [
            .. series.Select((one, i) => new SeriesRun(
                one,
                new SeriesFeed(
                    _model,
                    UpToLast(one, cutoffs[i]),
                    KnownValues.Of(_model, one, futures?[i], ahead: horizon + _model.Output.Steps),
                    Capacity(cutoffs[i])),
                cutoffs[i],
                _model.Output.Width,
                withState ? network.RowStateSize : 0)),
        ];
        TeacherForcedRuns.Run(network, runs);
        return runs;
    }

    // A single cutoff is the last point: nothing before it has to be kept.
    private static int? Capacity(int[] cutoffs) => cutoffs.Length > 1 ? cutoffs[^1] : null;

    // What comes later was not observed yet: no transform may be fitted to it.
    private static TimeSeries UpToLast(TimeSeries series, int[] cutoffs) =>
        cutoffs.Length == 0 || cutoffs[^1] == series.Length ? series : series[..cutoffs[^1]];

    private ForecastValues[][] FromOneCutoff(SeriesRun[] runs, int horizon)
    {
        var forecasts = new ForecastValues[runs.Length][];
        Parallel.For(0, runs.Length, i =>
            forecasts[i] = [.. runs[i].Cutoffs.Select((count, k) =>
                ForecastValues.FromOutput(_model.Output, runs[i].Output(k), horizon, runs[i].Feed, count))]);
        return forecasts;
    }

    private ForecastValues[][] FreeRun(LstmNetwork network, SeriesRun[] runs, int horizon)
    {
        var starts = runs.SelectMany(run => run.Cutoffs.Select((_, k) => (run, k))).ToArray();
        double[][] values = FreeRuns.Run(
            network, _model.Output, starts, horizon, (_, parameters, scale) => _model.Output.PointOf(parameters, scale));
        var forecasts = new ForecastValues[runs.Length][];
        int first = 0;
        var firsts = new int[runs.Length];
        for (int i = 0; i < runs.Length; first += runs[i].Cutoffs.Length, i++) firsts[i] = first;
        Parallel.For(0, runs.Length, i =>
            forecasts[i] = [.. runs[i].Cutoffs.Select((count, k) => Brought(values[firsts[i] + k], runs[i].Feed, count))]);
        return forecasts;

        ForecastValues Brought(double[] transformed, SeriesFeed feed, int count)
        {
            var point = new double[transformed.Length];
            ForecastValues.WriteRecursive(_model.Output, transformed, feed, count, point);
            return new ForecastValues(point, []);
        }
    }
}
