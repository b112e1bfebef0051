using LstmForecast.Numerics;

namespace LstmForecast.Streaming;

/// <summary>What was forecast of a stream and not yet observed, and what the errors tell once it is.</summary>
internal sealed class StreamMonitor
{
    /// <summary>Numbers for which room is taken before they come.</summary>
    private const int RoomAtOnce = 1 << 16;

    private readonly int _targets;
    private readonly ErrorWindow[] _windows;
    private readonly DriftTest[] _drifts;
    private readonly double[]?[] _points;
    private readonly double[]?[] _reaches;
    private readonly int[] _counts;

    /// <param name="intervals">Which intervals to learn; null for none.</param>
    /// <param name="drift">Which drift to look for; null for none.</param>
    /// <param name="targets">Channels that are forecast.</param>
    public StreamMonitor(AdaptiveIntervalOptions? intervals, DriftDetectionOptions? drift, int targets)
    {
        _targets = targets;
        Horizon = intervals?.Horizon ?? 1;
        _windows = intervals is not null
            ? [.. Enumerable.Range(0, Horizon * targets).Select(_ => new ErrorWindow(intervals, Math.Clamp(RoomAtOnce / Horizon / targets, 16, 512)))]
            : [];
        _drifts = drift is not null ? [.. Enumerable.Range(0, targets).Select(_ => new DriftTest(drift))] : [];
        _points = new double[]?[Horizon];
        _reaches = new double[]?[Horizon];
        _counts = new int[Horizon];
        // Of few, at once; of many, as forecasts are issued.
        for (int slot = 0; slot < Horizon && (long)Horizon * Horizon * targets <= RoomAtOnce; slot++) MakeRoom(slot);
    }

    private StreamMonitor(StreamMonitor other)
    {
        _targets = other._targets;
        Horizon = other.Horizon;
        _windows = [.. other._windows.Select(window => window.Clone())];
        _drifts = [.. other._drifts.Select(drift => drift.Clone())];
        _points = [.. other._points.Select(row => row?.ToArray())];
        _reaches = [.. other._reaches.Select(row => row?.ToArray())];
        _counts = [.. other._counts];
    }

    public StreamMonitor Clone() => new(this);

    /// <summary>How many steps ahead have to be forecast at every update.</summary>
    public int Horizon { get; }

    /// <summary>The first target whose errors have drifted.</summary>
    public DriftSignal Drift
    {
        get
        {
            for (int target = 0; target < _drifts.Length; target++)
            {
                if (_drifts[target].Kind != DriftKind.None) return new(_drifts[target].Kind, target, _drifts[target].StepsSince);
            }

            return default;
        }
    }

    public void ResetDrift()
    {
        foreach (DriftTest drift in _drifts) drift.Reset();
    }

    /// <summary>Learns from a value that was observed.</summary>
    /// <param name="count">Points before it.</param>
    /// <param name="target">Which target.</param>
    /// <param name="value">Its value.</param>
    public void Observe(int count, int target, double value)
    {
        for (int step = 0; step < Horizon; step++)
        {
            int issued = count - step;
            int slot = Math.Max(issued, 0) % Horizon;
            // A count of 0 stands for no forecast.
            if (issued <= 0 || _counts[slot] != issued) continue;
            int cell = step * _targets + target;
            double error = value - _points[slot]![cell];
            if (!double.IsFinite(error)) continue;
            if (_windows.Length > 0) _windows[cell].Append(Math.Abs(error), _reaches[slot]![cell]);
            if (step == 0 && _drifts.Length > 0) _drifts[target].Append(error);
        }
    }

    /// <summary>Remembers what is forecast.</summary>
    /// <param name="count">Points before the cutoff.</param>
    /// <param name="points"><c>[horizon, targets]</c>, in the units of the series.</param>
    public void Issue(int count, ReadOnlySpan<double> points)
    {
        int slot = count % Horizon;
        MakeRoom(slot);
        points.CopyTo(_points[slot]);
        for (int cell = 0; cell < _windows.Length; cell++) _reaches[slot]![cell] = _windows[cell].Reach();
        _counts[slot] = count;
    }

    /// <summary>The interval told after so many points.</summary>
    public PredictionInterval Interval(int count, int step, int target)
    {
        int slot = count % Horizon;
        int cell = step * _targets + target;
        (double point, double reach) = (_points[slot]![cell], _reaches[slot]![cell]);
        return new(point, point - reach, point + reach);
    }

    public void Transfer(StateArchive archive)
    {
        foreach (ErrorWindow window in _windows) window.Transfer(archive);
        foreach (DriftTest drift in _drifts) drift.Transfer(archive);
        // Row by row: a file cannot ask for more memory than it has numbers for.
        foreach (ref double[]? row in _points.AsSpan()) archive.Numbers(row ??= new double[Horizon * _targets]);
        foreach (ref double[]? row in _reaches.AsSpan()) archive.Numbers(row ??= new double[Horizon * _targets]);
        foreach (ref int count in _counts.AsSpan()) count = archive.Whole(count);
    }

    private void MakeRoom(int slot)
    {
        _points[slot] ??= new double[Horizon * _targets];
        _reaches[slot] ??= new double[Horizon * _targets];
    }
}
