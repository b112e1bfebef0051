using LstmForecast.Model;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting;

/// <summary>Models that forecast all steps of a horizon at once.</summary>
public sealed class DirectForecastTests
{
    private static readonly ChannelRoles TwoTargets = ChannelRoles.AllTargets(Models.ChannelNames(2));

    [Fact]
    public void Forecast_Direct_IsTheOutputAtTheLastStepInvertedByHand()
    {
        ModelDefinition model = Definitions.Random(
            TwoTargets, steps: 3, transforms: [new FittedStandardize([10, -1], [4, 0.5]), new FittedDifference(1)]);
        TimeSeries history = Models.Wave("A", 7, 2, level: 9);
        double Standard(int time, int channel) => channel == 0 ? (history[time] - 10) / 4 : (history[time, 1] + 1) / 0.5;
        ReferenceNetwork reference = model.Reference();
        double[] output = [];
        for (int time = 1; time < 7; time++)
            output = reference.Step([Standard(time, 0) - Standard(time - 1, 0), Standard(time, 1) - Standard(time - 1, 1)]);
        // The outputs are differences, from one step of the horizon to the next.
        var expected = new double[6];
        double a = Standard(6, 0), b = Standard(6, 1);
        for (int step = 0; step < 3; step++)
        {
            expected[2 * step] = 10 + 4 * (a += output[2 * step]);
            expected[2 * step + 1] = -1 + 0.5 * (b += output[2 * step + 1]);
        }

        Forecast forecast = new TrainedForecaster(model).Forecast(history, horizon: 3);

        forecast.Values.ToArray().ShouldBeNear(expected);
    }

    [Fact]
    public void Forecast_ShorterHorizon_IsTheBeginningOfTheTrainedOne()
    {
        var model = new TrainedForecaster(Definitions.Random(TwoTargets, steps: 4, transforms: [new FittedDifference(2)]));
        TimeSeries history = Models.Wave("A", 9, 2);

        model.Forecast(history, 2).Values.ToArray().Should().Equal(model.Forecast(history, 4).Values[..4].ToArray());
        model.MaximumHorizon.Should().Be(4);
    }

    [Fact]
    public void Forecast_HorizonAboveTheTrainedOne_SaysWhatToDo()
    {
        var model = new TrainedForecaster(Definitions.Random(TwoTargets, steps: 3));

        FluentActions.Invoking(() => model.Forecast(Models.Wave("A", 9, 2), 4)).Should()
            .ThrowExactly<ArgumentOutOfRangeException>().WithParameterName("horizon").WithMessage(
                "The model forecasts 3 steps at once and no more; ask for at most that, or train with a larger Horizon, or "
                + "without one for the recursive strategy.*").Which.ActualValue.Should().Be(4);
    }

    /// <summary>A past covariate cannot be fed beyond the cutoff, though the network forecasts one step like any other.</summary>
    [Fact]
    public void Forecast_OneStepWithPastCovariate_GoesNoFurther()
    {
        var model = new TrainedForecaster(Definitions.Random(new ChannelRoles(Models.ChannelNames(2), [0], [1], [])));

        model.MaximumHorizon.Should().Be(1);
        model.Forecast(Models.Wave("A", 9, 2), 1).Channels.Should().Equal("channel 0");
        FluentActions.Invoking(() => model.Forecast(Models.Wave("A", 9, 2), 2)).Should()
            .ThrowExactly<ArgumentOutOfRangeException>().WithMessage("The model forecasts 1 step at once and no more*");
    }

    [Fact]
    public void OneStepForecasts_Direct_AreTheFirstStepsFromEachCutoff()
    {
        var model = new TrainedForecaster(Definitions.Random(TwoTargets, steps: 3, transforms: [new FittedDifference(1)]));
        TimeSeries series = Models.Wave("A", 8, 2);

        TimeSeries forecasts = model.FittedValues(series);

        forecasts.Length.Should().Be(6);
        for (int i = 0; i < 6; i++)
            forecasts.At(i).ToArray().Should().Equal(model.Forecast(series[..(i + 2)], 1).Values.ToArray());
    }

    [Fact]
    public void Forecast_CrossedQuantiles_ComeInOrderWithTheMedianAsThePoint()
    {
        double[] levels = [0.1, 0.4, 0.5, 0.9];
        ModelDefinition model = Definitions.Random(TwoTargets, steps: 5, levels);
        TimeSeries history = Models.Wave("A", 6, 2);
        ReferenceNetwork reference = model.Reference();
        double[] output = [];
        for (int time = 0; time < 6; time++) output = reference.Step(history.At(time).ToArray());

        Forecast forecast = new TrainedForecaster(model).Forecast(history, 5);

        forecast.QuantileLevels.Should().Equal(levels);
        bool crossed = false;
        for (int value = 0; value < 10; value++)
        {
            double[] raw = output[(4 * value)..(4 * value + 4)];
            (int step, int channel) = Math.DivRem(value, 2);
            crossed |= !raw.SequenceEqual(raw.Order());
            levels.Select(level => forecast.Quantile(level, channel)[step]).ShouldBeNear([.. raw.Order()]);
            forecast.Step(step + 1, channel).Should().Be(forecast.Quantile(0.5, channel)[step]);
        }

        crossed.Should().BeTrue("else nothing was tested");
    }

    [Fact]
    public void Quantile_RecursiveForecast_SaysThatThereAreNone()
    {
        var model = new TrainedForecaster(Definitions.Random(TwoTargets, levels: [0.2, 0.5]));

        Forecast forecast = model.Forecast(Models.Wave("A", 6, 2), horizon: 2);

        model.Forecast(Models.Wave("A", 6, 2), horizon: 1).QuantileLevels.Should().Equal(0.2, 0.5);
        forecast.QuantileLevels.Should().BeEmpty();
        FluentActions.Invoking(() => forecast.Quantile(0.2)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("The forecast of series 'A' has no quantiles*");
    }
}
