namespace LstmForecast.Runtime.Tests.Series;

public sealed class TimeSeriesConstructionTests
{
    [Fact]
    public void Constructor_OneChannel_IsNamedValue()
    {
        var series = new TimeSeries("A", [1, 2, 3]);

        series.Name.Should().Be("A");
        series.Channels.Should().Equal("value");
        series.Length.Should().Be(3);
        series.Values.ToArray().Should().Equal(1, 2, 3);
        series.ToString().Should().Be("A [3, 1]");
    }

    [Fact]
    public void Constructor_SeveralChannels_ReadsRowAfterRow()
    {
        var series = new TimeSeries("A", [1, 10, 2, 20, 3, 30], ["x", "y"]);

        series.Length.Should().Be(3);
        series.Channel(0).Should().Equal(1, 2, 3);
        series.Channel(1).Should().Equal(10, 20, 30);
        series.At(1).ToArray().Should().Equal(2, 20);
        series.ToString().Should().Be("A [3, 2]");
    }

    [Fact]
    public void Constructor_NoValues_IsAnEmptySeries() => new TimeSeries("A", [], ["x", "y"]).Length.Should().Be(0);

    [Fact]
    public void Constructor_NaNAndInfinity_AreKept() =>
        new TimeSeries("A", [double.NaN, double.PositiveInfinity]).Values.ToArray()
            .Should().Equal(double.NaN, double.PositiveInfinity);

    [Fact]
    public void Values_SourceArraysChange_StayTheSame()
    {
        double[] values = [1, 2];
        string[] channels = ["x", "y"];
        var series = new TimeSeries("A", values, channels);

        values[0] = 100;
        channels[0] = "changed";

        series[0].Should().Be(1);
        series.Channels.Should().Equal("x", "y");
    }

    [Fact]
    public void Channel_CopyChanges_SeriesStaysTheSame()
    {
        var series = new TimeSeries("A", [1, 2]);

        series.Channel()[0] = 100;

        series[0].Should().Be(1);
    }

    /// <summary>An array handed out as a read-only list could be cast back and changed.</summary>
    [Fact]
    public void Channels_CastToAList_CannotBeChanged()
    {
        var series = new TimeSeries("A", [1, 2]);

        series.Channels.Should().NotBeAssignableTo<string[]>();
        Action change = () => ((IList<string>)series.Channels)[0] = "changed";

        change.Should().Throw<NotSupportedException>();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Constructor_NoName_Throws(string? name)
    {
        Action construct = () => _ = new TimeSeries(name!, [1]);

        construct.Should().Throw<ArgumentException>().WithParameterName(nameof(name));
    }

    [Fact]
    public void Constructor_NullChannels_Throws()
    {
        Action construct = () => _ = new TimeSeries("A", [1], null!);

        construct.Should().Throw<ArgumentNullException>().WithParameterName("channels");
    }

    [Fact]
    public void Constructor_NoChannel_NamesTheSeriesAndTheRemedy()
    {
        Action construct = () => _ = new TimeSeries("A", [1], []);

        construct.Should().Throw<ArgumentException>().WithParameterName("channels")
            .WithMessage("Series 'A' has no channel; name at least one.*");
    }

    [Fact]
    public void Constructor_ChannelsOfTheSameName_NamesThem()
    {
        Action construct = () => _ = new TimeSeries("A", [1, 2, 3], ["x", "y", "x"]);

        construct.Should().Throw<ArgumentException>().WithParameterName("channels")
            .WithMessage("Series 'A' has two channels of the same name (x, y, x); give each its own.*");
    }

    [Fact]
    public void Constructor_ChannelsThatDifferInCase_AreDifferent() =>
        new TimeSeries("A", [1, 2], ["x", "X"]).Length.Should().Be(1);

    [Fact]
    public void Constructor_ValuesNoMultipleOfChannels_NamesBothNumbers()
    {
        Action construct = () => _ = new TimeSeries("A", [1, 2, 3], ["x", "y"]);

        construct.Should().Throw<ArgumentException>().WithParameterName("values").WithMessage(
            "Series 'A' has 3 values, which is no multiple of its 2 channels; give every time step a value*");
    }
}
