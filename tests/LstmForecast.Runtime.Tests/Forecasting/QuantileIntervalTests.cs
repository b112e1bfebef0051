using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting.Intervals;

/// <summary>A network that always answers the same quantiles of the next change: far too narrow ones.</summary>
public sealed class QuantileIntervalTests
{
    private const double Lower = -0.1;
    private const double Upper = 0.2;
    private static readonly double[] Levels = [0.05, 0.1, 0.5, 0.9];

    [Fact]
    public void Interval_NotCalibrated_LiesBetweenTheQuantiles()
    {
        TimeSeries series = Walk(30);

        PredictionInterval[] interval = Model().Forecast(series, 1).Interval(0.8);
        double[] lower = [.. interval.Select(one => one.Lower)];
        double[] upper = [.. interval.Select(one => one.Upper)];

        lower[0].Should().BeApproximately(series[29] + Lower, 1e-12);
        upper[0].Should().BeApproximately(series[29] + Upper, 1e-12);
    }

    [Fact]
    public void Interval_NoSuchQuantiles_NamesTheIntervalsThereAre()
    {
        Action act = () => Model().Forecast(Walk(30), 1).Interval(0.9);

        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage(
            "*has quantiles at 0.05, 0.1, 0.5, 0.9, which are the ends of intervals of level 0.8;*");
    }

    [Fact]
    public void Interval_Calibrated_MovesBothEndsByTheDistanceOfItsRank()
    {
        TimeSeries series = Walk(60);
        TrainedForecaster model = Model().CalibrateIntervals([series], new RollingCutoffs { Horizon = 1, First = 20, Count = 24 });
        double[] outside =
        [
            .. Enumerable.Range(20, 24)
                .Select(count =>
                {
                    double change = series[count] - series[count - 1];
                    return Math.Max(Lower - change, change - Upper) / MeanChange(series, count);
                })
                .Order(),
        ];
        // ⌈(24 + 1) x .8⌉ = 20
        double shift = outside[19] * MeanChange(series, 60);

        PredictionInterval[] interval = model.Forecast(series, 1).Interval(0.8);
        double[] lower = [.. interval.Select(one => one.Lower)];
        double[] upper = [.. interval.Select(one => one.Upper)];

        shift.Should().BePositive();
        lower[0].Should().BeApproximately(series[59] + Lower - shift, 1e-12);
        upper[0].Should().BeApproximately(series[59] + Upper + shift, 1e-12);
    }

    [Fact]
    public void Quantile_Calibrated_StaysAsTheModelHasIt()
    {
        TimeSeries series = Walk(60);
        TrainedForecaster model = Model().CalibrateIntervals([series], new RollingCutoffs { Horizon = 1, Count = 24 });

        model.Forecast(series, 1).Quantile(0.1).Should().Equal(Model().Forecast(series, 1).Quantile(0.1));
    }

    [Fact]
    public void Interval_TooFewErrors_SaysHowManyItNeeds()
    {
        TrainedForecaster model = Model().CalibrateIntervals([Walk(60)], new RollingCutoffs { Horizon = 1, Count = 3 });

        Action act = () => model.Forecast(Walk(60), 1).Interval(0.8);

        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*level 0.8 needs at least 4*has 3*");
    }

    private static TrainedForecaster Model()
    {
        var shape = new NetworkShape(1, [2], [], 4, Normalization.None);
        Dictionary<string, double[]> weights = RandomWeights.For(shape, 0)
            .ToDictionary(one => one.Key, one => new double[one.Value.Length]);
        weights["head.0.bias"] = [2 * Lower, Lower, 0, Upper];
        return new TrainedForecaster(new ModelDefinition
        {
            Channels = ChannelRoles.AllTargets(["value"]),
            Precision = Precision.Float64,
            Transforms = new TransformPipeline([new FittedDifference(1)]),
            Output = new OutputLayout(1, 1, OutputKind.Quantiles, Levels),
            Members = [new NetworkWeights(shape, weights)],
        });
    }

    private static TimeSeries Walk(int length)
    {
        var random = new Random(5);
        double level = 0;
        return new TimeSeries("walk", [.. Enumerable.Range(0, length).Select(_ => level += random.NextDouble() - 0.5)]);
    }

    private static double MeanChange(TimeSeries series, int count) =>
        Enumerable.Range(1, count - 1).Average(t => Math.Abs(series[t] - series[t - 1]));
}
