using LstmForecast.Samples;

namespace LstmForecast.Tests.Samples;

public sealed class CsvColumnTests
{
    [Fact]
    public void Read_AirPassengers_HasEveryMonth()
    {
        CsvColumn data = CsvColumn.Read(
            Path.Combine(AppContext.BaseDirectory, "Samples", "air-passengers.csv"), "passengers", dateColumn: null);

        data.Name.Should().Be("passengers");
        data.Values.Should().HaveCount(144);
        data.Dates.Should().HaveCount(144);
        (data.Dates[0], data.Values[0]).Should().Be((new DateTime(1949, 1, 1), 112));
        (data.Dates[^1], data.Values[^1]).Should().Be((new DateTime(1960, 12, 1), 432));
        DateStep.Of(data.Dates, data.Rows, "file").CustomarySeason().Should().Be(12);
    }

    [Fact]
    public void Read_SeveralColumns_TakesThoseNamed()
    {
        using var file = new CsvFile("id,value,when,other", "1,2.5,2001-02-03,9", "2,-1e3,2001-02-04,9");

        CsvColumn data = file.Read("value", "when");

        data.Values.Should().Equal(2.5, -1000);
        data.Dates.Should().Equal(new DateTime(2001, 2, 3), new DateTime(2001, 2, 4));
    }

    [Fact]
    public void Read_NoDateColumnNamed_TakesTheFirst()
    {
        using var file = new CsvFile("when,value,then", "2001-02-03,1,1999-01-01");

        file.Read().Dates.Should().Equal(new DateTime(2001, 2, 3));
    }

    [Fact]
    public void Read_QuotedFields_AreUnquoted()
    {
        using var file = new CsvFile(
            "\"date\",\"what, and \"\"why\"\"\",\"value\"",
            "\"2001-02-03\",\"a, b\nand c\",\"1.5\"",
            "2001-02-04,,\"2\"");

        CsvColumn data = file.Read();

        data.Values.Should().Equal(1.5, 2);
        data.Rows.Should().Equal(new[] { 2, 3 }, "a spreadsheet shows a field of two lines in one row");
    }

    [Fact]
    public void Read_BlankLines_AreSkippedButCounted()
    {
        using var file = new CsvFile("date,value", "2001-02-03,1", "", "", "2001-02-04,2", "");

        CsvColumn data = file.Read();

        data.Values.Should().Equal(1, 2);
        data.Rows.Should().Equal(2, 5);
    }

    [Fact]
    public void Read_TimeOfDay_IsKept()
    {
        using var file = new CsvFile("date,value", "2001-02-03 00:30,1", "2001-02-03T01:00:00,2");

        file.Read().Dates.Should().Equal(new DateTime(2001, 2, 3, 0, 30, 0), new DateTime(2001, 2, 3, 1, 0, 0));
    }

    [Fact]
    public void Read_TimesWithAZone_AreEvenlySpacedWhereverTheComputerStands()
    {
        // Local times would leave out an hour here, in all of Europe or North America.
        string[] lines =
        [
            "date,value", "2024-03-31T02:00:00+02:00,1", "2024-03-31T01:00Z,2", "2024-03-31T02:00Z,3",
        ];
        using var file = new CsvFile(lines);

        CsvColumn data = file.Read();

        data.Dates.Should().OnlyContain(date => date.Kind == DateTimeKind.Utc);
        data.Dates.Should().Equal(Enumerable.Range(0, 3).Select(hour => new DateTime(2024, 3, 31, hour, 0, 0)));
    }

    [Fact]
    public void Read_HeaderAlone_HasNoRows()
    {
        using var file = new CsvFile("date,value");

        file.Read().Values.Should().BeEmpty();
    }
}
