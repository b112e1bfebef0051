namespace LstmForecast.Runtime.Tests.Series;

public sealed class GapTests
{
    private const double NaN = double.NaN;

    [Fact]
    public void FindGaps_SeveralChannels_NamesEachRun()
    {
        TimeSeries series = new TimeSeries("A", [NaN, 1, NaN, NaN, 3, NaN, 4, 4, 5, NaN], ["x", "y"])
            .WithTimes(new DateTime(2024, 1, 1), TimeStep.Day);

        series.FindGaps().Should().Equal(
            new Gap("A", "x", 0, 2, new DateTime(2024, 1, 1)),
            new Gap("A", "y", 1, 2, new DateTime(2024, 1, 2)),
            new Gap("A", "y", 4, 1, new DateTime(2024, 1, 5)));
    }

    [Fact]
    public void FindGaps_NoTimestamps_HaveNoTime()
    {
        Gap gap = new TimeSeries("A", [1, NaN]).FindGaps().Should().ContainSingle().Subject;

        gap.Should().Be(new Gap("A", "value", 1, 1, null));
        gap.ToString().Should().Be("series 'A', channel 'value': 1 missing from index 1");
        (gap with { Time = new DateTime(2024, 1, 1, 6, 0, 0) }).ToString().Should().EndWith("from index 1 (2024-01-01 06:00)");
    }

    [Fact]
    public void FindGaps_NoneMissing_AreNone()
    {
        new TimeSeries("A", [1, 2]).FindGaps().Should().BeEmpty();
        new TimeSeries("A", []).FindGaps().Should().BeEmpty();
    }

    [Fact]
    public void FindGaps_OfSet_AreThoseOfItsSeries() =>
        new SeriesSet(new("A", [1, NaN]), new("B", [1, 2]), new("C", [NaN])).FindGaps().Select(gap => gap.Series)
            .Should().Equal("A", "C");

    [Theory]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void FindGaps_Infinity_NamesThePlace(double value, string text)
    {
        Action find = () => new TimeSeries("A", [1, NaN, 2, value], ["x", "y"]).FindGaps();

        find.Should().Throw<InvalidOperationException>().WithMessage(
            $"Series 'A' has {text} at index 1 of channel 'y'; a missing value must be NaN.*");
    }
}
