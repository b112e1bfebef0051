namespace LstmForecast.Unrolling;

/// <summary>Tells the share of a piece of work that is done, as its parts end on several threads.</summary>
internal sealed class ShareDone
{
    private readonly Lock _lock = new();
    private readonly IProgress<double> _progress;
    private readonly long _total;
    private long _done;

    private ShareDone(IProgress<double> progress, long total)
    {
        _progress = progress;
        _total = total;
    }

    /// <param name="progress">Told the share, from above 0 to 1, in ascending order, once at a time; null for nobody.</param>
    /// <param name="total">The units of all parts.</param>
    /// <returns>Null where there is nothing to tell or nobody to tell it.</returns>
    public static ShareDone? Of(IProgress<double>? progress, long total) =>
        progress is null || total == 0 ? null : new ShareDone(progress, total);

    /// <param name="units">What a part counts. May be called on any thread.</param>
    public void Add(long units)
    {
        lock (_lock)
        {
            _done += units;
            _progress.Report((double)_done / _total);
        }
    }
}
