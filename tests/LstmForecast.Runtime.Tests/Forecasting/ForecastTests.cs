using CsCheck;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting;

public sealed class ForecastTests
{
    [Fact]
    public void Forecast_AnyNetwork_FeedsTheHistoryThenItsOwnForecasts() =>
        Gen.Select(RandomWeights.Shapes, Gen.Int[0, 1000], Gen.Int[1, 12], Gen.Int[1, 9])
            .Sample((shape, seed, length, horizon) =>
            {
                Dictionary<string, double[]> weights = RandomWeights.For(shape, seed);
                TimeSeries history = Models.Wave("A", length, shape.InputSize);
                ReferenceNetwork reference = RandomWeights.Reference(shape, weights);
                double[] last = [];
                for (int time = 0; time < length; time++) last = reference.Step(history.At(time).ToArray());
                var expected = new List<double>(last);
                for (int step = 1; step < horizon; step++) expected.AddRange(last = reference.Step(last));

                Forecast forecast = Models.From(shape, weights).Forecast(history, horizon);

                return forecast.Values.ToArray().Zip(expected)
                    .All(pair => Math.Abs(pair.First - pair.Second) <= 1e-11 * Math.Max(1, Math.Abs(pair.Second)))
                    && forecast.Horizon == horizon && forecast.Cutoff == length - 1;
            });

    [Fact]
    public void Forecast_Standardized_WorksInTransformedUnitsAndGivesThoseOfTheSeries()
    {
        var shape = new NetworkShape(1, [3], [], 1, Normalization.None);
        Dictionary<string, double[]> weights = RandomWeights.For(shape, 5);
        TrainedForecaster model = Models.From(
            shape, weights, new TransformPipeline([new FittedStandardize([100], [20])]), channels: ["value"]);
        ReferenceNetwork reference = RandomWeights.Reference(shape, weights);
        reference.Step([(120 - 100) / 20.0]);
        double first = reference.Step([(90 - 100) / 20.0])[0];
        double second = reference.Step([first])[0];

        double[] forecast = model.Forecast(new TimeSeries("A", [120, 90]), horizon: 2).Channel();

        forecast.Should().Equal([100 + 20 * first, 100 + 20 * second], (a, b) => Math.Abs(a - b) < 1e-10);
    }

    [Fact]
    public void Forecast_ConstantAnswerOfDifferences_ContinuesTheTrend()
    {
        TrainedForecaster model = Models.Constant([2, -1], new FittedDifference(1));
        var history = new TimeSeries("A", [0, 0, 5, 50], Models.ChannelNames(2));

        model.Forecast(history, horizon: 3).Values.ToArray().Should().Equal(7, 49, 9, 48, 11, 47);
    }

    [Fact]
    public void Forecast_ShortestHistory_IsEnough()
    {
        TrainedForecaster model = Models.Constant([1], new FittedDifference(2), new FittedDifference(1));
        TimeSeries history = Models.Wave("A", 4, 1);

        model.MinimumHistory.Should().Be(4);
        model.Forecast(history, 1).Horizon.Should().Be(1);
    }

    [Fact]
    public void Forecast_LongerHorizon_BeginsWithTheShorter()
    {
        TrainedForecaster model = Models.Random(2, new FittedDifference(1));
        TimeSeries history = Models.Wave("A", 9, 2);

        model.Forecast(history, 10).Values[..8].ToArray().Should().Equal(model.Forecast(history, 4).Values.ToArray());
    }

    [Fact]
    public void Forecast_Result_IsReadByStepAndChannel()
    {
        Forecast forecast = Models.Constant([7, 8]).Forecast(Models.Wave("A", 5, 2), horizon: 3);

        forecast.SeriesName.Should().Be("A");
        forecast.Channels.Should().Equal("channel 0", "channel 1");
        forecast.Cutoff.Should().Be(4);
        forecast.Horizon.Should().Be(3);
        forecast.Step(3, channel: 1).Should().Be(8);
        forecast.Channel(0).Should().Equal(7, 7, 7);
        forecast.ToSeries().Values.ToArray().Should().Equal(7, 8, 7, 8, 7, 8);
    }

    [Fact]
    public void At_ResultStepIsOneBased_CountsFromTheFirstForecast()
    {
        Forecast forecast = Models.Constant([1], new FittedDifference(1)).Forecast(Models.Wave("A", 3, 1, level: 5), 2);

        forecast.Step(1).Should().Be(forecast.Values[0]);
        forecast.Step(2).Should().Be(forecast.Values[1]).And.NotBe(forecast.Step(1));
    }

    [Theory]
    [InlineData(0, 0, "step")]
    [InlineData(3, 0, "step")]
    [InlineData(1, 1, "channel")]
    [InlineData(1, -1, "channel")]
    public void At_NoSuchStepOrChannel_Throws(int step, int channel, string argument)
    {
        Forecast forecast = Models.Constant([1]).Forecast(Models.Wave("A", 3, 1), horizon: 2);
        Action read = () => forecast.Step(step, channel);

        read.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(argument);
    }
}
