using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// When the one-step errors of a stream are said to have drifted. Each is standardised by the mean and deviation of those
/// before it (self-starting, Hawkins 1987), so that nothing has to be known beforehand, cut off at 4 deviations, so that
/// no single error is taken for a drift, and added up (Page 1954). Immutable.
/// </summary>
/// <remarks>
/// <para>
/// With the defaults there is, for independent normal errors, a false alarm in about 7,000 observations: by Siegmund's
/// approximation one in 9,600 of the level, of the spread at most one in e^10 = 22,000. A lasting shift of the errors' mean
/// by one deviation is signalled after about 16 observations, by two after about 6. Errors that depend on each other give
/// more false alarms: raise the thresholds.
/// </para>
/// <para>
/// It looks at errors, not at values. One outlier of the series disturbs the forecasts after it as well, and these errors
/// together may be signalled. A model that follows a shift of the level errs only until it has followed: such a shift may be
/// signalled late or never, and forecasts are good again by then. Neither is a test for outliers or shifts of a series.
/// </para>
/// <para>
/// A signal stays until <see cref="ForecastStream.ResetDrift"/>; meanwhile nothing is learnt from the errors. To act on it
/// may mean to train anew, or to go on with adaptive intervals.
/// </para>
/// </remarks>
public sealed record DriftDetectionOptions : ICheckedOptions
{
    /// <summary>
    /// How high the sum of standardised errors beyond <see cref="Slack"/>, of one sign, may rise. Default 8.
    /// </summary>
    public double LevelThreshold { get; init; } = 8;

    /// <summary>Half the shift of the mean that shall be found quickest, in deviations. Default 0.5.</summary>
    public double Slack { get; init; } = 0.5;

    /// <summary>
    /// How high the sum of logarithms of likelihood ratios, errors twice as large against errors as before, may rise.
    /// Default 10.
    /// </summary>
    public double SpreadThreshold { get; init; } = 10;

    /// <summary>How many errors are learnt from before any is judged, at least 10. Default 30.</summary>
    public int MinimumErrors { get; init; } = 30;

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        check.Positive(LevelThreshold);
        check.Positive(Slack);
        check.Positive(SpreadThreshold);
        check.AtLeast(10, MinimumErrors);
    }
}
