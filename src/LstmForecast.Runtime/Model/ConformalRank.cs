namespace LstmForecast.Model;

/// <summary>
/// Which of some errors bounds the next one with a given probability, if it is exchangeable with them: of n errors the
/// one of rank <c>⌈(n + 1) level⌉</c> (Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005; Lei,
/// G'Sell, Rinaldo, Tibshirani and Wasserman, "Distribution-Free Predictive Inference for Regression", JASA 113, 2018).
/// </summary>
internal static class ConformalRank
{
    // A level such as .57 times 100 is not 57 in binary; a rank that is whole but for rounding is meant to be whole.
    private const double Rounding = 1e-9;

    /// <summary>The rank, 1-based; above <paramref name="count"/> where so few errors bound nothing.</summary>
    public static long Of(long count, double level) => (long)Math.Ceiling((count + 1) * level - Rounding);

    /// <summary>How many errors a level needs: <c>⌈1 / (1 - level)⌉ - 1</c>.</summary>
    public static long Needed(double level) => Math.Max(1, (long)Math.Ceiling(1 / (1 - level) - Rounding) - 1);
}
