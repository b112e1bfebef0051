namespace LstmForecast.Transforms;

/// <summary>
/// A fitted transform for one channel of one series. It sees values as a forecaster does: what was observed up to a
/// cutoff, and what comes after it. So it cannot look into the future, a series can be transformed point by point as it
/// arrives, and a whole horizon can be forecast from one cutoff.
/// </summary>
internal abstract class ChannelTransform
{
    /// <summary>How many points must have been observed before the first one can be transformed.</summary>
    public virtual int PointsUsedUp => 0;

    /// <summary>How many of the last observed points are looked at, at least <see cref="PointsUsedUp"/>.</summary>
    public virtual int Memory => PointsUsedUp;

    /// <summary>Transforms, in place, the values that follow the cutoff.</summary>
    /// <param name="past">
    /// What was observed, oldest first, untransformed: at least <see cref="PointsUsedUp"/> values, of which the last
    /// <see cref="Memory"/> count (all, where there are fewer).
    /// </param>
    /// <param name="future">The values of the horizon steps 1, 2, …</param>
    public abstract void Apply(ReadOnlySpan<double> past, Span<double> future);

    /// <summary>The exact inverse of <see cref="Apply"/>.</summary>
    public abstract void Invert(ReadOnlySpan<double> past, Span<double> future);

    /// <summary>
    /// Transforms a whole series, each point as the first one after those before it.
    /// </summary>
    /// <param name="values">The series.</param>
    /// <param name="transformed">As long as the series without the <see cref="PointsUsedUp"/>.</param>
    public virtual void ApplyToSeries(ReadOnlySpan<double> values, Span<double> transformed)
    {
        values[PointsUsedUp..].CopyTo(transformed);
        for (int i = 0; i < transformed.Length; i++)
            Apply(values[..(i + PointsUsedUp)], transformed.Slice(i, 1));
    }
}

/// <summary>A transform that treats each value by itself, whatever came before.</summary>
internal abstract class PointwiseTransform : ChannelTransform
{
    public abstract double Apply(double value);

    public abstract double Invert(double value);

    public sealed override void Apply(ReadOnlySpan<double> past, Span<double> future)
    {
        foreach (ref double value in future) value = Apply(value);
    }

    public sealed override void Invert(ReadOnlySpan<double> past, Span<double> future)
    {
        foreach (ref double value in future) value = Invert(value);
    }

    public sealed override void ApplyToSeries(ReadOnlySpan<double> values, Span<double> transformed)
    {
        for (int i = 0; i < values.Length; i++) transformed[i] = Apply(values[i]);
    }
}
