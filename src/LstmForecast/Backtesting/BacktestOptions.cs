using LstmForecast.Training;

namespace LstmForecast;

/// <summary>How a <see cref="Backtest"/> goes. Immutable.</summary>
public sealed record BacktestOptions
{
    /// <summary>From where series are forecast, and how many steps.</summary>
    public required RollingCutoffs Cutoffs { get; init; }

    /// <summary>How much of a series is known at a cutoff. Default: all that comes before it.</summary>
    public BacktestWindow Window { get; init; } = BacktestWindow.Expanding;

    /// <summary>
    /// After how many cutoffs a new model is fitted, at least 1. Default: null, never: one model, fitted to what is known
    /// at the first cutoff, makes all forecasts.
    /// </summary>
    public int? RefitEvery { get; init; }

    /// <summary>
    /// How many cutoffs at the end of what is known the intervals of each fitted model are calibrated on (see
    /// <see cref="TrainedForecaster.WithIntervals"/>), at least 1. So many points, and the horizon, are not learnt.
    /// Default: null, not calibrated: only a model with quantiles has intervals then.
    /// </summary>
    public int? CalibrationCutoffs { get; init; }

    /// <summary>
    /// The length of a season in time steps, at least 1: 12 for months in a year. It decides the seasonal baselines and
    /// the scale of MASE and RMSSE. Default: 1, no season.
    /// </summary>
    public int Season { get; init; } = 1;

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
    public string Model { get; init; } = "model";

    internal void Validate() => OptionProblems.ThrowIfAny(nameof(BacktestOptions), Problems());

    internal IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Cutoffs is null) problems.Add("Cutoffs is null; say from where to forecast.");
        else problems.AddRange(Cutoffs.Problems().Select(problem => $"Cutoffs: {problem}"));
        if (Window is null) problems.Add("Window is null; leave it out for all that is known.");
        if (RefitEvery < 1) problems.Add($"RefitEvery is {RefitEvery}; it must be at least 1, or null for never.");
        if (CalibrationCutoffs < 1)
            problems.Add($"CalibrationCutoffs is {CalibrationCutoffs}; it must be at least 1, or null for no calibration.");
        if (Season < 1) problems.Add($"Season is {Season}; it must be at least 1, which stands for no season.");
        if (!Enum.IsDefined(Measure)) problems.Add($"Measure has the unknown value {Measure}.");
        if (string.IsNullOrWhiteSpace(Model)) problems.Add("Model is empty; give the forecasts a name.");
        for (int i = 0; i < IntervalLevels?.Count; i++)
        {
            if (IntervalLevels[i] is > 0 and < 1) continue;
            problems.Add(FormattableString.Invariant($"IntervalLevels[{i}] is {IntervalLevels[i]}; it must lie between 0 and 1."));
        }

        return problems;
    }
}
