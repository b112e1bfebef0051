namespace LstmForecast.Runtime.Tests.Series;

public sealed class FromRowsTests
{
    private static readonly DateTime Day = new(2024, 1, 1);

    [Fact]
    public void FromRows_MixedSeries_AreSortedOut()
    {
        SeriesSet set = SeriesSet.FromRows([("B", Day, 1), ("A", Day, 10), ("B", Day.AddDays(1), 2), ("A", Day.AddDays(1), 20)]);

        set.Select(series => series.Name).Should().Equal("B", "A");
        set.Channels.Should().Equal("value");
        set.Step.Should().Be(TimeStep.Day);
        set[0].Values.ToArray().Should().Equal(1, 2);
        set[1].Values.ToArray().Should().Equal(10, 20);
        set[1].Times.Should().Be(new TimeAxis(Day, TimeStep.Day));
    }

    [Fact]
    public void FromRows_SeveralChannels_KeepTheirOrder()
    {
        SeriesRow[] rows = [new("A", Day, 1, 10), new("A", Day.AddHours(1), 2, 20)];

        TimeSeries series = SeriesSet.FromRows(rows, ["x", "y"])[0];

        series.Channels.Should().Equal("x", "y");
        series.Values.ToArray().Should().Equal(1, 10, 2, 20);
    }

    [Fact]
    public void FromRows_TimestampsLeftOut_AreGaps()
    {
        SeriesRow[] rows =
        [
            new("A", Day, 1, 10), new("A", Day.AddDays(1), 2, 20), new("A", Day.AddDays(4), double.NaN, 50),
        ];

        TimeSeries series = SeriesSet.FromRows(rows, ["x", "y"])[0];

        series.Length.Should().Be(5);
        series.FindGaps().Should().Equal(
            new Gap("A", "x", 2, 3, Day.AddDays(2)), new Gap("A", "y", 2, 2, Day.AddDays(2)));
    }

    [Fact]
    public void FromRows_NoRows_IsAnEmptySet() => SeriesSet.FromRows([]).Count.Should().Be(0);

    [Fact]
    public void FromRows_SameTimeTwice_NamesBothRows()
    {
        Action read = () => SeriesSet.FromRows([("A", Day, 1), ("B", Day, 1), ("A", Day.AddHours(6), 2), ("A", Day.AddHours(6), 3)]);

        read.Should().Throw<ArgumentException>().WithMessage(
            "Series 'A' has 2024-01-01 06:00 twice: row 2 and row 3. Keep one row for each time.");
    }

    [Fact]
    public void FromRows_TimesOutOfOrder_NamesBothRows()
    {
        Action read = () => SeriesSet.FromRows([("A", Day.AddDays(1), 1), ("B", Day, 1), ("A", Day, 2)]);

        read.Should().Throw<ArgumentException>().WithMessage(
            "Series 'A' is not in the order of time: 2024-01-01 (row 2) comes after 2024-01-02 (row 0). Sort the rows*");
    }

    [Fact]
    public void FromRows_RowsThatSayWhereTheyAreFrom_AreNamedSo()
    {
        SeriesRow[] rows =
        [
            new("A", Day, 1.0) { Source = "a.csv, line 2" }, new("A", Day, 1.0) { Source = "a.csv, line 3" },
        ];
        Action read = () => SeriesSet.FromRows(rows, ["value"]);

        read.Should().Throw<ArgumentException>().WithMessage("*twice: a.csv, line 2 and a.csv, line 3.*");
    }

    [Fact]
    public void FromRows_OtherNumberOfValues_NamesTheRowAndTheChannels()
    {
        Action read = () => SeriesSet.FromRows([new SeriesRow("A", Day, 1, 2), new("A", Day.AddDays(1), 1.0)], ["x", "y"]);

        read.Should().Throw<ArgumentException>()
            .WithMessage("Row 1, series 'A', 2024-01-02, has 1 values; the channels (x, y) need 2.*");
    }

    [Fact]
    public void FromRows_NoSeriesName_NamesTheRow()
    {
        Action read = () => SeriesSet.FromRows([(" ", Day, 1)]);

        read.Should().Throw<ArgumentException>().WithMessage("Row 0 names no series.");
    }

    [Fact]
    public void FromRows_LocalTime_NamesTheRow()
    {
        Action read = () => SeriesSet.FromRows([("A", DateTime.SpecifyKind(Day, DateTimeKind.Local), 1)]);

        read.Should().Throw<ArgumentException>().WithMessage("Row 0, series 'A': the time 2024-01-01 is of kind Local*");
    }

