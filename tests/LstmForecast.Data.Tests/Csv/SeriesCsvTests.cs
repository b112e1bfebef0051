using LstmForecast.Csv;

namespace LstmForecast.Data.Tests.Csv;

public sealed class SeriesCsvTests
{
    private static readonly SeriesColumns Columns = new() { Time = "date", Channels = ["value"] };

    [Fact]
    public void Read_AirPassengers_HasEveryMonth()
    {
        SeriesSet set = SeriesCsv.Read(
            Path.Combine(AppContext.BaseDirectory, "data", "air-passengers.csv"),
            new() { Time = "month", Channels = ["passengers"] });

        TimeSeries series = set.Should().ContainSingle().Subject;
        series.Name.Should().Be("air-passengers");
        series.Length.Should().Be(144);
        series.Times.Should().Be(new TimeAxis(new DateTime(1949, 1, 1), TimeStep.Month));
        (series[0], series[143]).Should().Be((112, 432));
        series.FindGaps().Should().BeEmpty();
    }

    [Fact]
    public void Read_LongTable_HasSeriesChannelsAndStatics()
    {
        SeriesSet set = Read(
            new()
            {
                Time = "day",
                Series = "shop",
                Channels = ["sold", "price"],
                StaticNumbers = ["area"],
                StaticCategories = ["region"],
            },
            "shop,region,area,day,price,sold,note",
            "S1,north,12.5,2024-01-30,1.5,10,",
            "2,south,-1e3,2024-01-30,2.5,20,\"a, b\"",
            "S1,north,12.50,2024-01-31,,11,",
            "2,south,-1000,2024-02-01,2.75,NA,");

        set.Select(series => series.Name).Should().Equal("S1", "2");
        set.Channels.Should().Equal("sold", "price");
        set.Step.Should().Be(TimeStep.Day);
        set[0].Values.ToArray().Should().Equal(10, 1.5, 11, double.NaN);
        set[1].Values.ToArray().Should().Equal(20, 2.5, double.NaN, double.NaN, double.NaN, 2.75);
        set[1].Statics.Should().Equal(new StaticValue("area", -1000), new StaticValue("region", "south"));
    }

    [Fact]
    public void Read_StepGiven_IsTakenOverTheOneFound() =>
        Read(Columns with { Step = TimeStep.Day }, "date,value", "2024-01-01,1", "2024-01-08,2")[0].Length.Should().Be(8);

    [Fact]
    public void Read_OtherFormat_IsReadSo()
    {
        var format = new CsvFormat { Delimiter = ';', TimeFormats = ["d.M.yyyy"], Missing = ["-"] };

        TimeSeries series = Read(Columns, format, "date;value", "31.1.2024;1", "1.2.2024; - ")[0];

        series.Times!.Start.Should().Be(new DateTime(2024, 1, 31));
        series.Values.ToArray().Should().Equal(1, double.NaN);
    }

    [Fact]
    public void Read_QuotedFieldsAndBlankLines_AreNoTrouble() =>
        Read(Columns, "\"date\",\"what, and \"\"why\"\"\",\"value\"", "\"2001-02-03\",\"a, b\nand c\",\"1.5\"", "", "2001-02-04,,2")[0]
            .Values.ToArray().Should().Equal(1.5, 2);

    [Theory]
    [InlineData("2001", "2002", "P1Y")]
    [InlineData("2001-01", "2001-02", "P1M")]
    [InlineData("20010101", "20010102", "P1D")]
    [InlineData("2001/01/01", "2001/01/02", "P1D")]
    [InlineData("2001-01-01 00:30", "2001-01-01 01:00", "PT30M")]
    [InlineData("2001-01-01T00:30:00", "2001-01-01T00:30:00.5", "PT0.5S")]
    public void Read_TimesWithoutAZone_AreTakenAsTheyStand(string first, string second, string step)
    {
        TimeAxis times = Read(Columns, "date,value", $"{first},1", $"{second},2")[0].Times!;

        times.Step.ToString().Should().Be(step);
        times.Start.Kind.Should().Be(DateTimeKind.Unspecified);
    }

    /// <summary>Local times would leave out an hour here, in all of Europe or North America.</summary>
    [Fact]
    public void Read_TimesWithAZone_AreInUtcWhereverTheComputerStands()
    {
        TimeAxis times = Read(
            Columns, "date,value", "2024-03-31T02:00:00+02:00,1", "2024-03-31T01:00Z,2", "2024-03-31 02:00:00+00:00,3")[0].Times!;

        times.Should().Be(new TimeAxis(new DateTime(2024, 3, 31), TimeStep.Hour));
        times.Start.Kind.Should().Be(DateTimeKind.Utc);
    }

    [Fact]
    public void Read_NoColumnOfTimesNamed_TakesTheFirst() =>
        Read(new() { Channels = ["value"] }, "when,value,then", "2001-02-03,1,1999-01-01", "2001-02-04,1,1999-01-01")[0]
            .Times!.Start.Should().Be(new DateTime(2001, 2, 3));

    [Fact]
    public void Read_HeaderAlone_IsAnEmptySet() => Read(Columns, "date,value").Count.Should().Be(0);

    private static SeriesSet Read(SeriesColumns columns, params string[] lines) => Read(columns, null, lines);

    private static SeriesSet Read(SeriesColumns columns, CsvFormat? format, params string[] lines) =>
        SeriesCsv.Read(new StringReader(string.Join('\n', lines)), "data.csv", columns, format);
}
