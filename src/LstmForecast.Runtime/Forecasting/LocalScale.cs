using LstmForecast.Numerics;

namespace LstmForecast.Forecasting;

/// <summary>
/// How much a channel changes from one time step to the next: the mean absolute change between observed points that
/// follow each other. Errors in terms of it can be shared by series of different levels. Takes the points one by one, so
/// that it goes with a stream.
/// </summary>
internal struct LocalScale
{
    private double _last;
    private double _sum;
    private long _changes;
    private bool _begun;

    /// <summary>Observes the next point; not a number where it is missing.</summary>
    public void Append(double value)
    {
        double change = Math.Abs(value - _last);
        if (_begun && double.IsFinite(change))
        {
            _sum += change;
            _changes++;
        }

        _last = value;
        _begun = true;
    }

    /// <summary>The scale of the points so far; 0 where there was no change.</summary>
    public readonly double Value => _changes == 0 ? 0 : _sum / _changes;

    public void Transfer(StateArchive archive)
    {
        _last = archive.Number(_last);
        _sum = archive.Number(_sum);
        _changes = archive.Long(_changes);
        _begun = archive.Flag(_begun);
    }

    /// <summary>The scale of each target at each cutoff of a series, <c>[cutoffs][targets]</c>.</summary>
    /// <param name="series">The series with all channels of the model.</param>
    /// <param name="targets">The channels that are forecast.</param>
    /// <param name="cutoffs">After how many points; ascending.</param>
    /// <param name="window">Of how many points before a cutoff the last ones count; null for all.</param>
    public static double[][] Of(TimeSeries series, int[] targets, IReadOnlyList<int> cutoffs, int? window)
    {
        var scales = new double[cutoffs.Count][];
        var running = new LocalScale[targets.Length];
        int next = 0;
        for (int i = 0; i < scales.Length; i++)
        {
            if (window is not null)
            {
                Array.Clear(running);
                next = RollingWindow.StartOf(series, cutoffs[i], window);
            }

            for (; next < cutoffs[i]; next++)
            {
                for (int target = 0; target < targets.Length; target++) running[target].Append(series[next, targets[target]]);
            }

            scales[i] = [.. running.Select(scale => scale.Value)];
        }

        return scales;
    }
}
