using System.Globalization;
using LstmForecast.Samples;

namespace LstmForecast.Tests.Samples;

public sealed class DateStepTests
{
    [Theory]
    [InlineData("1949-01-01 1949-02-01 1949-03-01", "1949-04-01")]
    [InlineData("2023-01-31 2023-02-28 2023-03-31", "2023-04-30")]
    [InlineData("2023-04-30 2023-05-31 2023-06-30", "2023-07-31")]
    [InlineData("2024-02-29 2024-03-31 2024-04-30", "2024-05-31")]
    [InlineData("2023-04-30 2023-05-30 2023-06-30 2023-07-30", "2023-08-30")]
    [InlineData("2023-06-30 2023-09-30 2023-12-31", "2024-03-31")]
    [InlineData("2023-01-15 2023-04-15 2023-07-15", "2023-10-15")]
    [InlineData("2022-02-28 2023-02-28 2024-02-29", "2025-02-28")]
    [InlineData("2023-02-27 2023-02-28 2023-03-01", "2023-03-02")]
    [InlineData("2023-01-31 2023-02-01 2023-02-02", "2023-02-03")]
    [InlineData("2023-02-01 2023-03-01 2023-03-29", "2023-04-26")]
    [InlineData("2023-01-01T23:00 2023-01-01T23:30 2023-01-02T00:00", "2023-01-02T00:30")]
    public void After_LastDate_GoesOnAsTheDatesDo(string dates, string next)
    {
        DateTime[] all = Dates(dates);

        Of(all).After(all[0], all.Length).Should().Be(Dates(next)[0]);
    }

    [Theory]
    [InlineData("2023-01-01 2023-02-01", 12)]
    [InlineData("2023-01-31 2023-02-28", 12)]
    [InlineData("2023-03-31 2023-06-30", 4)]
    [InlineData("2023-01-01 2023-07-01", 2)]
    [InlineData("2023-01-01 2023-06-01", 1)]
    [InlineData("2022-01-01 2023-01-01", 1)]
    [InlineData("2023-01-01 2023-01-02", 7)]
    [InlineData("2023-01-01 2023-01-08", 1)]
    [InlineData("2023-01-01T00:00 2023-01-01T01:00", 24)]
    [InlineData("2023-01-01T00:00 2023-01-01T00:30", 48)]
    [InlineData("2023-01-01T00:00 2023-01-01T07:00", 1)]
    public void CustomarySeason_Step_IsAYearAWeekOrADay(string dates, int season) =>
        Of(Dates(dates)).CustomarySeason().Should().Be(season);

    [Theory]
    [InlineData("2023-01-01 2023-02-01 2023-04-01", 4, "2023-04-01 00:00", "2023-03-01 00:00")]
    [InlineData("2023-01-31 2023-02-28 2023-03-30", 4, "2023-03-30 00:00", "2023-03-31 00:00")]
    [InlineData("2023-01-01 2023-01-02 2023-01-03 2023-01-05", 5, "2023-01-05 00:00", "2023-01-04 00:00")]
    [InlineData("2023-01-01T00:00 2023-01-01T00:30 2023-01-01T00:45", 4, "2023-01-01 00:45", "2023-01-01 01:00")]
    public void Of_UnevenDates_NamesTheRowAndWhatIsDue(string dates, int row, string found, string due) =>
        FluentActions.Invoking(() => Of(Dates(dates))).Should().Throw<InvalidDataException>().WithMessage(
            $"data.csv, row {row}: the date is {found} where {due} is due; "
            + "the rows must be evenly spaced, without gaps.");

    [Fact]
    public void Of_UnevenDatesBehindBlankLines_NamesTheRowInTheFile()
    {
        using var file = new CsvFile("date,value", "2023-01-01,1", "", "2023-01-02,2", "2023-01-04,3");
        CsvColumn data = file.Read();

        Action act = () => DateStep.Of(data.Dates, data.Rows, file.FilePath);

        act.Should().Throw<InvalidDataException>().WithMessage($"{file.FilePath}, row 5: *");
    }

    /// <summary>In the rows of a file without blank lines.</summary>
    private static DateStep Of(DateTime[] dates) =>
        DateStep.Of(dates, [.. Enumerable.Range(2, dates.Length)], "data.csv");

    private static DateTime[] Dates(string text) =>
        [.. text.Split(' ').Select(date => DateTime.Parse(date, CultureInfo.InvariantCulture))];
}
