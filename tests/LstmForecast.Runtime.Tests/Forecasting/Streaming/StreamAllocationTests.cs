using LstmForecast.Forecasting;
using LstmForecast.Transforms;

namespace LstmForecast.Tests.Forecasting;

public sealed class StreamAllocationTests
{
    public static TheoryData<string> Kinds => ["plain", "recursive", "direct", "masked", "filled", "embedded"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void UpdateAndForecast_ManySteps_AllocateNothing(string kind)
    {
        ModelDefinition definition = kind switch
        {
            "recursive" => StreamModels.Of([new FittedLog(), new FittedDifference(2), new FittedWindowNormalize(6, [0.1, 0.1], [0.01, 0.01])], MissingValues.Error, members: 3, calendar: true),
            "direct" => StreamModels.Of([new FittedSeasonalMeanResidual(3, 2)], MissingValues.Error, steps: 4, members: 2, past: true, calendar: true, levels: [0.2, 0.5, 0.8]),
            "masked" => StreamModels.Of([new FittedWindowScale(5, [0.1, 0.1])], MissingValues.Mask, members: 2),
            "filled" => StreamModels.Of([], MissingValues.Fill(Filling.Seasonal(3))),
            _ => StreamModels.Of([], MissingValues.Error),
        };
        var model = new TrainedForecaster(definition);
        TimeSeries series = StreamModels.Series(definition, 400);
        int horizon = model.MaximumHorizon ?? 6;
        ForecastState state = model.Warm(series[..100], new StreamingOptions { Intervals = new() { Horizon = horizon, Window = 50 } });
        var room = new double[2 * horizon];
        state.Forecast(room);
        state.Update(series.At(100));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int time = 101; time < 400; time++)
        {
            state.Update(series.At(time));
            state.Forecast(room);
            state.Interval(1);
            _ = state.Drift;
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
