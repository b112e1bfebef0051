using CsCheck;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class DriftTests
{
    [Fact]
    public void Drift_TwoChannels_GoOnAsFromFirstToLast()
    {
        var history = new TimeSeries("A", [1, 10, 9, 90, 3, 4], ["x", "y"]);

        Forecast forecast = Baselines.Drift(history, horizon: 2);

        forecast.Values.ToArray().Should().Equal(4, 1, 5, -2);
        forecast.Cutoff.Should().Be(2);
    }

    [Fact]
    public void Drift_Line_GoesOn() =>
        Gen.Select(Gen.Double[-10, 10], Gen.Double[-10, 10], Gen.Int[2, 30]).Sample((level, slope, length) =>
        {
            double[] line = [.. Enumerable.Range(0, length + 5).Select(time => level + slope * time)];
            double[] forecast = Baselines.Drift(new TimeSeries("A", line.AsSpan(0, length)), horizon: 5).Channel();
            return forecast.Zip(line[length..]).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9);
        });

    [Fact]
    public void Drift_MissingEnds_GoesThroughTheObservations() =>
        Baselines.Drift(new TimeSeries("A", [double.NaN, 2, 9, 6, double.NaN]), horizon: 2).Channel()
            .Should().Equal(10, 12);

    [Fact]
    public void Drift_LessThanTwoObservations_Throws()
    {
        Action one = () => Baselines.Drift(new TimeSeries("A", [1]), horizon: 1);
        Action missing = () => Baselines.Drift(new TimeSeries("A", [double.NaN, 1, double.NaN]), horizon: 1);

        one.Should().Throw<ArgumentException>().WithParameterName("history")
            .WithMessage("Series 'A' has 1 point; a drift forecast needs at least 2.*");
        missing.Should().Throw<ArgumentException>().WithParameterName("history").WithMessage(
            "Series 'A' misses the observations that a drift forecast needs for horizon step 1 of channel 'value'*");
    }
}
