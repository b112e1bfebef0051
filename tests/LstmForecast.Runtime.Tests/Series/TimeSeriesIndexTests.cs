namespace LstmForecast.Runtime.Tests.Series;

public sealed class TimeSeriesIndexTests
{
    private static readonly TimeSeries Three = new("A", [1, 10, 2, 20, 3, 30], ["x", "y"]);

    [Fact]
    public void Indexer_TimeAndChannel_GivesTheObservation()
    {
        Three[2, 1].Should().Be(30);
        Three[2].Should().Be(3);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Indexer_NoSuchTime_Throws(int time)
    {
        Action byIndex = () => _ = Three[time, 0];
        Action byRow = () => _ = Three.At(time);

        byIndex.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(time)).WithMessage($"*{time}*");
        byRow.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(time)).WithMessage($"*{time}*");
    }

    /// <summary>Without its own check, channel 2 of time 0 would read channel 0 of time 1.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Indexer_NoSuchChannel_Throws(int channel)
    {
        Action byIndex = () => _ = Three[0, channel];
        Action byChannel = () => Three.Channel(channel);

        byIndex.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(channel));
        byChannel.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(channel));
    }

    [Fact]
    public void ByName_ChannelOfTheSeries_IsTheOneOfThisName()
    {
        Three[2, "y"].Should().Be(30);
        Three.Channel("y").Should().Equal(10, 20, 30);
        Three.Channel("x").Should().Equal(Three.Channel(0));
    }

    [Theory]
    [InlineData("z")]
    [InlineData("X")]
    [InlineData("")]
    public void ByName_NoSuchChannel_NamesTheSeriesAndItsChannels(string channel)
    {
        Action byIndex = () => _ = Three[0, channel];
        Action byChannel = () => Three.Channel(channel);

        byIndex.Should().Throw<ArgumentException>().WithParameterName(nameof(channel))
            .WithMessage($"Series 'A' has no channel '{channel}'; its channels are (x, y).*");
        byChannel.Should().Throw<ArgumentException>().WithParameterName(nameof(channel))
            .WithMessage($"Series 'A' has no channel '{channel}'; its channels are (x, y).*");
    }

    [Fact]
    public void ByName_Null_Throws()
    {
        Action byIndex = () => _ = Three[0, null!];
        Action byChannel = () => Three.Channel(null!);

        byIndex.Should().Throw<ArgumentNullException>().WithParameterName("channel");
        byChannel.Should().Throw<ArgumentNullException>().WithParameterName("channel");
    }

    [Fact]
    public void ByName_NoSuchTime_Throws()
    {
        Action byIndex = () => _ = Three[3, "x"];

        byIndex.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("time");
    }

    [Fact]
    public void Slice_FromTheEnd_LeavesOutTheLastSteps()
    {
        TimeSeries slice = Three[..^1];

        slice.Values.ToArray().Should().Equal(1, 10, 2, 20);
        slice.Name.Should().Be("A");
        slice.Channels.Should().Equal("x", "y");
    }

    [Fact]
    public void Slice_Inside_TakesWholeRows() => Three[1..2].Values.ToArray().Should().Equal(2, 20);

    [Fact]
    public void Slice_Empty_HasNoSteps() => Three[3..].Length.Should().Be(0);

    [Fact]
    public void Slice_TwelveMonthsOff_EndsAYearEarlier()
    {
        var series = new TimeSeries("A", [.. Enumerable.Range(0, 144).Select(month => (double)month)]);

        series[..^12].Length.Should().Be(132);
        series[..^12][131].Should().Be(131);
        series[^12..][0].Should().Be(132);
    }

    public static TheoryData<Range> BadRanges => new(0..4, ^4.., (4..), 2..1, ..^4);

    [Theory]
    [MemberData(nameof(BadRanges))]
    public void Slice_BeyondTheSeries_NamesTheSeriesAndItsLength(Range range)
    {
        Action slice = () => _ = Three[range];

        slice.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(range))
            .WithMessage($"Series 'A' has 3 points; a range must begin and end within them*{range}*");
    }
}
