using LstmForecast.Model;
using LstmForecast.Network;

namespace LstmForecast.Unrolling;

/// <summary>
/// Forecasts from many cutoffs of many series: one pass over each series, whatever the number of its cutoffs, then all
/// that has to run ahead side by side.
/// </summary>
internal sealed partial class ForecastRunner
{
    private readonly LstmNetwork[] _networks;

    // Of each member, what it does to the series.
    private readonly ModelDefinition[] _models;

    public ForecastRunner(ModelDefinition model)
    {
        Model = model;
        _networks = [.. model.Members.Select(weights => LstmNetwork.Create(weights, model.Precision))];
        _models = [.. model.Members.Select((_, member) => model.OfMember(member))];
    }

    public ModelDefinition Model { get; }

    public IReadOnlyList<LstmNetwork> Networks => _networks;

    /// <param name="series">Checked series, with covariates known ahead as far as the last cutoff's horizon goes.</param>
    /// <param name="cutoffs">For each series, after how many points to forecast; ascending.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="cancellationToken">Heeded at each time step.</param>
    /// <returns>For each series and cutoff the forecast.</returns>
    public ForecastValues[][] Run(
        IReadOnlyList<TimeSeries> series, IReadOnlyList<int[]> cutoffs, int horizon, CancellationToken cancellationToken = default) =>
        Run(
            [.. series.Select(one => FilledHistory.Of(Model, one))],
            cutoffs,
            futures: null,
            horizon,
            done: null,
            cancellationToken);

    /// <param name="histories">Checked series with all channels of the model.</param>
    /// <param name="cutoffs">For each series, after how many points to forecast; ascending.</param>
    /// <param name="futures">For each series, covariates known ahead after its end; or null.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="done">Told how many forecasts of members (<see cref="ForecastsFrom"/> in all) a block made; or null.</param>
    /// <param name="cancellationToken">Heeded between blocks of series.</param>
    /// <returns>For each series and cutoff the forecast.</returns>
    public ForecastValues[][] Run(
        IReadOnlyList<FilledHistory> histories,
        IReadOnlyList<int[]> cutoffs,
        IReadOnlyList<TimeSeries?>? futures,
        int horizon,
        ShareDone? done = null,
        CancellationToken cancellationToken = default)
    {
        var filled = new FilledHistories(Model, histories, cutoffs);
        ForecastValues[][][] byMember =
        [
            .. _networks.Select((_, member) =>
                Run(member, filled.Series, filled.Cutoffs, filled.Of(futures), horizon, done, cancellationToken)),
        ];
        if (byMember.Length == 1) return filled.Gather(byMember[0]);
        return filled.Gather<ForecastValues>(
        [
            .. filled.Cutoffs.Select((some, i) => some.Select((_, k) =>
                ForecastValues.Combine([.. byMember.Select(member => member[i][k])], Model.Combination)).ToArray()),
        ]);
    }

    /// <param name="cutoffs">For each series, after how many points to forecast.</param>
    /// <returns>How many forecasts the members make from them together.</returns>
    public long ForecastsFrom(IReadOnlyList<int[]> cutoffs) => cutoffs.Sum(one => (long)one.Length) * _networks.Length;

    private ForecastValues[][] Run(
        int member,
        IReadOnlyList<TimeSeries> series,
        IReadOnlyList<int[]> cutoffs,
        IReadOnlyList<TimeSeries?>? futures,
        int horizon,
        ShareDone? done,
        CancellationToken cancellationToken)
    {
        bool recursive = Model.Output.Steps == 1 && horizon > 1;
        var forecasts = new ForecastValues[series.Count][];
        using var unroller = new Unroller(_networks[member], Model.Output, cancellationToken);
        unroller.Observe(
            cutoffs,
            i => RunOf(member, series[i], cutoffs[i], futures?[i], horizon, withState: recursive, cancellationToken),
            (block, runs) =>
            {
                ForecastValues[][] own = recursive ? RunAhead(unroller, runs, horizon) : FromOutputs(runs, horizon);
                for (int i = 0; i < block.Length; i++) forecasts[block[i]] = own[i];
                done?.Add(own.Sum(one => one.Length));
            });
        return forecasts;
    }

    private SeriesRun RunOf(
        int member,
        TimeSeries series,
        int[] cutoffs,
        TimeSeries? future,
        int horizon,
        bool withState,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(
            series,
            new SeriesFeed(
                _models[member],
                UpToLast(series, cutoffs),
                KnownValues.Of(Model, series, future, ahead: horizon + Model.Output.Steps),
                Capacity(cutoffs)),
            cutoffs,
            Model.Output.Width,
            withState ? _networks[member].RowStateSize : 0);
    }

    // A single cutoff is the last point: nothing before it has to be kept.
    private static int? Capacity(int[] cutoffs) => cutoffs.Length > 1 ? cutoffs[^1] : null;

    // What comes later was not observed yet: no transform may be fitted to it.
    private static TimeSeries UpToLast(TimeSeries series, int[] cutoffs) =>
        cutoffs.Length == 0 || cutoffs[^1] == series.Length ? series : series[..cutoffs[^1]];

    private ForecastValues[][] FromOutputs(SeriesRun[] runs, int horizon) =>
    [
        .. runs.Select(run => run.Cutoffs.Select((count, k) =>
            ForecastValues.FromOutput(Model.Output, run.Output(k), horizon, run.Feed, count)).ToArray()),
    ];

    private ForecastValues[][] RunAhead(Unroller unroller, SeriesRun[] runs, int horizon)
    {
        var starts = runs.SelectMany(run => run.Cutoffs.Select((_, k) => (run, k))).ToArray();
        Memory<double>[] values =
            unroller.RunAhead(starts, horizon, (_, parameters, scale) => Model.Output.PointOf(parameters, scale));
        int start = 0;
        return [.. runs.Select(run => run.Cutoffs.Select(count => Inverted(values[start++].Span, run.Feed, count)).ToArray())];

        ForecastValues Inverted(Span<double> transformed, SeriesFeed feed, int count)
        {
            var point = new double[transformed.Length];
            ForecastValues.WriteRecursive(Model.Output, transformed, feed, count, point);
            return new ForecastValues(point, []);
        }
    }
}
