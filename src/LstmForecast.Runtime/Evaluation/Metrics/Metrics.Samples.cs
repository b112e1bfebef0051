namespace LstmForecast;

public static partial class Metrics
{
    /// <summary>
    /// Continuous ranked probability score (CRPS) of a sample, in the units of the values:
    /// <c>mean(|x - y|) - mean(|x - x'|) / 2</c>, the means over all samples and all pairs of them. It is that of the
    /// sample's own step-shaped distribution, exactly; of a single sample, it is the absolute error.
    /// </summary>
    /// <remarks>
    /// Takes <c>O(n log n)</c> for n samples: sorted, they need no pairs (Jordan, Krüger and Lerch, "Evaluating
    /// Probabilistic Forecasts with scoringRules", Journal of Statistical Software 90 (2019)).
    /// Source: Gneiting and Raftery, "Strictly Proper Scoring Rules, Prediction, and Estimation", Journal of the
    /// American Statistical Association 102 (2007), equation 21.
    /// </remarks>
    /// <param name="observed">What was observed.</param>
    /// <param name="samples">Draws from the forecast distribution, in any order; at least one.</param>
    /// <exception cref="ArgumentException">There is no sample.</exception>
    public static double ContinuousRankedProbabilityScore(double observed, ReadOnlySpan<double> samples)
    {
        if (samples.Length == 0) throw new ArgumentException("0 samples; give at least one.", nameof(samples));
        double[] sorted = samples.ToArray();
        Array.Sort(sorted);
        return ScoreOfSorted(observed, sorted);
    }

    /// <summary>
    /// Continuous ranked probability score of sample paths: the mean over the time steps of the score of each step's
    /// samples, see <see cref="ContinuousRankedProbabilityScore(double, ReadOnlySpan{double})"/>.
    /// </summary>
    /// <param name="observed">What was observed, one value a time step; at least one.</param>
    /// <param name="paths">The paths, shape <c>[paths, observed]</c>, row after row; at least one.</param>
    /// <exception cref="ArgumentException">
    /// There are no observations or paths, or a path is not as long as what was observed.
    /// </exception>
    public static double ContinuousRankedProbabilityScore(ReadOnlySpan<double> observed, ReadOnlySpan<double> paths)
    {
        if (observed.Length == 0 || paths.Length == 0 || paths.Length % observed.Length != 0)
        {
            throw new ArgumentException(
                $"{observed.Length} observed values and {paths.Length} values of sample paths; there must be at least "
                + "one path, and all as long as what was observed.",
                nameof(paths));
        }

        var samples = new double[paths.Length / observed.Length];
        double sum = 0;
        for (int step = 0; step < observed.Length; step++)
        {
            for (int path = 0; path < samples.Length; path++) samples[path] = paths[path * observed.Length + step];
            Array.Sort(samples);
            sum += ScoreOfSorted(observed[step], samples);
        }

        return sum / observed.Length;
    }

    // Differences from what was observed, not the samples themselves: far from 0 nothing cancels.
    private static double ScoreOfSorted(double observed, ReadOnlySpan<double> sorted)
    {
        double count = sorted.Length;
        double sum = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double distance = sorted[i] - observed;
            sum += distance * ((distance > 0 ? count : 0) - (i + .5));
        }

        return 2 * sum / (count * count);
    }
}
