using CsCheck;
using LstmForecast.Runtime.Tests.Forecasting;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class QuantileReportTests
{
    private static readonly double[] Levels = [.05, .1, .5, .9];

    /// <summary>The figures are those of the plain measures over the same values.</summary>
    [Fact]
    public void Report_AnyQuantiles_AgreesWithTheMeasures() =>
        Gen.Select(Gen.Double[1, 100].Array[30], Gen.Double[1, 100].Array[4].Array[40]).Sample((values, rows) =>
        {
            const int Training = 10;
            double[][] sorted = [.. rows.Select(row => row.Order().ToArray())];
            var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 2, QuantileLevels = Levels });
            SeriesEvaluator series = evaluator.Begin(new TimeSeries("A", values), Training);
            var observed = new List<double>();
            var quantiles = new List<double>();
            for (int cutoff = Training - 1; cutoff + 2 < values.Length; cutoff++)
            {
                double[] both = [.. sorted[cutoff], .. sorted[cutoff + 1]];
                series.Add(cutoff, [both[2], both[6]], both);
                observed.AddRange(values[(cutoff + 1)..(cutoff + 3)]);
                quantiles.AddRange(both);
            }

            DistributionAccuracy all = evaluator.ToReport().Overall.Distribution!;

            double[] lower = Level(1);
            double[] upper = Level(3);
            all.PointCount.Should().Be(observed.Count);
            all.ContinuousRankedProbabilityScore.Should().BeApproximately(
                Metrics.ContinuousRankedProbabilityScore(observed.ToArray(), quantiles.ToArray(), Levels), 1e-9);
            all.WeightedQuantileLoss.Should().BeApproximately(
                Metrics.WeightedQuantileLoss(observed.ToArray(), quantiles.ToArray(), Levels), 1e-12);
            IntervalAccuracy interval = all.Intervals.Should().ContainSingle().Subject;
            interval.Level.Should().Be(.8);
            interval.Coverage.Should().BeApproximately(Metrics.Coverage(observed.ToArray(), lower, upper), 1e-12);
            interval.Width.Should().BeApproximately(Metrics.IntervalWidth(lower, upper), 1e-9);
            for (int k = 0; k < Levels.Length; k++)
            {
                all.Quantiles[k].Level.Should().Be(Levels[k]);
                all.Quantiles[k].Loss.Should()
                    .BeApproximately(Metrics.QuantileLoss(observed.ToArray(), Level(k), Levels[k]), 1e-9);
                all.Quantiles[k].Share.Should().BeApproximately(
                    observed.Zip(Level(k)).Count(pair => pair.First <= pair.Second) / (double)observed.Count, 1e-12);
            }

            double[] Level(int level) => [.. quantiles.Where((_, index) => index % 4 == level)];
        });

    [Fact]
    public void Report_WithoutLevels_HasNoDistribution()
    {
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 1 });
        evaluator.Begin(new TimeSeries("A", [1, 2, 3]), 2).Add(1, [2]);

        evaluator.ToReport().Overall.Distribution.Should().BeNull();
    }

    [Fact]
    public void Add_QuantilesThatCross_NamesSeriesPlaceAndValues()
    {
        Action add = () => Evaluator([.1, .9]).Add(2, [3, 3], [1, 4, 5, 4.5]);

        add.Should().Throw<ArgumentException>().WithParameterName("quantiles").WithMessage(
            "Quantiles of series 'A' cross at horizon step 2 after time step 2: 5 at level 0.1, 4.5 at level 0.9. Sort them*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Add_NotAQuantileForEachStepAndLevel_NamesTheNumbers(int quantiles)
    {
        Action add = () => Evaluator([.1, .9]).Add(2, [3, 3], new double[quantiles]);

        add.Should().Throw<ArgumentException>().WithParameterName(nameof(quantiles)).WithMessage(
            $"The forecast of series 'A' after time step 2 has {quantiles} quantiles; 2 horizon steps and the 2 levels*need 4.*");
    }

    [Fact]
    public void Add_QuantileThatIsNoNumber_NamesThePlace()
    {
        Action add = () => Evaluator([.5]).Add(2, [3, 3], [1, double.NaN]);

        add.Should().Throw<ArgumentException>().WithParameterName("quantiles").WithMessage(
            "The forecast of series 'A' after time step 2 has the quantile NaN at horizon step 2*");
    }

    [Fact]
    public void Add_ForecastWithQuantiles_MeasuresThoseOfTheOptions()
    {
        // The first three of a series that goes on with 4 and 5.
        var forecast = new Forecast(new TimeSeries("A", [5, 7]), cutoff: 2, [.1, .4, .9], [[4, 4.5], [4.5, 6], [6, 8]]);
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 2, QuantileLevels = [.1, .9] });
        evaluator.Begin(new TimeSeries("A", [1, 2, 3, 4, 5, 6]), 3).Add(forecast);

        DistributionAccuracy all = evaluator.ToReport().Overall.Distribution!;

        IntervalAccuracy interval = all.Intervals.Should().ContainSingle().Subject;
        interval.Width.Should().BeApproximately((2 + 3.5) / 2, 1e-12);
        interval.Coverage.Should().Be(1);
        all.Quantiles[0].Share.Should().Be(.5);
    }

    [Fact]
    public void Add_CalibratedForecast_MeasuresItsIntervals()
    {
        TimeSeries series = Models.Wave("wave", 60, channels: 1);
        TrainedForecaster model = Models.Random(channels: 1).CalibrateIntervals([series], new RollingCutoffs { Horizon = 2, Count = 20 });
        Forecast forecast = model.Forecast(series[..50], 2);
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 2, QuantileLevels = [.1, .5, .9] });
        evaluator.Begin(series, 50).Add(forecast);

        DistributionAccuracy all = evaluator.ToReport().Overall.Distribution!;

        PredictionInterval[] interval = forecast.Interval(.8);
        double[] lower = [.. interval.Select(one => one.Lower)];
        double[] upper = [.. interval.Select(one => one.Upper)];
        all.Intervals[0].Width.Should().BeApproximately(((upper[0] - lower[0]) + (upper[1] - lower[1])) / 2, 1e-12);
        all.Quantiles[1].Loss.Should().BeApproximately(
            Enumerable.Range(0, 2).Average(step => Math.Abs(series[50 + step] - forecast.Step(step + 1)) / 2), 1e-12);
    }

    [Fact]
    public void Add_ForecastThatLacksALevel_NamesThoseItHas()
    {
        var forecast = new Forecast(new TimeSeries("A", [5, 7]), cutoff: 2, [.4], [[4, 4.5]]);

        Action add = () => Evaluator([.1]).Add(forecast);

        add.Should().Throw<ArgumentException>().WithMessage("The forecast of series 'A' has quantiles at 0.4; ask for one of them*");
    }

    private static SeriesEvaluator Evaluator(double[] levels) =>
        new AccuracyEvaluator(new AccuracyOptions { Horizon = 2, QuantileLevels = levels })
            .Begin(new TimeSeries("A", [1, 2, 3, 4, 5, 6]), 3);
}
