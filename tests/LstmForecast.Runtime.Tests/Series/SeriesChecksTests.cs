using LstmForecast.Series;

namespace LstmForecast.Runtime.Tests.Series;

public sealed class SeriesChecksTests
{
    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void ThrowIfNotFinite_OneBadValue_NamesSeriesTimeAndChannel(double bad, string printed)
    {
        var series = new TimeSeries("A", [1, 2, 3, bad], ["x", "y"]);
        Action check = () => SeriesChecks.ThrowIfNotFinite(series, "history");

        check.Should().Throw<ArgumentException>().WithParameterName("history").WithMessage(
            $"Series 'A' has {printed} at index 1 of channel 'y'; every value must be a finite number. Fill the gap*");
    }

    [Fact]
    public void ThrowIfNotFinite_LargestAndSmallest_Passes()
    {
        var series = new TimeSeries("A", [SeriesChecks.LargestValue, -SeriesChecks.LargestValue, double.Epsilon, -0.0]);
        Action check = () => SeriesChecks.ThrowIfNotFinite(series, "history");

        check.Should().NotThrow();
    }

    [Theory]
    [InlineData(0, "0 points")]
    [InlineData(1, "1 point")]
    [InlineData(2, "2 points")]
    public void ThrowIfShorterThan_TooShort_SaysHowManyItNeeds(int length, string points)
    {
        var series = new TimeSeries("A", new double[length]);
        Action check = () => SeriesChecks.ThrowIfShorterThan(series, 3, "a forecast", "history");

        check.Should().Throw<ArgumentException>().WithParameterName("history")
            .WithMessage($"Series 'A' has {points}; a forecast needs at least 3.*");
    }

    [Fact]
    public void ThrowIfShorterThan_JustLongEnough_Passes()
    {
        Action check = () => SeriesChecks.ThrowIfShorterThan(new TimeSeries("A", [1]), 1, "a forecast", "history");

        check.Should().NotThrow();
    }
}
