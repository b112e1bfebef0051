using LstmForecast.Evaluation;

namespace LstmForecast;

/// <summary>What an <see cref="AccuracyEvaluator"/> measures.</summary>
public sealed record AccuracyOptions
{
    /// <summary>How many steps ahead the forecasts go at most, at least 1.</summary>
    public required int Horizon { get; init; }

    /// <summary>
    /// The length of a season in time steps, at least 1: 12 for months in a year. It decides the seasonal baselines and
    /// the scale of MASE and RMSSE. Default: 1, no season.
    /// </summary>
    public int Season { get; init; } = 1;

    /// <summary>
    /// The channel that is measured; null, the default, for the first one. Errors of channels in different units do not
    /// add up: give each channel an evaluator of its own.
    /// </summary>
    public string? Channel { get; init; }

    /// <summary>What tables call the forecasts. Default: <c>model</c>.</summary>
    public string Model { get; init; } = "model";

    /// <summary>
    /// What skill is measured in and the best baseline chosen by. Default:
    /// <see cref="AccuracyMeasure.MeanAbsoluteScaledError"/>, in which series of any scale count alike.
    /// </summary>
    public AccuracyMeasure Measure { get; init; } = AccuracyMeasure.MeanAbsoluteScaledError;

    /// <summary>
    /// The levels of the quantiles that come with every forecast, between 0 and 1, rising: <c>[.1, .5, .9]</c>. Two
    /// levels as far from 0 as from 1 are the ends of an interval: here, one of level .8. Default: none.
    /// </summary>
    public IReadOnlyList<double> QuantileLevels { get; init; } = [];

    /// <exception cref="ArgumentException">Options make no sense; the message names all of them.</exception>
    internal void Validate()
    {
        var problems = new List<string>();
        if (Horizon < 1) problems.Add($"Horizon is {Horizon}; it must be at least 1.");
        if (Season < 1) problems.Add($"Season is {Season}; it must be at least 1, which stands for no season.");
        if (string.IsNullOrWhiteSpace(Model)) problems.Add("Model is empty; give the forecasts a name.");
        else if (BaselineSet.Names(2).Contains(Model) || BaselineSet.Names(1).Contains(Model))
            problems.Add($"Model is '{Model}', the name of a baseline; give the forecasts another name.");
        if (!Enum.IsDefined(Measure)) problems.Add($"Measure has the unknown value {Measure}.");
        if (QuantileLevels is null) problems.Add("QuantileLevels is null; use an empty list for no quantiles.");
        else problems.AddRange(LevelProblems(QuantileLevels));
        if (problems.Count > 0) throw new ArgumentException($"{nameof(AccuracyOptions)}: {string.Join(" ", problems)}");
    }

    private static IEnumerable<string> LevelProblems(IReadOnlyList<double> levels)
    {
        for (int k = 0; k < levels.Count; k++)
        {
            if (!Metrics.IsLevel(levels[k]))
            {
                yield return FormattableString.Invariant(
                    $"QuantileLevels[{k}] is {levels[k]}; it must lie between 0 and 1.");
            }
            else if (k > 0 && levels[k] <= levels[k - 1])
            {
                yield return FormattableString.Invariant(
                    $"QuantileLevels[{k}] is {levels[k]} after {levels[k - 1]}; the levels must rise.");
            }
        }
    }
}
