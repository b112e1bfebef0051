using LstmForecast.Csv;

namespace LstmForecast.Data.Tests.Csv;

/// <summary>Every error names the file, and where there is one the line, the column and the text.</summary>
public sealed class SeriesCsvErrorTests
{
    private static readonly SeriesColumns Columns = new() { Time = "date", Channels = ["value"] };

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void Read_EmptyFile_SaysWhatItNeeds(string text) =>
        ShouldSay([text], "data.csv is empty; it needs a header and a row for each series and time.");

    [Fact]
    public void Read_NoSuchFile_NamesIt()
    {
        Action read = () => SeriesCsv.Read("no-such-file.csv", Columns);

        read.Should().Throw<FileNotFoundException>().WithMessage("*no-such-file.csv*");
    }

    [Theory]
    [InlineData("date,passengers,price", "data.csv has no column 'value'; its columns are: date, passengers, price.")]
    [InlineData("when,value", "data.csv has no column 'date'; its columns are: when, value.")]
    [InlineData("date,value,value", "data.csv has 2 columns 'value'; rename all but one.")]
    public void Read_Header_NamesTheColumn(string header, string message) => ShouldSay([header], message);

    [Theory]
    [InlineData("many")]
    [InlineData("12,5")]
    [InlineData("1,234.5")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    public void Read_NoNumber_NamesTheFieldAndWhatIsInIt(string field) =>
        ShouldSay(["date,value", "2001-02-03,1", $"2001-02-04,\"{field}\""],
            $"data.csv, line 3, column 'value': '{field}' is not a finite number such as 112.5.");

    [Theory]
    [InlineData("2001-02-04,12,5", 3)]
    [InlineData("2001-02-04", 1)]
    public void Read_OtherNumberOfFields_IsNotHalfRead(string row, int fields) =>
        ShouldSay(["date,value", "2001-02-03,1", row],
            $"data.csv, line 3: {fields} fields where the header has 2; put a field that holds the delimiter in quotation "
            + "marks, and leave a missing one empty.");

    [Theory]
    [InlineData("2001-02-30")]
    [InlineData("3 Feb 2001")]
    [InlineData("112.5")]
    [InlineData("")]
    public void Read_NoTime_NamesTheFieldAndWhatIsInIt(string field) =>
        ShouldSay(["date,value", $"{field},1"], $"data.csv, line 2, column 'date': '{field}' is not a time such as 1960-01-31*");

    [Fact]
    public void Read_ZonesInSomeRowsOnly_NamesBothLines() =>
        ShouldSay(["date,value", "2001-02-03T00:00Z,1", "2001-02-03T01:00,1"],
            "data.csv, line 3, column 'date': '2001-02-03T01:00' names no time zone, unlike line 2; name one in every row or in none.");

    [Fact]
    public void Read_SameTimeTwice_NamesBothLines() =>
        ShouldSay(["date,value", "2001-02-03,1", "2001-02-03,2"],
            "Series 'data' has 2001-02-03 twice: data.csv, line 2 and data.csv, line 3. Keep one row for each time.");

    [Fact]
    public void Read_TimesOutOfOrder_NamesBothLines() =>
        ShouldSay(["date,value", "2001-02-03,1", "2001-01-31,2"],
            "Series 'data' is not in the order of time: 2001-01-31 (data.csv, line 3) comes after 2001-02-03 (data.csv, line 2)*");

    [Fact]
    public void Read_TimeOffTheGrid_NamesTheLine() =>
        ShouldSay(["date,value", "2001-02-03,1", "2001-02-04,1", "2001-02-05 06:00,1"],
            "data.csv, line 4: series 'data' has 2001-02-05 06:00, which does not lie on the steps of P1D from 2001-02-03*");

    [Theory]
    [InlineData("\"2001-02-04,2")]
    [InlineData("2001\"02-04,2")]
    public void Read_StrayQuotationMark_NamesTheLine(string row) =>
        ShouldSay(["date,value", "2001-02-03,1", row], "data.csv, line 3: a quotation mark is missing or out of place.");

    [Fact]
    public void Read_ErrorBehindBlankLinesAndLongFields_CountsLinesAsAnEditorDoes() =>
        ShouldSay(["date,note,value", "2001-02-03,\"two\nlines\",1", "", "2001-02-04,,x"],
            "data.csv, line 5, column 'value': 'x' is not a finite number such as 112.5.");

    [Theory]
    [InlineData(",1", "column 'shop': the field is empty; a name is needed.")]
    [InlineData("A,", "column 'area': '' is not a finite number such as 112.5.")]
    public void Read_NoNameOrStaticNumber_NamesTheField(string fields, string message) =>
        ShouldSay(["date,value,shop,area", $"2001-02-03,1,{fields}"], $"data.csv, line 2, {message}",
            Columns with { Series = "shop", StaticNumbers = ["area"] });

    [Fact]
    public void Read_StaticThatChanges_NamesBothLines() =>
        ShouldSay(["date,value,region", "2001-02-03,1,north", "2001-02-04,1,south"],
            "Series 'data' has the static values (region = north) in data.csv, line 2 and (region = south) in data.csv, line 3;*",
            Columns with { StaticCategories = ["region"] });

    [Fact]
    public void Read_ColumnsThatContradictEachOther_NamesEveryMistake()
    {
        Action read = () => SeriesCsv.Read(
            new StringReader(""), "data.csv", new() { Time = "date", Series = " ", Channels = [], StaticNumbers = ["date"] });

        read.Should().Throw<ArgumentException>().WithMessage(
            "SeriesColumns: Channels is empty; name at least one column. A column's name is empty. "
            + "Column 'date' is named 2 times; a column serves one purpose. (Parameter 'columns')");
    }

    [Fact]
    public void Read_FormatThatMakesNoSense_NamesEveryMistake()
    {
        Action read = () => SeriesCsv.Read(
            new StringReader(""), "data.csv", Columns, new() { Delimiter = '"', TimeFormats = [], Missing = null! });

        read.Should().Throw<ArgumentException>().WithMessage(
            "CsvFormat: Delimiter is U+0022; it must not be a quotation mark or the end of a line. "
            + "TimeFormats is empty or holds an empty text; name at least one format. "
            + "Missing is null or holds null; use an empty list for no such text. (Parameter 'format')");
    }

    private static void ShouldSay(string[] lines, string message, SeriesColumns? columns = null)
    {
        Action read = () => SeriesCsv.Read(new StringReader(string.Join('\n', lines)), "data.csv", columns ?? Columns);

        read.Should().Throw<InvalidDataException>().WithMessage(message);
    }
}
