using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>
/// One channel of one series on its way through the transforms: points are appended one by one, forecasts brought back
/// from any cutoff that is still remembered.
/// </summary>
internal sealed class TransformedChannel
{
    private readonly ChannelTransform[] _transforms;
    private readonly PointBuffer[] _before;
    private readonly PointBuffer _transformed;
    private double[] _scratch = [];

    public TransformedChannel(ChannelTransform[] transforms, int? capacity)
    {
        _transforms = transforms;
        _before = [.. transforms.Select(transform => Buffer(transform.Memory))];
        _transformed = Buffer(1);
        PointsUsedUp = transforms.Sum(transform => transform.PointsUsedUp);

        PointBuffer Buffer(int memory) => capacity is int all ? PointBuffer.All(all) : PointBuffer.Last(memory);
    }

    private TransformedChannel(TransformedChannel other, int count)
    {
        _transforms = other._transforms;
        _before = new PointBuffer[_transforms.Length];
        PointsUsedUp = other.PointsUsedUp;
        Count = count;
        int left = count;
        for (int i = 0; i < _before.Length; i++)
        {
            _before[i] = PointBuffer.From(other._before[i], left, _transforms[i].Memory);
            left = Math.Max(0, left - _transforms[i].PointsUsedUp);
        }

        _transformed = PointBuffer.From(other._transformed, left, kept: 1);
    }

    // The transforms are immutable and shared.
    private TransformedChannel(TransformedChannel other)
    {
        _transforms = other._transforms;
        _before = [.. other._before.Select(before => before.Clone())];
        _transformed = other._transformed.Clone();
        PointsUsedUp = other.PointsUsedUp;
        Count = other.Count;
    }

    /// <summary>How many of the first points give no transformed one.</summary>
    public int PointsUsedUp { get; }

    /// <summary>How many points were appended.</summary>
    public int Count { get; private set; }

    /// <summary>The transformed points so far, the first one at index <see cref="PointsUsedUp"/> of the series.</summary>
    public ReadOnlySpan<double> Transformed => _transformed.Upto(_transformed.Count);

    /// <summary>The last point, transformed; not a number if all points so far are used up.</summary>
    public double Last => _transformed.Count == 0 ? double.NaN : _transformed.Newest;

    /// <summary>Observes the next point. Allocates nothing.</summary>
    public void Append(double value)
    {
        Count++;
        for (int i = 0; i < _transforms.Length; i++)
        {
            PointBuffer before = _before[i];
            ChannelTransform transform = _transforms[i];
            bool usedUp = before.Count < transform.PointsUsedUp;
            double observed = value;
            if (!usedUp) transform.Apply(before.Upto(before.Count), new Span<double>(ref value));
            before.Append(observed);
            if (usedUp) return;
        }

        _transformed.Append(value);
    }

    /// <summary>
    /// What the next point will be once transformed; not finite where it cannot be, as a logarithm takes no number below
    /// zero; 0 where it will be used up. Changes nothing.
    /// </summary>
    public double Peek(double value)
    {
        for (int i = 0; i < _transforms.Length; i++)
        {
            PointBuffer before = _before[i];
            if (before.Count < _transforms[i].PointsUsedUp) return 0;
            _transforms[i].Apply(before.Upto(before.Count), new Span<double>(ref value));
            if (!double.IsFinite(value)) return value;
        }

        return value;
    }

    /// <summary>A copy that remembers as much and goes on by itself.</summary>
    public TransformedChannel Clone() => new(this);

    /// <summary>
    /// The channel as it was at a cutoff that is still remembered, to which points of its own can be appended; it remembers
    /// as few as the last one takes.
    /// </summary>
    /// <param name="count">How many points were observed then.</param>
    public TransformedChannel Fork(int count) => new(this, count);

    /// <summary>Transforms, in place, the values that follow a cutoff, all seen from it. Allocates nothing.</summary>
    /// <param name="count">How many points were observed then.</param>
    /// <param name="future">The values after them.</param>
    public void Apply(int count, Span<double> future)
    {
        for (int i = 0; i < _transforms.Length; i++)
        {
            _transforms[i].Apply(_before[i].Upto(count), future);
            count -= _transforms[i].PointsUsedUp;
        }
    }

    /// <summary>The inverse of <see cref="Apply"/>: forecasts that were all made from one cutoff.</summary>
    public void Invert(int count, Span<double> future)
    {
        count -= PointsUsedUp;
        for (int i = _transforms.Length - 1; i >= 0; i--)
        {
            count += _transforms[i].PointsUsedUp;
            _transforms[i].Invert(_before[i].Upto(count), future);
        }
    }

    /// <summary>
    /// Brings back forecasts of which each was made as if those before it had been observed.
    /// </summary>
    public void InvertRecursive(int count, Span<double> future)
    {
        count -= PointsUsedUp;
        for (int i = _transforms.Length - 1; i >= 0; i--)
        {
            ChannelTransform transform = _transforms[i];
            count += transform.PointsUsedUp;
            if (transform is PointwiseTransform)
            {
                transform.Invert([], future);
                continue;
            }

            ReadOnlySpan<double> past = _before[i].Upto(count);
            past = past[Math.Max(0, past.Length - transform.Memory)..];
            if (_scratch.Length < past.Length + future.Length) _scratch = new double[past.Length + future.Length];
            Span<double> all = _scratch.AsSpan(0, past.Length + future.Length);
            past.CopyTo(all);
            future.CopyTo(all[past.Length..]);
            for (int step = past.Length; step < all.Length; step++) transform.Invert(all[..step], all.Slice(step, 1));
            all[past.Length..].CopyTo(future);
        }
    }

    /// <summary>Writes or reads what is remembered of the points; the transforms must be the same.</summary>
    public void Transfer(StateArchive archive)
    {
        Count = archive.Whole(Count);
        foreach (PointBuffer before in _before) before.Transfer(archive);
        _transformed.Transfer(archive);
    }
}
