namespace LstmForecast.Forecasting;

/// <summary>Levels of intervals and of the quantiles at their ends.</summary>
internal static class IntervalLevels
{
    private const double Same = 1e-9;

    public static bool AreSame(double level, double other) => Math.Abs(level - other) < Same;

    /// <summary>Pairs of quantiles as far from 0 as from 1, with the level of the interval between them.</summary>
    public static IEnumerable<(int Lower, int Upper, double Level)> Between(IReadOnlyList<double> levels)
    {
        for (int lower = 0; lower < levels.Count; lower++)
        {
            for (int upper = lower + 1; upper < levels.Count; upper++)
            {
                if (AreSame(levels[lower] + levels[upper], 1))
                    yield return (lower, upper, Math.Round(levels[upper] - levels[lower], 9));
            }
        }
    }
}
