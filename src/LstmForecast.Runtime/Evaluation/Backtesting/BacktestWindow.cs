namespace LstmForecast;

/// <summary>How much of a series is known at a cutoff of a backtest. Immutable.</summary>
public sealed record BacktestWindow
{
    private BacktestWindow()
    {
    }

    /// <summary>All that comes before the cutoff; the default.</summary>
    public static BacktestWindow Expanding { get; } = new();

    /// <summary>How many points are known at most; null for all.</summary>
    public int? Length { get; private init; }

    /// <summary>
    /// The last points before the cutoff alone: models are fitted to those, and shown no others before they forecast. As
    /// the network then reads a window of its own for each cutoff, this takes longer than <see cref="Expanding"/>.
    /// </summary>
    /// <param name="length">How many, at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 2.</exception>
    public static BacktestWindow Sliding(int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 2);
        return new BacktestWindow { Length = length };
    }

    /// <inheritdoc/>
    public override string ToString() => Length is int length ? $"sliding window of {length}" : "expanding window";
}
