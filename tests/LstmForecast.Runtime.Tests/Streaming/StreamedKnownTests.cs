using LstmForecast.Model;

namespace LstmForecast.Runtime.Tests.Streaming;

public sealed class StreamedKnownTests
{
    private const int Series = 30;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Announce_ManySeries_IsOneByOneBitForBit(int steps)
    {
        ModelDefinition definition = StreamModels.Of(
            [], MissingValues.Mask, steps, members: 2, past: steps > 1, calendar: true, known: true);
        var model = new TrainedForecaster(definition);
        int channels = model.Channels.Count;
        TimeSeries[] series = [.. Enumerable.Range(0, Series).Select(i => StreamModels.Series(definition, 60, i, $"{i}"))];
        TimeSeries[] histories = [.. series.Select((one, i) => one[..(9 + i % 4)])];
        // Those of the intervals go further than the network's.
        TimeSeries[] known = [.. series.Select((one, i) => one[(9 + i % 4)..(9 + i % 4 + 3)].Select(model.KnownCovariates))];
        var options = new StreamingOptions { Intervals = new() { Horizon = 3, Window = 10 } };
        ForecastStreamBatch states = model.StartStream(histories, options, known);
        ForecastStream[] alone = [.. histories.Zip(known, (history, its) => model.StartStream(history, options, its))];
        var random = new Random(5);
        var values = new double[Series * channels];
        for (int tick = 0; tick < 20; tick++)
        {
            bool[] present = [.. Enumerable.Range(0, Series).Select(_ => tick % 3 == 0 || random.Next(3) > 0)];
            var further = new double[Series];
            for (int i = 0; i < Series; i++)
            {
                further[i] = present[i] ? series[i][alone[i].Count + 3, channels - 1] : double.NaN;
                series[i].At(alone[i].Count).CopyTo(values.AsSpan(i * channels));
                if (!present[i]) continue;
                alone[i].ProvideKnown([further[i]]);
                alone[i].Update(series[i].At(alone[i].Count));
            }

            if (tick % 3 == 0)
            {
                states.ProvideKnown(further);
                states.Update(values);
            }
            else
            {
                states.ProvideKnown(further, present);
                states.Update(values, present);
            }
        }

        // Several steps at once.
        double[] last = [.. series.SelectMany((one, i) => one[(alone[i].Count + 3)..(alone[i].Count + 5)].Select(model.KnownCovariates).Values.ToArray())];
        states.ProvideKnown(last);
        int horizon = model.MaximumHorizon ?? 5;
        IReadOnlyList<Forecast> forecasts = states.Forecast(horizon);
        for (int i = 0; i < Series; i++)
        {
            alone[i].ProvideKnown(last.AsSpan(2 * i, 2));
            double[] expected = alone[i].Forecast(horizon).Values.ToArray();
            forecasts[i].Values.ToArray().Should().Equal(expected);
            states[i].Clone().Forecast(horizon).Values.ToArray().Should().Equal(expected);
            states[i].Interval(3).Should().Be(alone[i].Interval(3));
        }
    }

    [Fact]
    public void Announce_OneValueIsNotFinite_TakesNone()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error, known: true));
        TimeSeries[] series = [.. Enumerable.Range(0, 3).Select(i => StreamModels.Series(model.Definition, 9, i, $"{i}"))];
        TimeSeries[] known = [.. series.Select(one => new TimeSeries(one.Name, [1.0], ["known"]))];
        ForecastStreamBatch states = model.StartStream(series, known: known);

        FluentActions.Invoking(() => states.ProvideKnown([1, 2, double.NaN])).Should().Throw<ArgumentException>()
            .WithMessage("A value known ahead of series '2' is not finite; every one must be a number.*");
        FluentActions.Invoking(() => states.ProvideKnown([1, 2, 3, 4])).Should().Throw<ArgumentException>()
            .WithMessage("There are 4 values known ahead; 3 series take 1 each a time step (known). Give as many for each series and step.*");
        FluentActions.Invoking(() => states.ProvideKnown([1, 2, 3], [true])).Should().Throw<ArgumentException>().WithParameterName("present");

        FluentActions.Invoking(() => states.Update(new double[9])).Should().Throw<InvalidOperationException>()
            .WithMessage("Series '0', point 9: the covariates known ahead (known) are needed for the points before 11 and known for those before 10; announce them first.");
        for (int i = 0; i < 3; i++) states[i].Count.Should().Be(9);
    }

    [Fact]
    public void Warm_CovariatesThatDoNotFitTheSeries_AreRefused()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error, known: true));
        TimeSeries series = StreamModels.Series(model.Definition, 9);
        TimeSeries known = new("A", [1.0], ["known"]);

        FluentActions.Invoking(() => model.StartStream([series])).Should().Throw<ArgumentException>().WithMessage("*as the argument known.*");
        FluentActions.Invoking(() => model.StartStream([series, series], known: [known])).Should().Throw<ArgumentException>()
            .WithMessage("There are 2 series and the covariates of 1; *");
        FluentActions.Invoking(() => model.StartStream([series], known: [known[..0]])).Should().Throw<ArgumentException>()
            .WithMessage("Series 'A' has 0 points; *");
        var without = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        FluentActions.Invoking(() => without.StartStream([StreamModels.Series(without.Definition, 9)], known: [known])).Should()
            .Throw<ArgumentException>().WithMessage("The model takes no covariates that are known ahead*");
    }

    // What was announced once and is past was kept, and the buffer of a long history with it.
    [Fact]
    public void Announce_LongStream_KeepsWhatIsAheadAlone()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error, known: true));
        TimeSeries series = StreamModels.Series(model.Definition, 5100);
        ForecastStream state = model.StartStream(series[..4000], known: new TimeSeries("A", [1.0], ["known"]));

        state.Row.Known.Room.Should().BeLessThan(20);
        state.ProvideKnown(new double[500]);
        for (int time = 4000; time < 4500; time++) state.Update(series.At(time));
        for (int time = 4500; time < 5100; time++)
        {
            state.ProvideKnown([1]);
            state.Update(series.At(time));
        }

        state.Row.Known.Room.Should().BeLessThan(20);
    }
}
