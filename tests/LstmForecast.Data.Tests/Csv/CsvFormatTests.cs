using System.Text;
using LstmForecast.Csv;

namespace LstmForecast.Data.Tests.Csv;

/// <summary>Files as people have them: encodings, decimal commas, formats of dates, offsets, order.</summary>
public sealed class CsvFormatTests
{
    private static readonly SeriesColumns Columns = new() { Time = "day", Channels = ["value"] };

    private static readonly CsvFormat TwoFormats = new() { TimeFormats = ["MM/dd/yyyy", "dd/MM/yyyy"] };

    private static readonly CsvFormat German = new() { Delimiter = ';', DecimalSeparator = ',', ThousandsSeparator = '.' };

    [Fact]
    public void Read_TwoTimeFormats_OneReadsTheWholeColumn()
    {
        var start = new DateTime(2020, 12, 12);
        string text = Text(Enumerable.Range(0, 25).Select(i => $"{start.AddDays(i):dd'/'MM'/'yyyy},{i}"));

        TimeSeries series = Read(text, Columns, TwoFormats)[0];

        series.Length.Should().Be(25);
        series.Times.Should().Be(new TimeAxis(start, TimeStep.Day));
    }

    [Fact]
    public void Read_ColumnThatIsTwoTimesOrMixed_IsRefused()
    {
        Refused(Text(["01/02/2021,1", "01/03/2021,2"]), TwoFormats,
            "f.csv, line 2, column 'day': '01/02/2021' is one time as MM/dd/yyyy and another as dd/MM/yyyy, and both read the whole column*");
        Refused(Text(["13/12/2020,1", "12/14/2020,2"]), TwoFormats,
            "f.csv, line 3, column 'day': '12/14/2020' is not a time in the format dd/MM/yyyy, which reads the rows before it*");
        Refused(Text(["1.2.2021,1"]), new() { TimeFormats = ["d/M/yyyy"] },
            "f.csv, line 2, column 'day': '1.2.2021' is not a time in the format d/M/yyyy (CsvFormat.TimeFormats).");
        Read(Text(["01/01/2021,1", "02/02/2021,2"]), Columns with { Step = TimeStep.Day }, TwoFormats)[0].Length.Should().Be(33, "both say the same");
    }

