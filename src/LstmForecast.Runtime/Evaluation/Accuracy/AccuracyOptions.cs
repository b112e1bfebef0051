using LstmForecast.Checks;
using LstmForecast.Evaluation;

namespace LstmForecast;

/// <summary>What an <see cref="AccuracyEvaluator"/> measures.</summary>
public sealed record AccuracyOptions : ICheckedOptions
{
    /// <summary>How many steps ahead the forecasts go at most, at least 1.</summary>
    public required int Horizon { get; init; }

    /// <summary>
    /// The length of a season in time steps, at least 1: 12 for months in a year. It decides the seasonal baselines and
    /// the scale of MASE and RMSSE. Default: 1, no season.
    /// </summary>
    public int SeasonLength { get; init; } = 1;

    /// <summary>
    /// The channel that is measured; null, the default, for the first one. Errors of channels in different units do not
    /// add up: give each channel an evaluator of its own.
    /// </summary>
    public string? Channel { get; init; }

    /// <summary>What tables call the forecasts. Default: <c>model</c>.</summary>
    public string ModelName { get; init; } = "model";

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

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        check.AtLeast(1, Horizon);
        check.AtLeast(1, SeasonLength, "which stands for no season");
        if (string.IsNullOrWhiteSpace(ModelName)) check.Add(nameof(ModelName), "is empty; give the forecasts a name.");
        else if (BaselineSet.Names(2).Contains(ModelName) || BaselineSet.Names(1).Contains(ModelName))
            check.Add(nameof(ModelName), $"is '{ModelName}', the name of a baseline; give the forecasts another name.");
        check.Known(Measure);
        check.NotNull(QuantileLevels, "use an empty list for no quantiles");
        for (int k = 0; k < QuantileLevels?.Count; k++)
        {
            check.Fraction(QuantileLevels[k], $"{nameof(QuantileLevels)}[{k}]");
            if (k > 0 && QuantileLevels[k] <= QuantileLevels[k - 1])
                check.Require(false, QuantileLevels[k], FormattableString.Invariant($"above the one before it ({QuantileLevels[k - 1]})"), $"{nameof(QuantileLevels)}[{k}]");
        }
    }
}
