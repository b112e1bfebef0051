namespace LstmForecast.Runtime.Tests.Series;

public sealed class SeriesSetTests
{
    [Fact]
    public void Constructor_SeriesOfDifferentLengths_KeepsThemInOrder()
    {
        var set = new SeriesSet(new TimeSeries("A", [1]), new TimeSeries("B", [1, 2]));

        set.Count.Should().Be(2);
        set.Select(series => series.Name).Should().Equal("A", "B");
        set[1].Length.Should().Be(2);
        set.Channels.Should().Equal("value");
    }

    [Fact]
    public void Constructor_NoSeries_HasNoChannels()
    {
        new SeriesSet().Count.Should().Be(0);
        new SeriesSet().Channels.Should().BeEmpty();
    }

    [Fact]
    public void Indexer_SourceListChanges_StaysTheSame()
    {
        var list = new List<TimeSeries> { new("A", [1]) };
        var set = new SeriesSet(list);

        list[0] = new TimeSeries("B", [1]);

        set[0].Name.Should().Be("A");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Indexer_NoSuchSeries_Throws(int index)
    {
        var set = new SeriesSet(new TimeSeries("A", [1]));
        Action read = () => _ = set[index];

        read.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(index)).WithMessage($"*{index}*");
    }

    [Fact]
    public void Constructor_Null_Throws()
    {
        Action nullSet = () => _ = new SeriesSet(null!);
        Action nullSeries = () => _ = new SeriesSet(new TimeSeries("A", [1]), null!);

        nullSet.Should().Throw<ArgumentNullException>().WithParameterName("series");
        nullSeries.Should().Throw<ArgumentNullException>().WithParameterName("series");
    }

    [Fact]
    public void Constructor_SameNameTwice_NamesItAndTheRemedy()
    {
        Action construct = () => _ = new SeriesSet(new TimeSeries("A", [1]), new TimeSeries("A", [2]));

        construct.Should().Throw<ArgumentException>().WithParameterName("series")
            .WithMessage("Two series are named 'A'; give each series of a set its own name.*");
    }

    [Fact]
    public void Constructor_OtherChannels_NamesBothSeriesAndTheirChannels()
    {
        Action construct = () =>
            _ = new SeriesSet(new TimeSeries("A", [1, 2], ["x", "y"]), new TimeSeries("B", [1, 2], ["y", "x"]));

        construct.Should().Throw<ArgumentException>().WithParameterName("series").WithMessage(
            "Series 'B' has the channels (y, x) and series 'A' has (x, y); "
            + "all series of a set need the same channels in the same order.*");
    }

    [Fact]
    public void Step_OfSet_IsThatOfItsSeries()
    {
        new SeriesSet(Monthly("A"), Monthly("B").WithTimes(new DateTime(2020, 5, 31), TimeStep.Month)).Step
            .Should().Be(TimeStep.Month);
        new SeriesSet(new TimeSeries("A", [1])).Step.Should().BeNull();
        new SeriesSet().Step.Should().BeNull();
    }

    [Fact]
    public void Constructor_OtherStep_NamesBothSeriesAndTheirSteps()
    {
        Action otherStep = () => _ = new SeriesSet(Monthly("A"), Monthly("B").WithTimes(new DateTime(2024, 1, 1), TimeStep.Day));
        Action noTimes = () => _ = new SeriesSet(Monthly("A"), new TimeSeries("B", [1]));

        otherStep.Should().Throw<ArgumentException>().WithParameterName("series").WithMessage(
            "Series 'B' has a step of P1D and series 'A' has a step of P1M; all series of a set need the same step*");
        noTimes.Should().Throw<ArgumentException>().WithMessage("Series 'B' has no timestamps and series 'A' has a step of P1M;*");
    }

    [Fact]
    public void Constructor_OtherStatics_NamesBothSeriesAndTheirStatics()
    {
        Action otherKind = () => _ = new SeriesSet(Monthly("A").WithStatic("region", 1), Monthly("B").WithStatic("region", "1"));
        Action missing = () => _ = new SeriesSet(Monthly("A").WithStatic("region", 1), Monthly("B"));

        otherKind.Should().Throw<ArgumentException>().WithParameterName("series").WithMessage(
            "Series 'B' has the static values (region: category) and series 'A' has (region: number); all series*");
        missing.Should().Throw<ArgumentException>().WithMessage("Series 'B' has the static values () and series 'A' has*");
    }

    [Fact]
    public void Constructor_StaticsGivenInAnotherOrder_AreTheSame() =>
        new SeriesSet(
            Monthly("A").WithStatic("x", 1).WithStatic("y", "a"),
            Monthly("B").WithStatic("y", "b").WithStatic("x", 2)).Count.Should().Be(2);

    private static TimeSeries Monthly(string name) =>
        new TimeSeries(name, [1]).WithTimes(new DateTime(2024, 1, 1), TimeStep.Month);
}