    [Fact]
    public void Read_OtherEncoding_IsRefusedWithItsLineUnlessNamed()
    {
        using var file = new TemporaryFile(Encoding.Latin1.GetBytes("day,city,value\n2024-01-01,Koln,1\n2024-01-02,Köln,2\n"));
        SeriesColumns columns = Columns with { StaticCategories = ["city"], SortByTime = true, Step = TimeStep.Day };

        FluentActions.Invoking(() => SeriesCsv.Read(file.Path, columns with { Series = "city", StaticCategories = [] }))
            .Should().Throw<InvalidDataException>().WithMessage("*.csv, line 3: the bytes there are no characters in utf-8. Name the encoding*");
        SeriesCsv.Read(file.Path, columns with { Series = "city", StaticCategories = [] }, new() { Encoding = Encoding.Latin1 })
            .Select(series => series.Name).Should().Equal("Koln", "Köln");
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    public void Read_ByteOrderMarkAtTheBeginning_IsNoText(string encoding)
    {
        byte[] bytes = Encoding.GetEncoding(encoding).GetBytes("\uFEFF\"day\",value\n2024-01-01,1\n2024-01-02,2\n");
        using var file = new TemporaryFile(bytes);

        SeriesCsv.Read(file.Path, Columns)[0].Length.Should().Be(2);
        Read("\uFEFF\"day\",value\n2024-01-01,1\n2024-01-02,2\n", Columns)[0].Length.Should().Be(2);
        Refused(Text(["2024-01-01,1", "\uFEFFday,value", "2024-01-02,2"]), new(), "f.csv, line 3, column 'day': the field holds a byte order mark*");
        using var damaged = new TemporaryFile([0xEF, 0xBB, 0xBF, .. Encoding.Latin1.GetBytes("day,value\n2024-01-01,ö")]);
        FluentActions.Invoking(() => SeriesCsv.Read(damaged.Path, Columns)).Should().Throw<InvalidDataException>().WithMessage("*line 2: the bytes*");
    }

    [Fact]
    public void Read_DecimalComma_IsReadWithItsThousands()
    {
        string text = "day;value\n2024-01-01;1,5\n2024-01-02;-1.234,25\n2024-01-03;12.345.678\n2024-01-04;2e3\n";

        Read(text, Columns, German)[0].Values.ToArray().Should().Equal(1.5, -1234.25, 12345678, 2000);
        foreach (string wrong in (string[])["1.5", "1234.567", "1.23,5", "1,2,3", "1.234.56", "1,234.567", "."])
            Refused($"day;value\n2024-01-01;{wrong}\n", German, $"f.csv, line 2, column 'value': '{wrong}' is not a finite number such as 112,5.");
    }

    [Fact]
    public void Write_DecimalComma_IsReadBack()
    {
        using var file = new TemporaryFile([]);
        Forecast forecast = Baselines.Naive(Read("day,value\n2024-01-01,1.5\n2024-01-02,-1234.25\n", Columns)[0], 2);

        ForecastCsv.Write(file.Path, [forecast], format: German);

        File.ReadAllText(file.Path).Should().Be("series;step;time;value\nf;1;2024-01-03;-1234,25\nf;2;2024-01-04;-1234,25\n");
        SeriesCsv.Read(file.Path, new() { Time = "time", Channels = ["value"] }, German)[0].Values.ToArray().Should().Equal(-1234.25, -1234.25);
    }

    [Fact]
    public void Write_ColumnsOfOneName_AreRefused()
    {
        var series = new TimeSeries("s", [1, 2, 3, 4], ["step", "y"]);

        FluentActions.Invoking(() => ForecastCsv.Write(new StringWriter(), [Baselines.Naive(series, 2)])).Should()
            .Throw<ArgumentException>().WithMessage("The table would have 2 columns 'step'*");
    }

    [Fact]
    public void Read_MissingNumber_IsMissingHoweverItIsWritten() =>
        Read(Text(["2024-01-01,-999.0", "2024-01-02,-9.99E+02", "2024-01-03,-999", "2024-01-04,-998"]), Columns, new() { Missing = ["-999"] })[0]
            .Values.ToArray().Should().Equal(double.NaN, double.NaN, double.NaN, -998);

    [Theory]
    [InlineData(' ')]
    [InlineData('1')]
    [InlineData('-')]
    [InlineData('.')]
    [InlineData('"')]
    [InlineData('\n')]
    public void Read_DelimiterThatPartsNoFields_IsAnArgumentError(char delimiter) =>
        FluentActions.Invoking(() => Read("day,value", Columns, new() { Delimiter = delimiter })).Should().Throw<ArgumentException>()
            .WithMessage("CsvFormat: Delimiter is *").WithParameterName("format");

    [Fact]
    public void Read_DaysWithOffsets_AskForWhatIsMeant()
    {
        // The clock was set back on 30 October.
        string text = Text(Enumerable.Range(24, 8).Select(day => $"2022-10-{day}T00:00:00+0{(day <= 30 ? 2 : 1)}:00,{day}"));

        Refused(text, new(), "*Set CsvFormat.KeepWallClock to true to read them as those days*");
        TimeSeries days = Read(text, Columns, new() { KeepWallClock = true })[0];
        days.Times.Should().Be(new TimeAxis(new DateTime(2022, 10, 24), TimeStep.Day));
        days.Times!.Start.Kind.Should().Be(DateTimeKind.Unspecified);
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        Read(text, Columns, new() { TimeZone = berlin })[0].Times.Should().Be(days.Times);
        string utc = Text(Enumerable.Range(24, 8).Select(day => $"2022-10-{day - 1}T2{(day <= 30 ? 2 : 3)}:00:00Z,{day}"));
        Read(utc, Columns, new() { TimeZone = berlin })[0].Times.Should().Be(days.Times);
        Read(Text(["2022-06-06T00:00+02:00,1", "2022-06-07T00:00+02:00,2"]), Columns, new() { KeepWallClock = false })[0].Times
            .Should().Be(new TimeAxis(new DateTime(2022, 6, 5, 22, 0, 0, DateTimeKind.Utc), TimeStep.Day));
    }

    [Fact]
    public void Read_DaysOfAPlaceThatIsOnUtcInWinter_AskForWhatIsMeant()
    {
        // London: set back on 27 October.
        string text = Text(Enumerable.Range(24, 8).Select(day => $"2024-10-{day}T00:00:00+0{(day <= 27 ? 1 : 0)}:00,{day}"));

        Refused(text, new(), "*Set CsvFormat.KeepWallClock to true to read them as those days*");
        Read(text, Columns, new() { KeepWallClock = true })[0].Times.Should().Be(new TimeAxis(new DateTime(2024, 10, 24), TimeStep.Day));
        Read(Text(["2024-10-24T00:00:00Z,1", "2024-10-25T00:00:00Z,2"]), Columns)[0].Length.Should().Be(2, "these are days of UTC");
    }

    [Fact]
    public void Read_EncodingOfAProviderThatIsNotRegistered_IsRead()
    {
        Encoding windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        using var file = new TemporaryFile(windows.GetBytes("day,city,value\n2024-01-01,Köln,1\n2024-01-02,Köln,2\n"));

        SeriesCsv.Read(file.Path, Columns with { Series = "city" }, new() { Encoding = windows })[0].Name.Should().Be("Köln");
    }

    [Fact]
    public void Read_RowsInAnyOrder_AreSortedIfAskedTo()
    {
        string text = "day,shop,value\n2024-01-03,b,3\n2024-01-01,a,1\n2024-01-02,b,2\n2024-01-02,a,2\n";
        SeriesColumns columns = Columns with { Series = "shop" };

        SeriesSet sorted = Read(text, columns with { SortByTime = true });

        sorted.Select(series => series.Name).Should().Equal("b", "a");
        sorted[0].Values.ToArray().Should().Equal(2, 3);
        FluentActions.Invoking(() => Read(text, columns)).Should().Throw<InvalidDataException>().WithMessage("*or set SortByTime.");
        FluentActions.Invoking(() => Read(text + "2024-01-02,b,9\n", columns with { SortByTime = true })).Should().Throw<InvalidDataException>()
            .WithMessage("Series 'b' has 2024-01-02 twice: f.csv, line 4 and f.csv, line 6.*");
    }

    [Fact]
    public void Read_NoTimeColumn_ReadsRowsInTheirOrder()
    {
        TimeSeries series = Read("value,other\n5,1\n3,2\n4,1\n", new() { HasTimes = false, Channels = ["value", "other"] })[0];

        series.Times.Should().BeNull();
        series.Values.ToArray().Should().Equal(5, 1, 3, 2, 4, 1);
    }

    [Fact]
    public void Read_FirstColumnForTimeAndMore_IsRefused()
    {
        foreach (SeriesColumns columns in (SeriesColumns[])[
            new() { Channels = ["sales"] }, new() { Channels = ["day"], Series = "sales" }, new() { Channels = ["day"], StaticNumbers = ["sales"] }])
        {
            FluentActions.Invoking(() => Read("sales,day\n2001,1\n2003,2\n", columns)).Should().Throw<InvalidDataException>()
                .WithMessage("Column 'sales' is the first, which holds the timestamps where Time names no other*");
        }
    }

    [Fact]
    public void Read_ManySeriesWithLongGaps_TakeNoMemory()
    {
        string text = "day,shop,value\n" + string.Concat(Enumerable.Range(0, 40).Select(i =>
            $"2024-01-01 00:00:00,{i},1\n2024-01-01 00:00:01,{i},1\n2024-01-12 13:46:39,{i},1\n"));
        long before = GC.GetAllocatedBytesForCurrentThread();

        FluentActions.Invoking(() => Read(text, Columns with { Series = "shop" })).Should().Throw<InvalidDataException>()
            .WithMessage("Series '0' would have 1000000 points for its 3 rows, *and the whole table 40000000. *");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000_000);
    }

    private static SeriesSet Read(string text, SeriesColumns columns, CsvFormat? format = null) =>
        SeriesCsv.Read(new StringReader(text), "f.csv", columns, format);

    private static void Refused(string text, CsvFormat format, string message) =>
        FluentActions.Invoking(() => Read(text, Columns, format)).Should().Throw<InvalidDataException>().WithMessage(message);

    private static string Text(IEnumerable<string> rows) => $"day,value\n{string.Join('\n', rows)}\n";

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(byte[] bytes) => File.WriteAllBytes(Path, bytes);

        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");

        public void Dispose() => File.Delete(Path);
    }
}
