using LstmForecast.DataFrames;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace LstmForecast.Data.Tests.DataFrames;

public sealed class DataFrameSeriesTests
{
    private static readonly DateTime Day = new(2024, 1, 1);

    private static readonly SeriesColumns Columns = new()
    {
        Time = "day",
        Series = "shop",
        Channels = ["sold", "price"],
        StaticNumbers = ["area"],
        StaticCategories = ["region"],
    };

    [Fact]
    public void ToSeriesSet_OfDataFrame_HasSeriesChannelsAndStatics() => ShouldBeTheShops(Shops().ToSeriesSet(Columns));

    [Fact]
    public void ToSeriesSet_OfDataView_HasSeriesChannelsAndStatics() =>
        ShouldBeTheShops(((IDataView)Shops()).ToSeriesSet(Columns));

    [Fact]
    public void ToSeriesSet_NoColumnOfSeries_IsOneSeriesOfThatName()
    {
        DataFrame frame = new(
            new DateTimeDataFrameColumn("day", [Day, Day.AddDays(7)]), new Int32DataFrameColumn("n", [1, null]));
        SeriesColumns columns = new() { Time = "day", Channels = ["n"] };

        frame.ToSeriesSet(columns).Should().ContainSingle().Which.Name.Should().Be("series");
        TimeSeries series = frame.ToSeriesSet(columns, "weeks")[0];
        series.Name.Should().Be("weeks");
        series.Values.ToArray().Should().Equal(1, double.NaN);
        series.Times!.Step.Should().Be(TimeStep.Week);
    }

    [Fact]
    public void ToSeriesSet_NoColumnOfTimesNamed_TakesTheFirst()
    {
        SeriesColumns columns = Columns with { Time = null };

        ShouldBeTheShops(Shops().ToSeriesSet(columns));
        ShouldBeTheShops(((IDataView)Shops()).ToSeriesSet(columns));
        FluentActions.Invoking(() => new DataFrame().ToSeriesSet(columns)).Should().Throw<ArgumentException>()
            .WithMessage("The table has no columns.");
    }

    public static TheoryData<DataFrameColumn> NumberColumns =>
    [
        new SByteDataFrameColumn("n", [1, 2]), new ByteDataFrameColumn("n", [1, 2]), new Int16DataFrameColumn("n", [1, 2]),
        new UInt16DataFrameColumn("n", [1, 2]), new Int32DataFrameColumn("n", [1, 2]), new UInt32DataFrameColumn("n", [1, 2]),
        new Int64DataFrameColumn("n", [1, 2]), new UInt64DataFrameColumn("n", [1, 2]), new SingleDataFrameColumn("n", [1, 2]),
        new DoubleDataFrameColumn("n", [1, 2]),
    ];

    [Theory, MemberData(nameof(NumberColumns))]
    public void ToSeriesSet_AnyTypeOfNumbers_AreRead(DataFrameColumn column)
    {
        DataFrame frame = new(new DateTimeDataFrameColumn("day", [Day, Day.AddDays(1)]), column);
        SeriesColumns columns = new() { Time = "day", Channels = ["n"] };

        frame.ToSeriesSet(columns)[0].Values.ToArray().Should().Equal(1, 2);
        ((IDataView)frame).ToSeriesSet(columns)[0].Values.ToArray().Should().Equal(1, 2);
    }

    [Fact]
    public void ToSeriesSet_NumbersAndFlagsAsNames_AreTexts()
    {
        DataFrame frame = new(
            new DateTimeDataFrameColumn("day", [Day, Day]), new DoubleDataFrameColumn("n", [1, 2]),
            new Int32DataFrameColumn("id", [7, 8]), new BooleanDataFrameColumn("open", [true, false]));
        SeriesColumns columns = new()
        {
            Time = "day",
            Channels = ["n"],
            Series = "id",
            StaticCategories = ["open"],
            Step = TimeStep.Day,
        };

        foreach (SeriesSet set in new[] { frame.ToSeriesSet(columns), ((IDataView)frame).ToSeriesSet(columns) })
        {
            set.Select(series => series.Name).Should().Equal("7", "8");
            set.Select(series => series.Statics[0].Category).Should().Equal("True", "False");
        }
    }

    [Theory]
    [InlineData("when", "sold", "There is no column 'when'; the columns are: day, shop, region, area, sold, price.*")]
    [InlineData("shop", "sold", "Column 'shop' holds String; times must be of type DateTime. Parse them first.*")]
    [InlineData("day", "shop", "Column 'shop' holds String; channels and static numbers must be numbers.*")]
    public void ToSeriesSet_ColumnThatWillNotDo_IsNamed(string time, string channel, string message)
    {
        SeriesColumns columns = new() { Time = time, Channels = [channel] };
        Action ofFrame = () => Shops().ToSeriesSet(columns);
        Action ofView = () => ((IDataView)Shops()).ToSeriesSet(columns);

        ofFrame.Should().Throw<ArgumentException>().WithMessage(message);
        ofView.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Theory]
    [InlineData(1, "shop")]
    [InlineData(2, "region")]
    [InlineData(3, "area")]
    [InlineData(0, "day")]
    public void ToSeriesSet_EmptyCell_NamesRowAndColumn(int column, string name)
    {
        DataFrame frame = Shops();
        frame.Columns[column][2] = null;
        Action read = () => frame.ToSeriesSet(Columns);

        read.Should().Throw<ArgumentException>().WithMessage($"Row 2, column '{name}': the cell is empty or not finite;*");
    }

    [Fact]
    public void ToSeriesSet_SameTimeTwice_NamesBothRows()
    {
        DataFrame frame = Shops();
        frame.Columns[0][2] = Day;
        Action read = () => frame.ToSeriesSet(Columns);

        read.Should().Throw<ArgumentException>().WithMessage("Series 'S1' has 2024-01-01 twice: row 0 and row 2.*");
    }

    private static DataFrame Shops() => new(
        new DateTimeDataFrameColumn("day", [Day, Day, Day.AddDays(1), Day.AddDays(2)]),
        new StringDataFrameColumn("shop", ["S1", "S2", "S1", "S2"]),
        new StringDataFrameColumn("region", ["north", "south", "north", "south"]),
        new SingleDataFrameColumn("area", [12.5f, 20, 12.5f, 20]),
        new DoubleDataFrameColumn("sold", [10, 20, 11, 22]),
        new DoubleDataFrameColumn("price", [1.5, 2.5, null, 2.75]));

    private static void ShouldBeTheShops(SeriesSet set)
    {
        set.Select(series => series.Name).Should().Equal("S1", "S2");
        set.Channels.Should().Equal("sold", "price");
        set.Step.Should().Be(TimeStep.Day);
        set[0].Values.ToArray().Should().Equal(10, 1.5, 11, double.NaN);
        set[1].Values.ToArray().Should().Equal(20, 2.5, double.NaN, double.NaN, 22, 2.75);
        set[1].Statics.Should().Equal(new StaticValue("area", 20), new StaticValue("region", "south"));
    }
}
