using LstmForecast.Numerics;

namespace LstmForecast.TrainingData;

/// <summary>Weights by which series of all scales count alike: 1 over the error of the seasonal naive forecast.</summary>
internal static class NaiveWeights
{
    /// <param name="seasonLength">Time steps in a season.</param>
    /// <param name="train">What is learnt from.</param>
    /// <param name="validation">What is judged by.</param>
    /// <exception cref="ArgumentException">No training series has an error to divide by.</exception>
    public static void Apply(int seasonLength, IReadOnlyList<PreparedSeries> train, IReadOnlyList<PreparedSeries> validation)
    {
        for (int target = 0; target < train[0].Targets; target++)
        {
            double?[] errors = [.. train.Concat(validation).Select(one => Usable(one.NaiveError(target, seasonLength)))];
            double[] known = [.. errors.Take(train.Count).OfType<double>()];
            if (known.Length == 0)
            {
                throw new ArgumentException(
                    $"Loss.ScaledAbsolute({seasonLength}) divides by the error of the seasonal naive forecast, and there is "
                    + $"none: each of the {train.Count} training series (the first is '{train[0].Name}') is no longer than "
                    + $"{seasonLength} steps or repeats itself exactly. Use a shorter season or Loss.Absolute.",
                    nameof(train));
            }

            double median = OrderStatistics.MedianInPlace(known);
            for (int i = 0; i < errors.Length; i++)
            {
                PreparedSeries series = i < train.Count ? train[i] : validation[i - train.Count];
                series.Weigh(target, 1 / (errors[i] ?? median));
            }
        }
    }

    // An error so small that its inverse is infinite is none.
    private static double? Usable(double? error) => error > 1e-300 ? error : null;
}
