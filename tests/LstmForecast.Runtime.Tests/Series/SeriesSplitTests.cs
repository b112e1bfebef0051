using System.Globalization;

namespace LstmForecast.Runtime.Tests.Series;

public sealed class SeriesSplitTests
{
    [Fact]
    public void SplitBySeries_ThreeOfAHundred_HoldsOutTheFirstThree()
    {
        (SeriesSet train, SeriesSet test) = Numbered(100).SplitBySeries(test: 3);

        test.Select(series => series.Name).Should().Equal("0", "1", "2");
        train.Select(series => series.Name).Should().Equal(Enumerable.Range(3, 97).Select(i => $"{i}"));
    }

    /// <summary>The numbers to train on are those of Python 3.11: <c>round(count * proportion)</c>.</summary>
    [Theory]
    [InlineData(100, .95, 95)]
    [InlineData(50, .95, 48)] // 47.5, a half, goes up to the even number
    [InlineData(30, .95, 28)] // 28.5, a half, goes down to the even number
    [InlineData(11, .95, 10)]
    [InlineData(3, .5, 2)]
    [InlineData(5, .5, 2)]
    public void SplitBySeries_Proportion_RoundsAHalfToTheEvenNumber(int count, double proportion, int trainCount)
    {
        (SeriesSet train, SeriesSet test) = Numbered(count).SplitByShare(proportion);

        train.Count.Should().Be(trainCount);
        test.Select(series => series.Name).Should().Equal(Enumerable.Range(0, count - trainCount).Select(i => $"{i}"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(5)]
    public void SplitBySeries_NothingLeftOnOneSide_NamesTheBounds(int test)
    {
        Action split = () => Numbered(5).SplitBySeries(test);

        split.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(test))
            .WithMessage($"Of 5 series at least 1 and at most 4 can be held out.*{test}*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void SplitBySeries_TooFewSeries_NamesTheCountAndTheRemedy(int count)
    {
        Action split = () => Numbered(count).SplitBySeries(test: 1);

        split.Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage($"A set needs at least 2 series to hold one out, this one has {count}; SplitByTime*");
    }

    [Theory]
    [InlineData(.99)]
    [InlineData(1.5)]
    [InlineData(.04)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void SplitBySeries_ProportionLeavesNothing_NamesItAndTheRemedy(double proportion)
    {
        Action split = () => Numbered(10).SplitByShare(proportion);

        split.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("train").WithMessage(
            $"A share of {proportion.ToString(CultureInfo.InvariantCulture)} of 10 series leaves nothing to train on "
            + "or nothing to hold out; choose a share that leaves at least one series on each side.*");
    }

    [Fact]
    public void SplitBySeries_CultureWithDecimalComma_PrintsAPoint()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            Action split = () => Numbered(10).SplitByShare(.99);

            split.Should().Throw<ArgumentOutOfRangeException>().WithMessage("A share of 0.99 of 10 series*");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void SplitByTime_TwoSteps_CutsEverySeriesAtItsOwnEnd()
    {
        var set = new SeriesSet(new TimeSeries("A", [1, 2, 3]), new TimeSeries("B", [4, 5, 6, 7]));

        (SeriesSet train, SeriesSet test) = set.SplitByTime(2);

        train.Select(series => series.Values.ToArray()).Should().BeEquivalentTo(new double[][] { [1], [4, 5] });
        test.Select(series => series.Values.ToArray()).Should().BeEquivalentTo(new double[][] { [2, 3], [6, 7] });
        test.Select(series => series.Name).Should().Equal("A", "B");
    }

    [Fact]
    public void SplitByTime_SeriesNoLonger_NamesItItsLengthAndTheRemedy()
    {
        var set = new SeriesSet(new TimeSeries("A", [1, 2, 3]), new TimeSeries("B", [4, 5]));
        Action split = () => set.SplitByTime(2);

        split.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("test").WithMessage(
            "Series 'B' has 2 points; holding out 2 leaves nothing to train on. Hold out fewer, or leave*");
    }

    [Fact]
    public void SplitByTime_LessThanOneStep_Throws()
    {
        Action split = () => Numbered(2).SplitByTime(0);

        split.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("test");
    }

    private static SeriesSet Numbered(int count) =>
        new(Enumerable.Range(0, count).Select(i => new TimeSeries($"{i}", [i, i])));
}
