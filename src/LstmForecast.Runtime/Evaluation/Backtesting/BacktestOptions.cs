using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>How a <see cref="Backtest"/> goes. Immutable.</summary>
public sealed record BacktestOptions : ICheckedOptions
{
    /// <summary>From where series are forecast, and how many steps.</summary>
    public required RollingCutoffs Cutoffs { get; init; }

    /// <summary>How much of a series is known at a cutoff. Default: all that comes before it.</summary>
    public BacktestWindow Window { get; init; } = BacktestWindow.Expanding;

    /// <summary>
    /// After how many cutoffs <c>Backtest.Run</c> fits a new model, at least 1. Default: null, never: one model, fitted to
    /// what is known at the first cutoff, makes all forecasts.
    /// </summary>
    public int? RefitEvery { get; init; }

    /// <summary>
    /// How many cutoffs at the end of what is known the intervals of each fitted model are calibrated on (see
    /// <see cref="TrainedForecaster.CalibrateIntervals"/>), at least 1. So many points, and the horizon, are not learnt.
    /// Default: null, not calibrated: only a model with quantiles has intervals then.
    /// </summary>
    public int? CalibrationCutoffs { get; init; }

    /// <summary>
    /// The length of a season in time steps, at least 1: 12 for months in a year. It decides the seasonal baselines and
    /// the scale of MASE and RMSSE. Default: 1, no season.
    /// </summary>
    public int SeasonLength { get; init; } = 1;

    /// <summary>
    /// What skill is measured in and the best baseline chosen by. Default:
    /// <see cref="AccuracyMeasure.MeanAbsoluteScaledError"/>.
    /// </summary>
    public AccuracyMeasure Measure { get; init; } = AccuracyMeasure.MeanAbsoluteScaledError;

    /// <summary>
    /// The levels of the intervals whose coverage and width are measured, each between 0 and 1. Default: null, for a
    /// calibrated model those of .8, .9 and .95 for which there were enough errors, for another one with quantiles all
    /// intervals between them.
    /// </summary>
    public IReadOnlyList<double>? IntervalLevels { get; init; }

    /// <summary>What tables call the forecasts. Default: <c>model</c>.</summary>
    public string ModelName { get; init; } = "model";

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        check.NotNull(Cutoffs, "say from where to forecast");
        check.Nested(Cutoffs);
        check.NotNull(Window, "leave it out for all that is known");
        check.AtLeast(1, RefitEvery, "or null for never");
        check.AtLeast(1, CalibrationCutoffs, "or null for no calibration");
        check.AtLeast(1, SeasonLength, "which stands for no season");
        check.Known(Measure);
        if (string.IsNullOrWhiteSpace(ModelName)) check.Add(nameof(ModelName), "is empty; give the forecasts a name.");
        for (int i = 0; i < IntervalLevels?.Count; i++) check.Fraction(IntervalLevels[i], $"{nameof(IntervalLevels)}[{i}]");
    }
}
