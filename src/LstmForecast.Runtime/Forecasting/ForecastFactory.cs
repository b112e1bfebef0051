using LstmForecast.Model;
using LstmForecast.Unrolling;

namespace LstmForecast.Forecasting;

/// <summary>Makes forecasts of the numbers that a model gives.</summary>
internal sealed class ForecastFactory(ModelDefinition model)
{
    private readonly string[] _targets = model.Channels.TargetNames();

    private const string QuantilesOfPaths =
        "a recursive model feeds back its point forecast, which says nothing of the spread after several steps: ask SamplePaths";

    private const string QuantilesOfDirect =
        "a recursive model has quantiles for one step only: train with a Horizon, or with a likelihood loss for SamplePaths";

    /// <param name="series">The series, for its name and timestamps alone.</param>
    /// <param name="count">Points before the cutoff.</param>
    /// <param name="values">The forecast.</param>
    /// <param name="intervals">What calibrated intervals need; null without.</param>
    /// <param name="range">What is to be said of the history beside training, when it is asked for; null for nothing.</param>
    public Forecast Of(
        TimeSeries series, int count, ForecastValues values, ForecastIntervals? intervals, Func<string?>? range = null)
    {
        OutputLayout output = model.Output;
        TimeSeries point = Point(series, count, values.Point);
        IEnumerable<string> warnings = ForecastWarnings.Of(model, series.Name, count, point.Length, range);
        if (values.Quantiles.Length > 0)
        {
            return new Forecast(point, count - 1, output.QuantileLevels, values.Quantiles)
            {
                Intervals = intervals,
                WarningsToFind = warnings,
            };
        }

        return output.Kind == OutputKind.Point
            ? new Forecast(point, count - 1) { Intervals = intervals, WarningsToFind = warnings }
            : new Forecast(point, count - 1, output.IsLikelihood ? QuantilesOfPaths : QuantilesOfDirect)
            {
                Intervals = intervals,
                WarningsToFind = warnings,
            };
    }

    /// <summary>The point is the median of the paths.</summary>
    public Forecast Of(TimeSeries series, int count, SampledPaths paths, Func<string?>? range = null) =>
        new(Point(series, count, paths.Quantile(0.5)), count - 1, model.Output.QuantileLevels, paths)
        {
            WarningsToFind = ForecastWarnings.Of(model, series.Name, count, paths.Horizon, range),
        };

    /// <summary>What calibrated intervals need at the end of a history; null for a model without.</summary>
    public ForecastIntervals? IntervalsAfter(TimeSeries history) => model.Intervals is null
        ? null
        : new(model.Intervals, LocalScale.Of(history, model.Channels.Targets, [history.Length], window: null)[0], model.Bounds);

    private TimeSeries Point(TimeSeries series, int count, double[] values) =>
        new TimeSeries(series.Name, values, _targets).WithTimes(series.Times?.From(count));
}
