namespace LstmForecast.Forecasting;

/// <summary>
/// Series whose gaps are filled, for forecasts from many cutoffs. What fills a gap may follow from the value after it:
/// so a cutoff inside a gap gets a copy of the series that is filled by what was observed before it alone.
/// </summary>
internal sealed class FilledHistories
{
    private readonly List<TimeSeries> _series = [];
    private readonly List<int[]> _cutoffs = [];
    private readonly List<int> _origins = [];
    private readonly int _count;

    private FilledHistories(int count) => _count = count;

    public IReadOnlyList<TimeSeries> Series => _series;

    /// <summary>For each of the series, after how many points to forecast.</summary>
    public IReadOnlyList<int[]> Cutoffs => _cutoffs;

    /// <summary>For each of the series, the index of that it was made of.</summary>
    public IReadOnlyList<int> Origins => _origins;

    public static FilledHistories Of(Filling filling, IReadOnlyList<TimeSeries> series, IReadOnlyList<int[]> cutoffs)
    {
        var histories = new FilledHistories(series.Count);
        for (int i = 0; i < series.Count; i++)
        {
            TimeSeries one = series[i];
            TimeSeries filled = filling.Apply(one);
            int[] inGap = filling.LooksAhead ? [.. cutoffs[i].Where(cutoff => EndsInGap(one, cutoff))] : [];
            histories.Add(filled, [.. cutoffs[i].Except(inGap)], i);
            foreach (int cutoff in inGap)
            {
                TimeSeries past = filling.Apply(one[..cutoff]);
                histories.Add(one.WithValues([.. past.Values, .. filled[cutoff..].Values]), [cutoff], i);
            }
        }

        return histories;
    }

    /// <summary>The forecasts of each original series, in the order of its cutoffs.</summary>
    public T[][] Gather<T>(T[][] forecasts)
    {
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

    private static bool EndsInGap(TimeSeries series, int cutoff) => series.At(cutoff - 1).IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) >= 0;
}
