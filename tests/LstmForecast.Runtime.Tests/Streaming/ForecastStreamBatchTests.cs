using CsCheck;

namespace LstmForecast.Runtime.Tests.Streaming;

public sealed class ForecastStreamBatchTests
{
    [Fact]
    public void Update_ManySeries_IsOneByOneBitForBit() => StreamModels.All.Sample(
        definition =>
        {
            const int Count = 53;
            var model = new TrainedForecaster(definition);
            TimeSeries[] series = [.. Enumerable.Range(0, Count).Select(i => StreamModels.Series(definition, 40, seed: i))];
            TimeSeries[] histories = [.. series.Select((one, i) => one[..(14 + i % 5)])];
            var options = new StreamingOptions { Intervals = new() { Horizon = model.MaximumHorizon ?? 2, Window = 10 } };
            ForecastStreamBatch states = model.StartStream(histories, options);
            ForecastStream[] alone = [.. histories.Select(history => model.StartStream(history, options))];
            var random = new Random(3);
            var values = new double[Count * model.Channels.Count];
            for (int tick = 0; tick < 12; tick++)
            {
                bool[] present = [.. Enumerable.Range(0, Count).Select(i => tick < 4 || (i < 24 ? tick == 5 : random.Next(3) > 0))];
                for (int i = 0; i < Count; i++)
                {
                    if (!present[i]) continue;
                    series[i].At(alone[i].Count).CopyTo(values.AsSpan(i * model.Channels.Count));
                    alone[i].Update(series[i].At(alone[i].Count));
                }

                if (tick < 4) states.Update(values);
                else states.Update(values, present);
            }

            int horizon = model.MaximumHorizon ?? 4;
            IReadOnlyList<Forecast> forecasts = states.Forecast(horizon);
            var room = new double[Count * horizon * 2];
            states.Forecast(horizon, room);
            for (int i = 0; i < Count; i++)
            {
                double[] expected = alone[i].Forecast(horizon).Values.ToArray();
                forecasts[i].Values.ToArray().Should().Equal(expected);
                room[(i * horizon * 2)..((i + 1) * horizon * 2)].Should().Equal(expected);
                states[i].Count.Should().Be(alone[i].Count);
                states[i].LastWasMissing.Should().Be(alone[i].LastWasMissing);
                states[i].Interval(1, 1).Should().Be(alone[i].Interval(1, 1));
                states[i].Clone().Forecast(horizon).Values.ToArray().Should().Equal(expected);
            }
        },
        iter: 12);

    [Fact]
    public void Update_OneValueIsInfinite_LeavesAllStatesAsTheyWere()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        ForecastStreamBatch states = model.StartStream([.. Enumerable.Range(0, 3).Select(i => StreamModels.Series(model.Definition, 9, i, $"{i}"))]);
        double[] before = [.. states.Forecast(2).SelectMany(one => one.Values.ToArray())];

        FluentActions.Invoking(() => states.Update([1, 2, 3, 4, 5, double.PositiveInfinity])).Should().Throw<ArgumentException>()
            .WithMessage("Series '2', channel 'b', point 9: Infinity is no finite number. *");

        states.Forecast(2).SelectMany(one => one.Values.ToArray()).Should().Equal(before);
        FluentActions.Invoking(() => states.Update([1])).Should().Throw<ArgumentException>()
            .WithMessage("There are 1 values; 3 series of 2 channels need 6.*");
    }
}
