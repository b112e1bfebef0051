using CsCheck;
using LstmForecast.Model;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Streaming;

public sealed class ForecastStreamTests
{
    private const int Warmth = 17;
    private const int Length = 32;

    [Fact]
    public void Forecast_AfterUpdates_IsThatFromTheWholeHistoryBitForBit() => StreamModels.All.Sample(
        definition =>
        {
            var model = new TrainedForecaster(definition);
            TimeSeries series = StreamModels.Series(definition, Length);
            ForecastStream state = model.StartStream(series[..Warmth]);
            for (int time = Warmth; time <= Length; time++)
            {
                ShouldBeThatOf(model, series[..time], state);
                if (time == Length) break;
                bool observed = state.Update(series.At(time));
                observed.Should().Be(!series.At(time)[..2].ContainsAnyExceptInRange(double.MinValue, double.MaxValue));
                state.LastWasMissing.Should().Be(!observed);
            }
        },
        iter: 150);

    [Fact]
    public void Forecast_StateFromNothing_IsThatFromTheWholeHistory() => StreamModels.All.Sample(
        definition =>
        {
            var model = new TrainedForecaster(definition);
            TimeSeries series = StreamModels.Series(definition, Length);
            ForecastStream state = model.StartStream(series[..0]);
            for (int time = 0; time < Length; time++)
            {
                state.IsReady.Should().Be(time >= model.MinimumHistory);
                state.Update(series.At(time));
            }

            ShouldBeThatOf(model, series, state);
        },
        iter: 50);

    [Fact]
    public void Forecast_AnyHorizon_LeavesTheStateAsItWas() => StreamModels.All.Sample(
        definition =>
        {
            var model = new TrainedForecaster(definition);
            TimeSeries series = StreamModels.Series(definition, Length);
            ForecastStream asked = model.StartStream(series[..Warmth]), silent = model.StartStream(series[..Warmth]);
            for (int time = Warmth; time < Length; time++)
            {
                asked.Forecast(HorizonOf(model));
                asked.Update(series.At(time));
                silent.Update(series.At(time));
            }

            asked.Forecast(1).Values.ToArray().Should().Equal(silent.Forecast(1).Values.ToArray());
        },
        iter: 30);

    [Fact]
    public void Fork_AnyModel_GoesOnAloneFromTheSamePlace() => StreamModels.All.Sample(
        definition =>
        {
            var model = new TrainedForecaster(definition);
            TimeSeries series = StreamModels.Series(definition, Length);
            ForecastStream state = model.StartStream(series[..Warmth]);
            ForecastStream fork = state.Clone();
            for (int time = Warmth; time < Length; time++) fork.Update(series.At(time));

            ShouldBeThatOf(model, series[..Warmth], state);
            ShouldBeThatOf(model, series, fork);
        },
        iter: 50);

