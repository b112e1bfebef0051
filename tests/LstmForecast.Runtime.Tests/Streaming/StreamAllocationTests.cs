using LstmForecast.Model;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Streaming;

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
            "direct" => StreamModels.Of([new FittedSeasonalMeanResidual(3, 2)], MissingValues.Error, steps: 4, members: 2, past: true, calendar: true, kind: OutputKind.Quantiles),
            "masked" => StreamModels.Of([new FittedWindowScale(5, [0.1, 0.1])], MissingValues.Mask, members: 2),
            "filled" => StreamModels.Of([], MissingValues.Fill(Filling.Seasonal(3))),
            _ => StreamModels.Of([], MissingValues.Error),
        };
        var model = new TrainedForecaster(definition);
        TimeSeries series = StreamModels.Series(definition, 400);
        int horizon = model.MaximumHorizon ?? 6;
        ForecastStream state = model.StartStream(series[..100], new StreamingOptions { Intervals = new() { Horizon = horizon, Window = 50 } });
        var room = new double[2 * horizon];
        // What the runtime allocates for code that it compiles, and compiles anew, is not ours: that is none in some round.
        Enumerable.Range(1, 5).Min(round => BytesOf(50 + 50 * round)).Should().Be(0);

        long BytesOf(int first)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(first, first + 50);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void Run(int first, int end)
        {
            for (int time = first; time < end; time++)
            {
                state.Update(series.At(time));
                state.Forecast(room);
                state.Interval(1);
                _ = state.Drift;
            }
        }
    }
}
