using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class LinearPilotTests
{
    [Fact]
    public void Forecast_SecondOrderRecursion_ContinuesIt()
    {
        // A sine obeys x[t] = 2 cos(w) x[t-1] - x[t-2].
        double[] wave = [.. Enumerable.Range(0, 2000).Select(time => 50 * Math.Sin(0.3 * time))];
        var future = new double[20];

        new LinearPilot([wave[..1000]], order: 2).Forecast(wave.AsSpan(0, 1500), future);

        future.Should().Equal(wave[1500..1520], (a, b) => Math.Abs(a - b) < 0.5);
    }

    [Fact]
    public void Forecast_SteepLine_StaysInTheRangeItWasFittedTo()
    {
        double[] line = [.. Enumerable.Range(0, 100).Select(time => (double)time)];
        var future = new double[5];

        new LinearPilot([line[..50]], order: 2).Forecast(line, future);

        future.Should().OnlyContain(value => value <= 49);
    }

    [Fact]
    public void Forecast_Constant_IsTheConstant()
    {
        var future = new double[3];

        new LinearPilot([new double[10]], order: 3).Forecast(new double[10], future);

        future.Should().Equal(0, 0, 0);
    }
}
