using LstmForecast.Model;

namespace LstmForecast.Unrolling;

/// <summary>
/// What a model is shown of histories for forecasts from many cutoffs. What fills a gap may follow from the value after it:
/// so a cutoff inside a gap gets a copy of the series that is filled by what was observed before it alone.
/// </summary>
internal sealed class FilledHistories
{
    private readonly List<TimeSeries> _series = [];
    private readonly List<int[]> _cutoffs = [];
    private readonly List<int> _origins = [];
    private readonly int _count;

    /// <param name="model">How it fills gaps.</param>
    /// <param name="histories">The histories.</param>
    /// <param name="cutoffs">For each of them, after how many points to forecast; ascending.</param>
    public FilledHistories(ModelDefinition model, IReadOnlyList<FilledHistory> histories, IReadOnlyList<int[]> cutoffs)
    {
        _count = histories.Count;
        int[] looking =
        [
            .. Enumerable.Range(0, model.Channels.Names.Length)
                .Where(channel => model.Missing.FillingOf(model.Channels.Targets.Contains(channel)) is { LooksAhead: true }),
        ];
        for (int i = 0; i < _count; i++)
        {
            (TimeSeries observed, TimeSeries filled) = histories[i];
            int[] inGap = looking.Length == 0 ? []
                : [.. cutoffs[i].Where(cutoff => looking.Any(channel => double.IsNaN(observed[cutoff - 1, channel])))];
            Add(filled, inGap.Length == 0 ? cutoffs[i] : [.. cutoffs[i].Except(inGap)], i);
            foreach (int cutoff in inGap)
            {
                TimeSeries past = FilledHistory.Of(model, observed[..cutoff]).Filled;
                Add(observed.WithValues([.. past.Values, .. filled[cutoff..].Values]), [cutoff], i);
            }
        }
    }

    public IReadOnlyList<TimeSeries> Series => _series;

    /// <summary>For each of the series, after how many points to forecast.</summary>
    public IReadOnlyList<int[]> Cutoffs => _cutoffs;

    /// <summary>For each of the series, what belongs to the history that it was made of.</summary>
    public IReadOnlyList<T>? Of<T>(IReadOnlyList<T>? byHistory) =>
        byHistory is null || _series.Count == _count ? byHistory : [.. _origins.Select(i => byHistory[i])];

    /// <summary>The forecasts of each history, in the order of its cutoffs.</summary>
    public T[][] Gather<T>(T[][] forecasts)
    {
        if (_series.Count == _count) return forecasts;
        var byCutoff = new SortedDictionary<int, T>[_count];
        for (int i = 0; i < forecasts.Length; i++)
        {
            SortedDictionary<int, T> own = byCutoff[_origins[i]] ??= [];
            for (int k = 0; k < forecasts[i].Length; k++) own.Add(_cutoffs[i][k], forecasts[i][k]);
        }

        return [.. byCutoff.Select(own => own.Values.ToArray())];
    }

    private void Add(TimeSeries series, int[] cutoffs, int origin)
    {
        _series.Add(series);
        _cutoffs.Add(cutoffs);
        _origins.Add(origin);
    }
}
