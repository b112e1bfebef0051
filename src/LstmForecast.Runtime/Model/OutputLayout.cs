using System.Text.Json.Serialization;
using LstmForecast.Checks;

namespace LstmForecast.Model;

/// <summary>
/// What stands where in the output of a network at one time step: <c>[steps, targets, parameters]</c>, row after row.
/// </summary>
/// <param name="Steps">Horizon steps forecast at once: 1 for the recursive strategy.</param>
/// <param name="Targets">Channels that are forecast.</param>
/// <param name="Kind">What the parameters of one value mean.</param>
/// <param name="Levels">The levels of the quantiles, ascending, with the median among them; else empty.</param>
internal sealed record OutputLayout(int Steps, int Targets, OutputKind Kind, double[] Levels)
{
    /// <summary>The levels at which the quantiles of a distribution are given.</summary>
    private static readonly double[] DistributionLevels =
        [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995];

    public static OutputLayout OneStep(int targets) => new(1, targets, OutputKind.Point, []);

    /// <summary>Numbers that describe one value.</summary>
    [JsonIgnore]
    public int Parameters => Kind switch
    {
        OutputKind.Point => 1,
        OutputKind.Quantiles => Levels.Length,
        OutputKind.StudentT => 3,
        _ => 2,
    };

    /// <summary>The width of the network's output.</summary>
    [JsonIgnore]
    public int Width => Steps * Targets * Parameters;

    /// <summary>The parameters of one value.</summary>
    /// <param name="output">The network's output at a time step.</param>
    /// <param name="step">The horizon step, 0-based.</param>
    /// <param name="target">The target, 0-based.</param>
    public ReadOnlySpan<double> Of(ReadOnlySpan<double> output, int step, int target) =>
        output.Slice((step * Targets + target) * Parameters, Parameters);

    /// <summary>The levels of the quantiles that a forecast gets; empty where it is a point alone.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> QuantileLevels => Kind switch
    {
        OutputKind.Point => [],
        OutputKind.Quantiles => Levels,
        _ => DistributionLevels,
    };

    /// <summary>Whether a value comes with its distribution, so that futures can be drawn.</summary>
    [JsonIgnore]
    public bool IsLikelihood => Kind is OutputKind.Gaussian or OutputKind.StudentT or OutputKind.NegativeBinomial;

    /// <summary>
    /// Whether values are counts in the units of the series, whatever the transforms of the inputs; otherwise they are in
    /// the units the network works in.
    /// </summary>
    [JsonIgnore]
    public bool IsOfCounts => Kind == OutputKind.NegativeBinomial;

    /// <summary>The forecast of one value.</summary>
    /// <param name="output">The network's output at a time step.</param>
    /// <param name="step">The horizon step, 0-based.</param>
    /// <param name="target">The target, 0-based.</param>
    /// <param name="scale">What counts are multiples of.</param>
    public double PointOf(ReadOnlySpan<double> output, int step, int target, double scale) =>
        PointOf(Of(output, step, target), scale);

    /// <summary>The forecast of one value from its parameters: the mean of counts, else the middle of a distribution.</summary>
    public double PointOf(ReadOnlySpan<double> parameters, double scale) => Kind switch
    {
        OutputKind.Point => parameters[0],
        OutputKind.Quantiles => MedianOf(parameters),
        _ => ValueDistribution.Of(Kind, parameters, scale).Center,
    };

    /// <summary>The quantiles of one value at the <see cref="QuantileLevels"/>; they never cross.</summary>
    /// <param name="output">The network's output at a time step.</param>
    /// <param name="step">The horizon step, 0-based.</param>
    /// <param name="target">The target, 0-based.</param>
    /// <param name="scale">What counts are multiples of.</param>
    public double[] QuantilesOf(ReadOnlySpan<double> output, int step, int target, double scale)
    {
        ReadOnlySpan<double> parameters = Of(output, step, target);
        if (Kind == OutputKind.Quantiles) return InOrder(parameters);
        IReadOnlyList<double> levels = QuantileLevels;
        var quantiles = new double[levels.Count];
        if (quantiles.Length == 0) return quantiles;
        ValueDistribution distribution = ValueDistribution.Of(Kind, parameters, scale);
        for (int i = 0; i < quantiles.Length; i++) quantiles[i] = distribution.Quantile(levels[i]);
        return quantiles;
    }

    // Crossed quantiles are put in order (Chernozhukov, Fernández-Val and Galichon, "Quantile and probability curves
    // without crossing", 2010), which never takes them further from the truth.
    private static double[] InOrder(ReadOnlySpan<double> quantiles)
    {
        double[] ordered = quantiles.ToArray();
        Array.Sort(ordered);
        return ordered;
    }

    // Asked for at every gap of a stream, where nothing is to be allocated.
    private double MedianOf(ReadOnlySpan<double> quantiles)
    {
        Span<double> ordered = quantiles.Length <= 32 ? stackalloc double[quantiles.Length] : new double[quantiles.Length];
        quantiles.CopyTo(ordered);
        ordered.Sort();
        return ordered[Array.IndexOf(Levels, 0.5)];
    }

    /// <summary>Rejects what a file may hold but no fit can produce.</summary>
    public bool IsValid() =>
        Steps is >= 1 and <= Largest.Horizon && Targets >= 1 && Enum.IsDefined(Kind) && Levels is not null
        && (Kind == OutputKind.Quantiles) == (Levels.Length > 0)
        && Levels.All(level => level is > 0 and < 1) && Levels.Order().Distinct().SequenceEqual(Levels)
        && (Levels.Length == 0 || Levels.Contains(0.5))
        && (long)Steps * Targets * Parameters <= 1 << 24;
}
