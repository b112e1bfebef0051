namespace LstmForecast.Benchmarks;

/// <summary>What one contender took, round by round.</summary>
/// <param name="Name">Whom it was measured of.</param>
/// <param name="Seconds">One number a round, per operation.</param>
internal sealed record Samples(string Name, double[] Seconds)
{
    public double Median { get; } = MedianOf(Seconds);

    /// <summary>
    /// How many times as long as another took: the median over rounds of the ratio within a round, which a machine that
    /// slows down for a while does not change.
    /// </summary>
    public double Over(Samples other) => MedianOf([.. Ratios(other)]);

    /// <summary>The ratio as a line to read.</summary>
    public string Compare(Samples other)
    {
        double[] ratios = [.. Ratios(other)];
        return $"{Name} / {other.Name}: median {MedianOf(ratios):F2} ({ratios.Min():F2} to {ratios.Max():F2})";
    }

    public override string ToString()
    {
        (double scale, string unit) = Median switch
        {
            < 1e-3 => (1e6, "us"),
            < 1 => (1e3, "ms"),
            _ => (1, "s"),
        };
        return $"{Name}: median {Median * scale:F2} {unit} ({Seconds.Min() * scale:F2} to {Seconds.Max() * scale:F2}), "
            + $"{Seconds.Length} rounds";
    }

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public static double MedianOf(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private IEnumerable<double> Ratios(Samples other) => Seconds.Zip(other.Seconds, (mine, its) => mine / its);
}
