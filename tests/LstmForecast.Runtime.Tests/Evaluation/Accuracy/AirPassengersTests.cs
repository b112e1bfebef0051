using System.Globalization;

namespace LstmForecast.Runtime.Tests.Evaluation;

/// <summary>
/// The baselines from every origin of the last 48 months of a series that everyone has, against figures worked out
/// elsewhere (in R): each origin a step after the last, until the horizon ends with the series; errors pooled.
/// </summary>
public sealed class AirPassengersTests
{
    private const int Training = 96;

    private static readonly TimeSeries Passengers = new(
        "air-passengers",
        [
            .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Samples", "air-passengers.csv")).Skip(1)
                .Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)),
        ]);

    [Theory]
    [InlineData(1, 48.04, 41.85)]
    [InlineData(12, 90.57, 41.17)]
    public void Report_AirPassengers_HasTheKnownBaselines(int horizon, double naive, double seasonalNaive)
    {
        AccuracyReport report = Evaluate(horizon, new AccuracyOptions { Horizon = horizon, SeasonLength = 12 });

        report.ForecastCount.Should().Be(49 - horizon);
        report.Overall.Baselines.Select(baseline => baseline.Method)
            .Should().Equal("naive", "seasonal naive", "drift", "seasonal mean");
        report.Overall.Baselines[0].RootMeanSquaredError.Should().BeApproximately(naive, .00501);
        report.Overall.Baselines[1].RootMeanSquaredError.Should().BeApproximately(seasonalNaive, .00501);
    }

    /// <summary>The report works baselines out on its own, quickly; the public ones, from each history, are the same.</summary>
    [Fact]
    public void Report_EveryBaseline_IsThatOfItsHistory()
    {
        Func<TimeSeries, Forecast>[] methods =
        [
            past => Baselines.Naive(past, 12), past => Baselines.SeasonalNaive(past, 12, 12),
            past => Baselines.Drift(past, 12), past => Baselines.SeasonalMean(past, 12, 12),
        ];
        for (int method = 0; method < methods.Length; method++)
        {
            var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 12, SeasonLength = 12 });
            SeriesEvaluator series = evaluator.Begin(Passengers, Training);
            for (int cutoff = Training - 1; cutoff + 12 < Passengers.Length; cutoff++)
                series.Add(methods[method](Passengers[..(cutoff + 1)]));
            AccuracyComparison overall = evaluator.ToReport().Overall;

            (overall.ModelAccuracy with { Method = "" }).Should().Be(overall.Baselines[method] with { Method = "" });
        }
    }

    private static AccuracyReport Evaluate(int horizon, AccuracyOptions options)
    {
        var evaluator = new AccuracyEvaluator(options);
        SeriesEvaluator series = evaluator.Begin(Passengers, Training);
        for (int cutoff = Training - 1; cutoff + horizon < Passengers.Length; cutoff++)
            series.Add(cutoff, new double[horizon]);
        return evaluator.ToReport();
    }
}
