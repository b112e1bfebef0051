using CsCheck;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class ReportTests
{
    /// <summary>Every figure of a report is the plain measure over the values that belong to it.</summary>
    [Fact]
    public void Report_TwoSeries_AgreesWithPlainLoops() =>
        Gen.Select(Gen.Double[1, 100].Array[20, 30].Array[2], Gen.Double[1, 100].Array[60]).Sample((values, draws) =>
        {
            const int Horizon = 3;
            const int Training = 12;
            var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = Horizon, SeasonLength = 4 });
            var points = new List<(int Series, int Step, double Observed, double Forecast, double Scaled)>();
            for (int series = 0; series < 2; series++)
            {
                SeriesEvaluator one = evaluator.Begin(new TimeSeries($"S{series}", values[series]), Training);
                double scale = Metrics.AbsoluteScale(values[series].AsSpan(0, Training), 4);
                for (int cutoff = Training - 1; cutoff + Horizon < values[series].Length; cutoff++)
                {
                    double[] forecast = draws[cutoff..(cutoff + Horizon)];
                    one.Add(cutoff, forecast);
                    for (int step = 1; step <= Horizon; step++)
                    {
                        double observed = values[series][cutoff + step];
                        double scaled = Math.Abs(observed - forecast[step - 1]) / scale;
                        points.Add((series, step, observed, forecast[step - 1], scaled));
                    }
                }
            }

            AccuracyReport report = evaluator.ToReport();
            Same(report.Overall, points.ToArray());
            for (int step = 1; step <= Horizon; step++)
                Same(report.ByStep[step - 1], points.Where(point => point.Step == step).ToArray());
            for (int series = 0; series < 2; series++)
                Same(report.BySeries[series], points.Where(point => point.Series == series).ToArray());
            report.ByStep.Select(step => step.Name).Should().Equal("1", "2", "3");
            report.BySeries.Select(series => series.Name).Should().Equal("S0", "S1");
        });

    [Fact]
    public void Report_BeerProduction_HasThePublishedFigures()
    {
        var evaluator = new AccuracyEvaluator(
            new AccuracyOptions { Horizon = PublishedBeer.Horizon, SeasonLength = PublishedBeer.Season });
        evaluator.Begin(PublishedBeer.Series, PublishedBeer.TrainingLength).Add(PublishedBeer.Forecast("mean"));

        AccuracyComparison overall = evaluator.ToReport().Overall;

        overall.ModelAccuracy.MeanAbsoluteScaledError.Should().BeApproximately(2.44, .00501);
        overall.Baselines[0].MeanAbsoluteScaledError.Should().BeApproximately(4.01, .00501);
        overall.Baselines[1].MeanAbsoluteScaledError.Should().BeApproximately(.94, .00501);
        overall.Baselines[2].MeanAbsoluteScaledError.Should().BeApproximately(4.12, .00501);
    }

    [Fact]
    public void Report_SeasonOfOne_NamesThreeBaselines()
    {
        AccuracyReport report = Report([1, 2, 4, 7, 9], 3, new() { Horizon = 1 }, [8], [10]);

        report.Overall.Baselines.Select(baseline => baseline.Method).Should().Equal("naive", "drift", "mean");
        report.Overall.Baselines.Select(baseline => baseline.MeanAbsoluteError)
            .Should().Equal(2.5, (1.5 + 0) / 2, ((7 - 7 / 3.0) + (9 - 14 / 4.0)) / 2);
        report.Overall.ModelAccuracy.MeanAbsoluteError.Should().Be(1);
        report.Overall.ModelAccuracy.MeanAbsoluteScaledError.Should().BeApproximately(1 / 1.5, 1e-15);
        report.Skill.Should().BeApproximately(1 - 1 / .75, 1e-15);
        report.Warnings.Should().Equal("'model' is no better than the baseline 'drift': MASE 0.6667 against 0.5000.");
    }

    [Fact]
    public void Skill_ErrorsOfNothing_IsZeroOrMinusInfinity()
    {
        Report([1, 2, 3, 4], 2, new() { Horizon = 1 }, [3], [4]).Skill.Should().Be(0, "drift is exact too");
        Report([1, 2, 3, 4], 2, new() { Horizon = 1 }, [3], [5]).Skill.Should().Be(double.NegativeInfinity);
        Report([1, 2, 4, 4], 2, new() { Horizon = 1 }, [4], [4]).Skill.Should().Be(1);
    }

    [Fact]
    public void Report_TrainingThatRepeatsItself_IsNamedAndLeftOutOfScaledErrors()
    {
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 1 });
        evaluator.Begin(new TimeSeries("flat", [5, 5, 5, 6]), 3).Add(2, [5]);
        evaluator.Begin(new TimeSeries("moves", [5, 6, 5, 9]), 3).Add(2, [7]);

        AccuracyReport report = evaluator.ToReport();

        report.Overall.ModelAccuracy.MeanAbsoluteError.Should().Be(1.5);
        report.Overall.ModelAccuracy.MeanAbsoluteScaledError.Should().Be(2);
        report.Overall.ModelAccuracy.RootMeanSquaredScaledError.Should().Be(2);
        report.BySeries[0].ModelAccuracy.MeanAbsoluteScaledError.Should().Be(double.NaN);
        report.SeriesWithoutScale.Should().Equal("flat");
        report.Warnings.Should().Contain(warning => warning.StartsWith("Series 'flat' is left out of MASE and RMSSE"));
    }

    [Fact]
    public void Report_MissingObservation_IsCountedNotMeasured()
    {
        AccuracyReport report = Report([1, 2, 4, double.NaN, 9], 3, new() { Horizon = 2 }, [8, 10]);

        report.MissingObservations.Should().Be(1);
        report.Overall.ModelAccuracy.PointCount.Should().Be(1);
        report.Overall.ModelAccuracy.MeanAbsoluteError.Should().Be(1);
        report.ByStep[0].ModelAccuracy.MeanAbsoluteError.Should().Be(double.NaN);
        report.Warnings.Should().Contain("1 forecast values were not measured: their observations are missing.");
    }

    [Fact]
    public void Report_OneChannelOfTwo_LooksAtNoOther()
    {
        var series = new TimeSeries("A", [0, 1, 0, 2, 0, 4, 0, 7], ["x", "y"]);
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 1, Channel = "y" });
        evaluator.Begin(series, 3).Add(Baselines.Naive(series[..3], 1));

        evaluator.ToReport().Overall.ModelAccuracy.MeanAbsoluteError.Should().Be(3);
    }

    private static AccuracyReport Report(double[] values, int training, AccuracyOptions options, params double[][] forecasts)
    {
        var evaluator = new AccuracyEvaluator(options);
        SeriesEvaluator series = evaluator.Begin(new TimeSeries("A", values), training);
        for (int i = 0; i < forecasts.Length; i++) series.Add(training - 1 + i, forecasts[i]);
        return evaluator.ToReport();
    }

    private static void Same(
        AccuracyComparison pool, (int Series, int Step, double Observed, double Forecast, double Scaled)[] points)
    {
        double[] observed = [.. points.Select(point => point.Observed)];
        double[] forecast = [.. points.Select(point => point.Forecast)];
        Accuracy model = pool.ModelAccuracy;

        model.PointCount.Should().Be(points.Length);
        model.MeanAbsoluteError.Should().BeApproximately(Metrics.MeanAbsoluteError(observed, forecast), 1e-9);
        model.RootMeanSquaredError.Should().BeApproximately(Metrics.RootMeanSquaredError(observed, forecast), 1e-9);
        model.MeanAbsolutePercentageError.Should()
            .BeApproximately(Metrics.MeanAbsolutePercentageError(observed, forecast), 1e-8);
        model.SymmetricMeanAbsolutePercentageError.Should()
            .BeApproximately(Metrics.SymmetricMeanAbsolutePercentageError(observed, forecast), 1e-9);
        model.WeightedAbsolutePercentageError.Should()
            .BeApproximately(Metrics.WeightedAbsolutePercentageError(observed, forecast), 1e-9);
        model.MeanAbsoluteScaledError.Should().BeApproximately(points.Average(point => point.Scaled), 1e-9);
    }
}
