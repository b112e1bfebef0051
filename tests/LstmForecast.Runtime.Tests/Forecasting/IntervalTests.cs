using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting.Intervals;

/// <summary>
/// A network that answers 0 after a difference forecasts the last value: its errors can be worked out by hand.
/// </summary>
public sealed class IntervalTests
{
    private static readonly TrainedForecaster Naive = Models.Constant([0], new FittedDifference(1));

    /// <summary>Changes by turns 1, -2, 3, -4, …: after t steps the mean absolute change is (t + 1) / 2.</summary>
    private static TimeSeries Growing(int length, double scale = 1, double level = 0) => new(
        "growing",
        [.. Enumerable.Range(0, length).Select(t => level + scale * (t % 2 == 1 ? (t + 1) / 2 : -t / 2))],
        ["channel 0"]);

    [Fact]
    public void Interval_Calibrated_ReachesAsFarAsTheErrorOfItsRankInTermsOfTheLocalScale()
    {
        TimeSeries series = Growing(16);
        var cutoffs = new RollingCutoffs { Horizon = 2, First = 3, Count = 9 };
        TrainedForecaster model = Naive.CalibrateIntervals([series], cutoffs);

        Forecast forecast = model.Forecast(series, horizon: 2);

        for (int step = 1; step <= 2; step++)
        {
            double[] errors =
            [
                .. Enumerable.Range(3, 9)
                    .Select(count => Math.Abs(series[count - 1 + step] - series[count - 1]) / MeanChange(series, count))
                    .Order(),
            ];
            // Of 9 errors, 9 of 10 lie below the rank ⌈10 x .9⌉ = 9, half of them below ⌈10 x .5⌉ = 5.
            foreach ((double level, int rank) in ((double, int)[])[(0.9, 9), (0.5, 5)])
            {
                PredictionInterval[] interval = forecast.Interval(level);
                double[] lower = [.. interval.Select(one => one.Lower)];
                double[] upper = [.. interval.Select(one => one.Upper)];
                double reach = errors[rank - 1] * MeanChange(series, series.Length);
                upper[step - 1].Should().BeApproximately(series[15] + reach, 1e-12);
                lower[step - 1].Should().BeApproximately(series[15] - reach, 1e-12);
            }
        }
    }

    [Fact]
    public void Interval_SeriesTenTimesAsLivelyAtAnotherLevel_IsTenTimesAsWide()
    {
        var cutoffs = new RollingCutoffs { Horizon = 2, First = 3, Count = 9 };
        TrainedForecaster model = Naive.CalibrateIntervals([Growing(16)], cutoffs);

        PredictionInterval[] interval = model.Forecast(Growing(16), 2).Interval(0.8);
        double[] lower = [.. interval.Select(one => one.Lower)];
        double[] upper = [.. interval.Select(one => one.Upper)];
        PredictionInterval[] wide = model.Forecast(Growing(16, scale: 10, level: 1000), 2).Interval(0.8);
        double[] wideLower = [.. wide.Select(one => one.Lower)];
        double[] wideUpper = [.. wide.Select(one => one.Upper)];

        for (int step = 0; step < 2; step++)
            (wideUpper[step] - wideLower[step]).Should().BeApproximately(10 * (upper[step] - lower[step]), 1e-9);
    }

    [Fact]
    public void Interval_SeriesThatStoodStill_HasTheWidthOfTheFloor()
    {
        var cutoffs = new RollingCutoffs { Horizon = 1, First = 3, Count = 9 };
        TimeSeries series = Growing(16);
        TrainedForecaster model = Naive.CalibrateIntervals([series], cutoffs);
        double median = Enumerable.Range(3, 9).Select(count => MeanChange(series, count)).Order().ElementAt(4);
        double[] errors =
            [.. Enumerable.Range(3, 9).Select(count => Math.Abs(series[count] - series[count - 1]) / MeanChange(series, count)).Order()];

        PredictionInterval[] interval = model.Forecast(new TimeSeries("still", [7, 7, 7], ["channel 0"]), 1).Interval(0.9);
        double[] upper = [.. interval.Select(one => one.Upper)];

        upper[0].Should().BeApproximately(7 + 0.01 * median * errors[8], 1e-12);
    }

