using LstmForecast.Runtime.Tests.Files;

namespace LstmForecast.Plots.Tests;

public sealed class SeriesPlotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("picture.png");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(640, 480)]
    [InlineData(1, 1)]
    public void Save_Size_IsThatAskedFor(int width, int height)
    {
        using var plot = new SeriesPlot("title");
        plot.AddLine(Constant(1));

        plot.Save(FilePath, width, height);

        using var picture = new Picture(FilePath);
        (picture.Width, picture.Height).Should().Be((width, height));
    }

    [Fact]
    public void Save_ThreeSeries_AreRedBlueAndGreen()
    {
        using Picture picture = Draw(plot =>
        {
            plot.AddLine(Constant(1));
            plot.AddLine(Constant(2));
            plot.AddLine(Constant(3));
        });

        picture.Columns(Picture.Red).Length.Should().BeGreaterThan(300);
        picture.Columns(Picture.Blue).Should().Equal(picture.Columns(Picture.Red));
        picture.Columns(Picture.Green).Should().Equal(picture.Columns(Picture.Red));
    }

    [Fact]
    public void AddLine_Labels_AreNamedBesideTheData()
    {
        using Picture picture = Draw(plot =>
        {
            plot.AddLine(Constant(1), label: "one");
            plot.AddLine(Constant(2), label: "two");
        });

        // The line, and to the right of it its sample in the legend, of which there is one.
        picture.Pieces(Picture.Red).Should().Be(2);
        picture.Pieces(Picture.Blue).Should().Be(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(float.NaN)]
    public void AddLine_NoWidth_IsRefused(float width)
    {
        using var plot = new SeriesPlot("title");

        FluentActions.Invoking(() => plot.AddLine(Constant(1), lineWidth: width)).Should().Throw<ArgumentOutOfRangeException>()
            .WithParameterName("lineWidth");
    }

    [Fact]
    public void AddForecast_Line_HasGapsWhereASolidLineHasNone()
    {
        using Picture solid = Draw(plot => plot.AddLine(Constant(1)));
        using Picture dotted = Draw(plot => plot.AddForecast(new Forecast(Constant(1), cutoff: -1)));

        solid.Pieces(Picture.Red).Should().Be(1);
        dotted.Pieces(Picture.Red).Should().BeGreaterThan(20);
        dotted.Columns(Picture.Red).Length.Should().BeLessThan(solid.Columns(Picture.Red).Length * 3 / 4);
    }

    [Fact]
    public void AddForecast_AfterALine_BeginsBehindItInItsColor()
    {
        using Picture picture = Draw(plot =>
        {
            plot.AddLine(Constant(1), color: 1);
            plot.AddForecast(new Forecast(Constant(1), cutoff: 19));
        });

        int[] columns = picture.Columns(Picture.Blue);
        int middle = (columns[0] + columns[^1]) / 2;
        picture.Columns(Picture.Red).Should().BeEmpty();
        int solid = columns.Count(x => x < middle);
        solid.Should().BeGreaterThan((columns.Length - solid) * 4 / 3, "dots leave gaps");
    }

    [Fact]
    public void AddForecast_OtherColor_LiesToTheRightOfTheLine()
    {
        using Picture picture = Draw(plot =>
        {
            plot.AddLine(Constant(1));
            plot.AddForecast(new Forecast(Constant(1), cutoff: 19), color: 1);
        });

        picture.Columns(Picture.Blue).Min().Should().BeGreaterThan(picture.Columns(Picture.Red).Max());
    }

    [Fact]
    public void AddDotsAndCrosses_Points_StandApart()
    {
        TimeSeries five = new("five", [1, 2, 1, 2, 1]);
        using Picture dots = Draw(plot => plot.AddDots(five));
        using Picture crosses = Draw(plot => plot.AddCrosses(five));

        dots.Pieces(Picture.Red).Should().Be(5);
        crosses.Pieces(Picture.Red).Should().Be(5);
    }

    [Fact]
    public void AddLine_Channel_IsTheOneDrawn()
    {
        TimeSeries two = new("two", [1, double.NaN, 1, double.NaN, 1, double.NaN], ["seen", "unseen"]);
        using Picture seen = Draw(plot => plot.AddLine(two));
        using Picture unseen = Draw(plot => plot.AddLine(two, channel: 1));

        seen.Columns(Picture.Red).Should().NotBeEmpty();
        unseen.Columns(Picture.Red).Should().BeEmpty();
    }

    [Fact]
    public void Save_Dates_AreDrawnToo()
    {
        TimeSeries months = Constant(1).WithTimes(new DateTime(1949, 1, 1), TimeStep.Month);
        using Picture dates = Draw(plot =>
        {
            plot.AddLine(months);
            plot.AddForecast(Baselines.Naive(months, 20), color: 1);
        });
        using Picture steps = Draw(plot =>
        {
            plot.AddLine(Constant(1));
            plot.AddForecast(Baselines.Naive(Constant(1), 20), color: 1);
        });

        // Months differ in length, but by too little to shift a line of twenty by many pixels.
        dates.Columns(Picture.Red).Length.Should().BeCloseTo(steps.Columns(Picture.Red).Length, 20);
        dates.Columns(Picture.Blue).Min().Should().BeGreaterThan(dates.Columns(Picture.Red).Max());
    }

    // A part of a series lies where it belongs: its dates say so.
    [Fact]
    public void AddLine_EndOfASeriesWithDates_LiesAtTheEnd()
    {
        TimeSeries days = Constant(1).WithTimes(new DateTime(2024, 1, 1), TimeStep.Day);
        using Picture picture = Draw(plot =>
        {
            plot.AddLine(days);
            plot.AddLine(days[15..]);
        });

        int[] red = picture.Columns(Picture.Red), blue = picture.Columns(Picture.Blue);
        blue.Min().Should().BeGreaterThan(red.Min() + 200);
        blue.Max().Should().BeGreaterThan(red.Max() - 5);
    }

    [Fact]
    public void Add_SeriesWithAndWithoutDates_IsAnError()
    {
        TimeSeries days = Constant(1).WithTimes(new DateTime(2024, 1, 1), TimeStep.Day);
        using var dates = new SeriesPlot("title");
        using var steps = new SeriesPlot("title");
        dates.AddLine(days);
        steps.AddLine(Constant(1));

        Action noDates = () => dates.AddForecast(Baselines.Naive(Constant(1), 2));
        Action withDates = () => steps.AddDots(days);

        noDates.Should().Throw<ArgumentException>().WithMessage("Series 'constant' has no timestamps, unlike what was added before*");
        withDates.Should().Throw<ArgumentException>().WithMessage("Series 'constant' has timestamps, unlike what was added before*");
    }

    [Fact]
    public void Add_ChannelByName_IsTheOneDrawn()
    {
        TimeSeries two = new("two", [double.NaN, 1, double.NaN, 1, double.NaN, 2], ["unseen", "seen"]);
        Forecast forecast = new(two, cutoff: 4);
        foreach (Action<SeriesPlot, string> add in (Action<SeriesPlot, string>[])
            [
                (plot, channel) => plot.AddLine(two, channel), (plot, channel) => plot.AddDots(two, channel),
                (plot, channel) => plot.AddCrosses(two, channel), (plot, channel) => plot.AddForecast(forecast, channel),
            ])
        {
            using Picture seen = Draw(plot => add(plot, "seen"));
            using Picture unseen = Draw(plot => add(plot, "unseen"));
            Action other = () => Draw(plot => add(plot, "other"));

            seen.Columns(Picture.Red).Should().NotBeEmpty();
            unseen.Columns(Picture.Red).Should().BeEmpty();
            other.Should().Throw<ArgumentException>().WithMessage("Series 'two' has no channel 'other', only (unseen, seen).*");
        }
    }

    [Fact]
    public void Save_MissingFolder_IsAnErrorThatSaysSo()
    {
        string path = _folder.File(Path.Combine("missing", "picture.png"));
        using var plot = new SeriesPlot("title");

        Action act = () => plot.Save(path, 100, 100);

        act.Should().Throw<DirectoryNotFoundException>()
            .WithMessage($"'{path}' cannot be written: there is no folder '{_folder.File("missing")}'*");
    }

    [Fact]
    public void Save_FileThatIsThere_IsReplacedAndNothingElseIsLeft()
    {
        File.WriteAllText(FilePath, "old");
        using var plot = new SeriesPlot("title");

        plot.Save(FilePath, 100, 100);

        _folder.Names().Should().Equal("picture.png");
        using var picture = new Picture(FilePath);
        picture.Width.Should().Be(100);
    }

    [Theory]
    [InlineData(0, 100, "width")]
    [InlineData(100, 0, "height")]
    public void Save_NoSize_IsRefused(int width, int height, string parameter)
    {
        using var plot = new SeriesPlot("title");

        Action act = () => plot.Save(FilePath, width, height);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter);
        File.Exists(FilePath).Should().BeFalse();
    }

    [Fact]
    public void Add_WhatIsNotThere_IsRefused()
    {
        using var plot = new SeriesPlot("title");
        Action channel = () => plot.AddLine(Constant(1), channel: 1);
        Action color = () => plot.AddDots(Constant(1), color: -1);
        Action series = () => plot.AddLine(null!);

        channel.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("channel");
        color.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("color");
        series.Should().Throw<ArgumentNullException>().WithParameterName("series");
    }

    private Picture Draw(Action<SeriesPlot> add)
    {
        using var plot = new SeriesPlot("title");
        add(plot);
        plot.Save(FilePath, 640, 480);
        return new Picture(FilePath);
    }

    private static TimeSeries Constant(double value) => new("constant", [.. Enumerable.Repeat(value, 20)]);
}