    [Fact]
    public void FromRows_TimestampOffTheGrid_NamesTheRow()
    {
        Action read = () => SeriesSet.FromRows(
            [("A", Day, 1), ("A", Day.AddHours(1), 1), ("A", Day.AddHours(2), 1), ("A", Day.AddHours(3).AddSeconds(1), 1)]);

        read.Should().Throw<ArgumentException>().WithMessage(
            "Row 3: series 'A' has 2024-01-01 03:00:01, which does not lie on the steps of PT1H from 2024-01-01 (Row 0).*");
    }

    [Fact]
    public void FromRows_SeriesOfAnotherStep_IsNamed()
    {
        Action read = () => SeriesSet.FromRows(
            [
                .. Enumerable.Range(0, 4).Select(hour => ("A", Day.AddHours(hour), 1.0)),
                .. Enumerable.Range(0, 3).Select(day => ("B", Day.AddDays(day), 1.0)),
            ]);

        read.Should().Throw<ArgumentException>().WithMessage(
            "The step of the table was found to be PT1H, but no two rows of series 'B' are one step apart:*");
    }

    [Fact]
    public void FromRows_TwoRowsFarApart_MayHaveAGapBetweenThem() =>
        SeriesSet.FromRows([("A", Day, 1), ("A", Day.AddDays(1), 1), ("B", Day, 1), ("B", Day.AddDays(2), 1)])[1].Length
            .Should().Be(3);

    [Fact]
    public void FromRows_SeriesOfAnotherStepWithTheStepGiven_HasGaps() =>
        SeriesSet.FromRows([("A", Day, 1), ("B", Day, 1), ("B", Day.AddDays(1), 1)], TimeStep.Hour)[1].FindGaps()
            .Should().ContainSingle().Which.Length.Should().Be(23);

    [Fact]
    public void FromRows_NoTwoRows_AsksForTheStep()
    {
        Action read = () => SeriesSet.FromRows([("A", Day, 1), ("B", Day, 1)]);

        read.Should().Throw<ArgumentException>().WithMessage("No series has two rows*give the step.");
        SeriesSet.FromRows([("A", Day, 1), ("B", Day, 1)], TimeStep.Week).Step.Should().Be(TimeStep.Week);
    }

    [Fact]
    public void FromRows_WeekendAmongBusinessDays_NamesTheRow()
    {
        Action read = () => SeriesSet.FromRows([("A", Day.AddDays(4), 1), ("A", Day.AddDays(5), 1)], TimeStep.BusinessDay);

        read.Should().Throw<ArgumentException>().WithMessage(
            "Row 1: series 'A' has 2024-01-06, a Saturday; business days are Monday to Friday. Leave the row out*");
    }

    [Fact]
    public void FromRows_TimestampFarAway_IsTooManyPoints()
    {
        Action read = () => SeriesSet.FromRows([("A", Day, 1), ("A", Day.AddSeconds(1), 1), ("A", Day.AddYears(68), 1)]);

        read.Should().Throw<ArgumentException>().WithMessage(
            "Series 'A' would have 2145916801 points for its 3 rows, from 2024-01-01 (Row 0) to 2092-01-01 (Row 2)*");
    }

    [Fact]
    public void FromRows_Statics_AreThoseOfTheSeries()
    {
        StaticValue[] north = [new("region", "north"), new("area", 2)];

        SeriesSet set = SeriesSet.FromRows(
            [
                new SeriesRow("A", Day, 1) { Statics = north },
                new SeriesRow("A", Day.AddDays(1), 1) { Statics = [.. north] },
            ],
            ["value"]);

        set[0].Statics.Should().Equal(north[1], north[0]);
    }

    [Fact]
    public void FromRows_StaticsThatChange_NamesBothRows()
    {
        Action read = () => SeriesSet.FromRows(
            [
                new SeriesRow("A", Day, 1) { Statics = [new("region", "north")] },
                new SeriesRow("A", Day.AddDays(1), 1) { Statics = [new("region", "south")] },
            ],
            ["value"]);

        read.Should().Throw<ArgumentException>().WithMessage(
            "Series 'A' has the static values (region = north) in row 0 and (region = south) in row 1; static values must*");
    }

    [Fact]
    public void FromRows_Infinity_NamesRowAndChannel()
    {
        Action read = () => SeriesSet.FromRows([new SeriesRow("A", Day, 1, double.NegativeInfinity)], ["x", "y"]);

        read.Should().Throw<ArgumentException>().WithMessage("Row 0, series 'A', 2024-01-01: channel 'y' is infinite.*");
    }
}
