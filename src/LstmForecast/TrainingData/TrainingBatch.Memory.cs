using System.Numerics;
using LstmForecast.Network;

namespace LstmForecast.TrainingData;

/// <inheritdoc cref="TrainingBatch"/>
internal sealed class TrainingBatch<T> : TrainingBatch
    where T : unmanaged, INumberBase<T>
{
    private readonly BufferPool<T> _memory;
    private readonly IReadOnlyList<Window> _windows = [];
    private readonly bool[] _isFilled = [];
    private readonly bool _keepTargets;
    private bool _isDisposed;

    /// <summary>Puts windows side by side.</summary>
    public TrainingBatch(
        IReadOnlyList<Window> windows, int inputWidth, int targetWidth, BufferPool<T> memory, bool keepTargets)
        : this(
            windows.Count,
            windows.Max(window => window.Steps),
            inputWidth,
            targetWidth,
            hasWeights: !AllCount(windows),
            hasScales: windows[0].Series.HasScales,
            memory)
    {
        _windows = windows;
        _isFilled = new bool[windows.Count];
        _keepTargets = keepTargets;
        if (!HasWeights) return;
        // The first steps of a window may be there to warm up alone.
        Count = windows.Sum(window => window.Series.CountTargets(window.First + window.Steps - window.LossSteps, window.LossSteps));
    }

    /// <summary>Room for numbers that are yet to be filled in.</summary>
    public TrainingBatch(
        int windows, int steps, int inputWidth, int targetWidth, bool hasWeights, bool hasScales, BufferPool<T>? memory = null)
        : base(windows, steps, inputWidth, targetWidth)
    {
        _memory = memory ?? new BufferPool<T>();
        long targets = (long)windows * steps * targetWidth;
        Inputs = _memory.Rent((long)windows * steps * inputWidth);
        Targets = _memory.Rent(targets);
        Weights = hasWeights ? _memory.Rent(targets) : null;
        Scales = hasScales ? _memory.Rent(targets) : null;
        Count = targets;
    }

    /// <summary><c>[windows, time, input width]</c>; there may be room behind it.</summary>
    public AlignedBuffer<T> Inputs { get; }

    /// <summary><c>[windows, time, horizon steps x targets]</c>.</summary>
    public AlignedBuffer<T> Targets { get; }

    /// <summary>Of each target in the loss, in the same shape; null where each counts once.</summary>
    public AlignedBuffer<T>? Weights { get; }

    /// <summary>What counts are multiples of, in the same shape; null where targets are no counts.</summary>
    public AlignedBuffer<T>? Scales { get; }

    public override bool HasWeights => Weights is not null;

    public override bool HasScales => Scales is not null;

    /// <summary>The part of a buffer that belongs to some windows.</summary>
    /// <param name="buffer">One of the batch's.</param>
    /// <param name="first">The first window.</param>
    /// <param name="count">How many.</param>
    public Span<T> Rows(AlignedBuffer<T> buffer, int first, int count)
    {
        int row = Steps * (ReferenceEquals(buffer, Inputs) ? InputWidth : TargetWidth);
        return buffer.Span.Slice(first * row, count * row);
    }

    public override void Fill(int first, int count)
    {
        for (int row = first; row < first + count && row < _isFilled.Length; row++)
        {
            if (_isFilled[row]) continue;
            Fill(row, _windows[row]);
            _isFilled[row] = true;
        }
    }

    /// <summary>For batches that are made by hand.</summary>
    public TrainingBatch<T> WithCount(double count)
    {
        Count = count;
        return this;
    }

    public override void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        base.Dispose();
        _memory.Return(Inputs);
        _memory.Return(Targets);
        _memory.Return(Weights);
        _memory.Return(Scales);
    }

    private static bool AllCount(IReadOnlyList<Window> windows)
    {
        int steps = windows.Max(window => window.Steps);
        return windows.All(window =>
            window.Steps == steps && window.LossSteps == steps && window.Series.AllCount(window.First, steps));
    }

    private void Fill(int row, Window window)
    {
        int own = window.Steps * TargetWidth;
        Span<T> inputs = Rows(Inputs, row, 1);
        ReadOnlySpan<double> values = window.Series.Inputs(window.First, window.Steps);
        for (int i = 0; i < values.Length; i++) inputs[i] = T.CreateTruncating(values[i]);
        inputs[values.Length..].Clear();

        Span<T> targets = Rows(Targets, row, 1);
        if (_keepTargets) window.Series.KeptTargets<T>(window.First, window.Steps).CopyTo(targets);
        else window.Series.WriteTargets(window.First, window.Steps, targets[..own]);
        targets[own..].Clear();

        if (Scales is not null)
        {
            Span<T> scales = Rows(Scales, row, 1);
            window.Series.WriteScales(window.First, window.Steps, scales[..own]);
            scales[own..].Fill(T.One);
        }

        if (Weights is null) return;
        int warmup = window.Steps - window.LossSteps;
        Span<T> weights = Rows(Weights, row, 1);
        weights[..(warmup * TargetWidth)].Clear();
        window.Series.WriteWeights(window.First + warmup, window.LossSteps, weights[(warmup * TargetWidth)..own]);
        weights[own..].Clear();
    }
}