    [Fact]
    public void Interval_CalibrationThatNeverMoved_IsThePoint()
    {
        var still = new TimeSeries("still", [.. Enumerable.Repeat(7.0, 20)], ["channel 0"]);
        TrainedForecaster model = Naive.CalibrateIntervals([still], new RollingCutoffs { Horizon = 1, Count = 9 });

        model.Forecast(still, 1).Interval(0.9).Select(one => one.Lower).Should().Equal(7);
        model.Forecast(still, 1).Interval(0.9).Select(one => one.Upper).Should().Equal(7);
    }

    [Fact]
    public void Interval_TooFewErrorsForTheLevel_SaysHowManyItNeeds()
    {
        TrainedForecaster model = Naive.CalibrateIntervals([Growing(16)], new RollingCutoffs { Horizon = 2, Count = 9 });

        Action act = () => model.Forecast(Growing(16), 2).Interval(0.95);

        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage(
            "An interval of level 0.95 needs at least 19 calibration errors for each horizon step; the model that forecast "
            + "series 'growing' has 9. Calibrate with more cutoffs or series, or ask for a level of at most 0.9.*");
    }

    [Fact]
    public void Interval_BeyondTheCalibratedHorizon_SaysWhichItIs()
    {
        TrainedForecaster model = Naive.CalibrateIntervals([Growing(16)], new RollingCutoffs { Horizon = 2, Count = 9 });

        Action act = () => model.Forecast(Growing(16), 3).Interval(0.5);

        act.Should().Throw<InvalidOperationException>().WithMessage(
            "The forecast of series 'growing' goes 3 steps ahead, but the model's intervals are calibrated for 2;*");
    }

    [Fact]
    public void Interval_NeitherCalibrationNorQuantiles_SaysHowToGetThem()
    {
        Action act = () => Naive.Forecast(Growing(16), 3).Interval(0.5);

        act.Should().Throw<InvalidOperationException>().WithMessage("*'growing' has no intervals; calibrate the model*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Interval_LevelOutOfRange_IsAnError(double level)
    {
        Action act = () => Naive.Forecast(Growing(16), 3).Interval(level);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(level));
    }

    [Fact]
    public void Interval_MissingObservations_AreNoErrors()
    {
        double[] values = Growing(16).Channel();
        TrainedForecaster model = MaskedNaive().CalibrateIntervals(
            [new TimeSeries("growing", [.. values[..10], double.NaN, .. values[11..]], ["channel 0"])],
            new RollingCutoffs { Horizon = 1, Count = 9 });

        Action nine = () => model.Forecast(Growing(16), 1).Interval(0.9);
        Action eight = () => model.Forecast(Growing(16), 1).Interval(0.88);

        nine.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*needs at least 9*has 8*");
        eight.Should().NotThrow();
    }

    [Fact]
    public void WithIntervals_NoSeries_IsAnError()
    {
        Action act = () => Naive.CalibrateIntervals([], new RollingCutoffs { Horizon = 1, Count = 9 });

        act.Should().Throw<ArgumentException>().WithMessage("There is no series*").WithParameterName("calibration");
    }

    [Fact]
    public void WithIntervals_Model_IsAnotherModelWithTheSameForecasts()
    {
        TrainedForecaster model = Naive.CalibrateIntervals([Growing(16)], new RollingCutoffs { Horizon = 2, Count = 9 });

        (Naive.HasCalibratedIntervals, model.HasCalibratedIntervals).Should().Be((false, true));
        model.Forecast(Growing(9), 5).Values.ToArray().Should().Equal(Naive.Forecast(Growing(9), 5).Values.ToArray());
    }

    private static TrainedForecaster MaskedNaive()
    {
        // A mask adds a mark to the input, which weights of zero do not see.
        var shape = new NetworkShape(2, [2], [], 1, Normalization.None);
        Dictionary<string, double[]> weights = RandomWeights.For(shape, 0)
            .ToDictionary(one => one.Key, one => new double[one.Value.Length]);
        ModelDefinition model = ModelDefinition.OneStep(
            ["channel 0"],
            Precision.Float64,
            new TransformPipeline([new FittedDifference(1)]),
            new NetworkWeights(shape, weights));
        return new TrainedForecaster(model with { Missing = MissingValues.Mask });
    }

    private static double MeanChange(TimeSeries series, int count) =>
        Enumerable.Range(1, count - 1).Average(t => Math.Abs(series[t] - series[t - 1]));
}