    [Fact]
    public void Update_SeriesTrainingDidNotKnow_KeepsTheScalesOfTheWarmHistory()
    {
        ModelDefinition definition = StreamModels.Of(
            [new FittedSeriesScaling(ScaleMeasure.Standard, [], [1, 1])], MissingValues.Error);
        var model = new TrainedForecaster(definition);
        TimeSeries series = StreamModels.Series(definition, Length, name: "stranger");
        ForecastStream state = model.StartStream(series[..Warmth]);
        for (int time = Warmth; time < Length; time++) state.Update(series.At(time));
        ChannelScale[] scales = [.. new[] { 0, 1 }.Select(channel =>
            ScaleStatistics.Of(ScaleMeasure.Standard, series[..Warmth].Channel(channel)))];
        var known = new TrainedForecaster(definition with
        {
            Transforms = new([new FittedSeriesScaling(
                ScaleMeasure.Standard, new() { ["stranger"] = scales }, [1, 1])]),
        });

        state.Forecast(5).Values.ToArray().Should().Equal(known.Forecast(series, 5).Values.ToArray());
        state.Clone().Forecast(5).Values.ToArray().Should().Equal(state.Forecast(5).Values.ToArray());
        FluentActions.Invoking(() => model.StartStream(series[..0])).Should().Throw<ArgumentException>()
            .WithMessage("*a state with scales fitted to the history needs at least 1.*");
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(3, 3)]
    public void Update_KnownAhead_IsThatFromTheWholeHistory(int steps, int horizon)
    {
        ModelDefinition definition = StreamModels.Of([], MissingValues.Error, steps, members: 2, past: steps > 1, calendar: true, known: true);
        var model = new TrainedForecaster(definition);
        TimeSeries series = StreamModels.Series(definition, 200);
        double[] price = series.Channel(definition.Channels.Known[0]);
        TimeSeries Known(int from, int count) => new("A", price.AsSpan(from, count), ["known"]);
        ForecastStream state = model.StartStream(series[..Warmth], known: Known(Warmth, steps));
        for (int time = Warmth; time < 150; time++)
        {
            FluentActions.Invoking(() => state.Update(series.At(time).ToArray())).Should().Throw<InvalidOperationException>()
                .WithMessage($"Series 'A', point {time}: the covariates known ahead (known) are needed for the points before {time + 1 + steps} and known for those before {time + steps}; announce them first.");
            state.ProvideKnown([price[time + steps]]);
            state.Update(series.At(time));
            if (time % 50 == 0) state = state.Clone();
        }

        if (horizon > steps)
        {
            FluentActions.Invoking(() => state.Forecast(horizon)).Should().Throw<InvalidOperationException>();
            state.ProvideKnown(price.AsSpan(150 + steps, horizon - steps));
        }

        state.Forecast(horizon).Values.ToArray().Should().Equal(model.Forecast(series[..150], horizon, Known(150, horizon)).Values.ToArray());
    }

    [Fact]
    public void Update_LinearFilling_HoldsTheLastValueThroughAGap()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Fill(Filling.Linear)));
        var held = new TrainedForecaster(StreamModels.Of([], MissingValues.Fill(Filling.Last)));
        TimeSeries series = StreamModels.Series(model.Definition, Length);
        ForecastStream state = model.StartStream(series[..1]);
        for (int time = 1; time < Length; time++) state.Update(series.At(time));

        state.Forecast(3).Values.ToArray().Should().Equal(held.Forecast(series, 3).Values.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Update_MissingValueOfAModelTrainedWithoutAny_IsAsIfItsForecastWereObserved(int steps)
    {
        var model = new TrainedForecaster(StreamModels.Of([new FittedLog(), new FittedDifference(2)], MissingValues.Error, steps));
        TimeSeries series = StreamModels.Series(model.Definition, Length);
        ForecastStream state = model.StartStream(series[..Warmth]), told = model.StartStream(series[..Warmth]);
        for (int i = 0; i < 3; i++)
        {
            double own = told.Forecast(1).Step(1, channel: 1);

            state.Update([20 + i, double.NaN]).Should().BeFalse();
            told.Update([20 + i, own]).Should().BeTrue();

            state.LastWasMissing.Should().BeTrue();
            state.Forecast(steps).Values.ToArray().Should().Equal(told.Forecast(steps).Values.ToArray());
        }

        state.Update([20, 21]).Should().BeTrue();
    }

    private static int HorizonOf(TrainedForecaster model) => model.MaximumHorizon ?? 5;

    private static void ShouldBeThatOf(TrainedForecaster model, TimeSeries history, ForecastStream state)
    {
        int horizon = HorizonOf(model);
        Forecast expected = model.Forecast(history, horizon);

        Forecast forecast = state.Forecast(horizon);

        forecast.Values.ToArray().Should().Equal(expected.Values.ToArray());
        forecast.QuantileLevels.Should().Equal(expected.QuantileLevels);
        foreach (double level in expected.QuantileLevels) forecast.Quantile(level, 1).Should().Equal(expected.Quantile(level, 1));
        forecast.Cutoff.Should().Be(expected.Cutoff);
        forecast.Times.Should().Be(expected.Times);
        forecast.Channels.Should().Equal(expected.Channels);
        var room = new double[horizon * 2];
        state.Forecast(room);
        room.Should().Equal(expected.Values.ToArray());
        state.Forecast(1).Values.ToArray().Should().Equal(model.Forecast(history, 1).Values.ToArray());
    }
}
