namespace LstmForecast;

/// <summary>
/// A horizon step at which forecasts are little more than an earlier observation shown again. Drawn over the series,
/// such forecasts look good, being the series itself a little late. Immutable.
/// </summary>
/// <remarks>
/// <para>
/// With b the observation that the naive (or the seasonal naive) forecast repeats, f the forecast and y what was
/// observed, each divided by the scale of its series: <c>move = mean(|y - b|)</c> is how far the series goes,
/// <c>away = mean(|f - b|)</c> how far the forecasts go with it, and <c>error = mean(|f - y|)</c>. A step is a lagged
/// copy if <c>away &lt; .2 move</c>, whatever the error; or if <c>away &lt; .5 move</c> and <c>error >= move</c>:
/// forecasts that go some way, but gain nothing by it. By the triangle inequality, forecasts with
/// <c>away = s move</c> cannot beat the copy by more than the share s.
/// </para>
/// <para>
/// It takes at least 10 points of series with a scale above 0. For a random walk nothing beats the last observation,
/// and its copy is the best there is: the finding is then right, and says that there is nothing to learn.
/// </para>
/// </remarks>
/// <param name="Baseline">What is copied: <c>naive</c> or <c>seasonal naive</c>.</param>
/// <param name="Step">The horizon step, 1-based.</param>
/// <param name="Distance"><c>away / move</c>: 0 for an exact copy.</param>
public sealed record LaggedCopy(string Baseline, int Step, double Distance);
