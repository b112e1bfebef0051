namespace LstmForecast.Tests.Samples;

/// <summary>Every error names the file, and where there is one the row and the column.</summary>
public sealed class CsvColumnErrorTests
{
    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void Read_EmptyFile_SaysWhatItNeeds(string text) =>
        ShouldSay([text], " is empty; it needs a header and at least two rows.");

    [Fact]
    public void Read_NoSuchFile_NamesIt()
    {
        using var file = new CsvFile();
        File.Delete(file.FilePath);

        file.Invoking(it => it.Read()).Should().Throw<FileNotFoundException>().WithMessage($"*{file.FilePath}*");
    }

    [Fact]
    public void Read_NoSuchColumn_ListsTheColumns() =>
        ShouldSay(["date,passengers,price", "2001-02-03,1,2"],
            " has no column 'value'; its columns are: date, passengers, price.");

    [Fact]
    public void Read_NoSuchDateColumn_ListsTheColumns() =>
        ShouldSay(["date,value"], " has no column 'when'; its columns are: date, value.", dateColumn: "when");

    [Theory]
    [InlineData("many")]
    [InlineData("")]
    [InlineData("12,5")]
    [InlineData("1,234.5")]
    public void Read_NoNumber_NamesTheFieldAndWhatIsInIt(string field) =>
        ShouldSay(["date,value", "2001-02-03,1", $"2001-02-04,\"{field}\""],
            $", row 3, column 'value': '{field}' is not a number such as 112.5.");

    [Fact]
    public void Read_FieldMissing_NamesIt() =>
        ShouldSay(["date,value", "2001-02-03"], ", row 2, column 'value': '' is not a number such as 112.5.");

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    public void Read_NumberNotFinite_NamesThePlace(string field) =>
        ShouldSay(["date,value", $"2001-02-03,{field}"],
            ", row 2, column 'value': the value must be finite; fill the gap.");

    [Fact]
    public void Read_DecimalCommaWithoutQuotes_IsNotHalfRead() =>
        ShouldSay(["date,value", "2001-02-03,1", "2001-02-04,12,5"],
            ", row 3: 3 fields where the header has 2; put a field that holds a comma in quotation marks.");

    [Fact]
    public void Read_NoDate_NamesTheFieldAndWhatIsInIt() =>
        ShouldSay(["date,value", "2001-02-30,1"],
            ", row 2, column 'date': '2001-02-30' is not a date such as 1960-01-31.");

    [Theory]
    [InlineData("2001-02-03")]
    [InlineData("2001-01-31")]
    public void Read_DateThatDoesNotComeAfter_NamesBoth(string date) =>
        ShouldSay(["date,value", "2001-02-03,1", $"{date},2"],
            $", row 3, column 'date': {date} 00:00 does not come after 2001-02-03 00:00; sort the rows, one a date.");

    [Theory]
    [InlineData("\"2001-02-04,2")]
    [InlineData("2001\"02-04,2")]
    public void Read_StrayQuotationMark_NamesTheRow(string row) =>
        ShouldSay(["date,value", "2001-02-03,1", row], ", row 3: a quotation mark is missing or out of place.");

    [Fact]
    public void Read_ErrorBehindBlankLinesAndLongFields_CountsRowsAsASpreadsheetDoes() =>
        ShouldSay(["date,note,value", "2001-02-03,\"two\nlines\",1", "", "2001-02-04,,x"],
            ", row 4, column 'value': 'x' is not a number such as 112.5.");

    private static void ShouldSay(string[] lines, string message, string? dateColumn = null)
    {
        using var file = new CsvFile(lines);

        file.Invoking(it => it.Read("value", dateColumn)).Should().Throw<InvalidDataException>()
            .Which.Message.Should().Be(file.FilePath + message);
    }
}
