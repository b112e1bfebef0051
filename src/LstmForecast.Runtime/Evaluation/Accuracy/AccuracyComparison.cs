namespace LstmForecast;

/// <summary>A model beside the baselines over the same pool of forecasts. Immutable.</summary>
public sealed record AccuracyComparison
{
    /// <summary>What is pooled: <c>all</c>, a horizon step such as <c>1</c>, or the name of a series.</summary>
    public required string Name { get; init; }

    /// <summary>How accurate the model is.</summary>
    public required Accuracy ModelAccuracy { get; init; }

    /// <summary>How accurate the baselines are, on the very same points.</summary>
    public required IReadOnlyList<Accuracy> Baselines { get; init; }

    /// <summary>How good the model's quantiles and intervals are; null where it gives none.</summary>
    public DistributionAccuracy? Distribution { get; init; }

    /// <summary>The baseline with the smallest error; the first of those that tie.</summary>
    /// <param name="measure">What error.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such measure.</exception>
    public Accuracy BestBaseline(AccuracyMeasure measure)
    {
        Accuracy best = Baselines[0];
        foreach (Accuracy baseline in Baselines)
        {
            // A baseline that could not be measured (NaN) is never the best while another could.
            if (baseline[measure] < best[measure] || double.IsNaN(best[measure])) best = baseline;
        }

        return best;
    }

    /// <summary>
    /// The model's skill against the best baseline, <c>1 - error / error of the best</c>: 1 for forecasts without
    /// error, 0 for as good as the baseline, below 0 for worse.
    /// </summary>
    /// <remarks>
    /// Where the best baseline makes no error, it is 0 for a model that makes none either and minus infinity for
    /// others. Source: Hyndman and Athanasopoulos, "Forecasting: principles and practice", 3rd edition, section 5.9.
    /// </remarks>
    /// <param name="measure">What error.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such measure.</exception>
    public double Skill(AccuracyMeasure measure) => Skill(ModelAccuracy, measure);

    internal double Skill(Accuracy method, AccuracyMeasure measure)
    {
        double error = method[measure];
        double best = BestBaseline(measure)[measure];
        return error == best ? 0 : 1 - error / best;
    }
}
