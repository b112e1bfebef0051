using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting;

public sealed class OneStepForecastTests
{
    /// <summary>The network answers with a difference of 10: each forecast is the value before plus 10.</summary>
    [Fact]
    public void OneStepForecasts_ConstantDifference_IsTheObservedValueBefore()
    {
        TrainedForecaster model = Models.Constant([10], new FittedDifference(1));

        TimeSeries forecasts = model.FittedValues(new TimeSeries("A", [1, 2, 4, 8, 16], Models.ChannelNames(1)));

        // MinimumHistory is 2: the forecasts are of the steps 2, 3 and 4.
        model.MinimumHistory.Should().Be(2);
        forecasts.Values.ToArray().Should().Equal(12, 14, 18);
        forecasts.Name.Should().Be("A");
    }

    [Fact]
    public void OneStepForecasts_SeasonalDifference_IsTheObservedValueASeasonBefore()
    {
        TrainedForecaster model = Models.Constant([100], new FittedDifference(3));

        TimeSeries forecasts = model.FittedValues(new TimeSeries("A", [1, 2, 3, 4, 5, 6], Models.ChannelNames(1)));

        // Of the steps 4 and 5, from the steps 1 and 2.
        forecasts.Values.ToArray().Should().Equal(102, 103);
    }

    /// <summary>Here the network looks at its input: value k must come from the steps up to k alone.</summary>
    [Fact]
    public void OneStepForecasts_NoTransforms_FeedsEachObservedStepOnce()
    {
        var shape = new NetworkShape(2, [4], [3], 2, Normalization.Layer);
        Dictionary<string, double[]> weights = RandomWeights.For(shape, 9);
        TimeSeries series = Models.Wave("A", 12, 2);
        ReferenceNetwork reference = RandomWeights.Reference(shape, weights);
        double[] expected = [.. Enumerable.Range(0, 11).SelectMany(time => reference.Step(series.At(time).ToArray()))];

        TimeSeries forecasts = Models.From(shape, weights).FittedValues(series);

        forecasts.Values.ToArray().Should().Equal(expected, (a, b) => Math.Abs(a - b) < 1e-11);
    }

    /// <summary>The meaning of the alignment, whatever the transforms.</summary>
    [Fact]
    public void OneStepForecasts_AnyStep_IsTheForecastFromTheHistoryBefore()
    {
        TrainedForecaster model = Models.Random(
            2,
            new FittedLog(),
            new FittedDifference(2),
            new FittedStandardize([0.1, 0], [2, 3]),
            new FittedDifference(1));
        TimeSeries series = Models.Wave("A", 15, 2, level: 3);

        TimeSeries forecasts = model.FittedValues(series);

        forecasts.Length.Should().Be(15 - model.MinimumHistory);
        for (int k = 0; k < forecasts.Length; k++)
        {
            Forecast one = model.Forecast(series[..(model.MinimumHistory + k)], horizon: 1);
            forecasts.At(k).ToArray().Should()
                .Equal(one.Values.ToArray(), (a, b) => Math.Abs(a - b) < 1e-10 * Math.Abs(b));
        }
    }

    [Fact]
    public void OneStepForecasts_LastValueChanges_ChangesNoForecast()
    {
        TrainedForecaster model = Models.Random(1);

        double[] before = model.FittedValues(new TimeSeries("A", [1, 2, 3], Models.ChannelNames(1))).Channel();
        double[] after = model.FittedValues(new TimeSeries("A", [1, 2, 99], Models.ChannelNames(1))).Channel();

        after.Should().Equal(before);
    }

    [Fact]
    public void OneStepForecasts_NothingToCompareWith_SaysHowManyPointsItNeeds()
    {
        TrainedForecaster model = Models.Constant([1], new FittedDifference(2));
        Action forecast = () => model.FittedValues(Models.Wave("A", 3, 1));

        forecast.Should().Throw<ArgumentException>().WithParameterName("series")
            .WithMessage("Series 'A' has 3 points; a one-step forecast that can be compared needs at least 4.*");
    }
}
