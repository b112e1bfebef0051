using LstmForecast.Model;
using LstmForecast.Runtime.Tests.Streaming;

namespace LstmForecast.Runtime.Tests.Forecasting;

/// <summary>Sizes that nothing could hold are argument errors before any work is done.</summary>
public sealed class HorizonLimitTests
{
    private static readonly TrainedForecaster Model = new(StreamModels.Of([], MissingValues.Error, kind: OutputKind.Gaussian));

    private static readonly TimeSeries History = StreamModels.Series(Model.Definition, 9);

    [Fact]
    public void Forecast_MoreValuesThanMemoryHolds_IsAnArgumentError()
    {
        foreach (int horizon in (int[])[int.MaxValue, (1 << 25) + 1])
        {
            Refused("horizon", () => Model.Forecast(History, horizon));
            Refused("horizon", () => Model.Forecast([History], horizon));
            Refused("horizon", () => Model.StartStream(History).Forecast(horizon));
            Refused("horizon", () => Model.StartStream([History]).Forecast(horizon));
        }
    }

    [Fact]
    public void SamplePaths_MoreValuesThanMemoryHolds_IsAnArgumentError()
    {
        Refused("paths", () => Model.SamplePaths(History, 65536, 65536));
        Refused("paths", () => Model.SamplePaths(History, 3, int.MaxValue));
        Refused("paths", () => Model.StartStream(History).SamplePaths(65536, 65536));
    }

    [Fact]
    public void Forecast_BeyondTheYear9999_IsRefusedBeforeItIsComputed()
    {
        TimeSeries dated = History.WithTimes(new DateTime(2024, 1, 1), TimeStep.Day);
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Refused("horizon", () => Model.Forecast(dated, 30_000_000));
        Refused("horizon", () => Model.StartStream(dated).Forecast(30_000_000));
        Refused("horizon", () => Model.SamplePaths(dated, 30_000_000, 1));

        // To compute it takes minutes.
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void AdaptiveIntervals_LargeHorizon_IsAnOptionError() =>
        FluentActions.Invoking(() => Model.StartStream(History, new() { Intervals = new() { Horizon = 50_000, Window = 300 } }))
            .Should().Throw<ArgumentException>().WithMessage("*Horizon is 50000; it must be at most 4096.*");

    [Fact]
    public void Filling_LongSeason_IsAnArgumentError() =>
        FluentActions.Invoking(() => Filling.Seasonal(int.MaxValue)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("seasonLength");

    private static void Refused(string argument, Action call) =>
        call.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(argument);
}
