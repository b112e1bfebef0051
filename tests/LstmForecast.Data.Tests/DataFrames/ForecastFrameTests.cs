using LstmForecast.DataFrames;
using Microsoft.Data.Analysis;

namespace LstmForecast.Data.Tests.DataFrames;

public sealed class ForecastFrameTests
{
    private static readonly TimeSeries History =
        new TimeSeries("A", [1, 10, 2, 20], ["x", "y"]).WithTimes(new DateTime(2024, 1, 30), TimeStep.Month);

    [Fact]
    public void ToDataFrame_Forecast_HasARowForEachStep()
    {
        DataFrame frame = Baselines.SeasonalNaive(History, 3, 2).ToDataFrame();

        frame.Columns.Select(column => column.Name).Should().Equal("series", "step", "time", "x", "y");
        Rows(frame).Should().Equal(
            "A | 1 | 2024-03-30 | 1 | 10", "A | 2 | 2024-04-30 | 2 | 20", "A | 3 | 2024-05-30 | 1 | 10");
    }

    [Fact]
    public void ToDataFrame_NoTimestamps_HasNoSuchColumn() =>
        Rows(Baselines.Naive(History.WithTimes(null), 1).ToDataFrame()).Should().Equal("A | 1 | 2 | 20");

    [Fact]
    public void ToDataFrame_SeveralForecasts_FollowEachOther()
    {
        var other = new TimeSeries("B", [3, 30], ["x", "y"]);
        Forecast[] forecasts = [Baselines.Naive(History.WithTimes(null), 1), Baselines.Naive(other, 2)];

        Rows(forecasts.ToDataFrame()).Should().Equal("A | 1 | 2 | 20", "B | 1 | 3 | 30", "B | 2 | 3 | 30");
    }

    [Fact]
    public void ToDataFrame_BackToSeries_IsTheForecast()
    {
        Forecast forecast = Baselines.SeasonalNaive(History, 3, 2);
        SeriesColumns columns = new() { Time = "time", Series = "series", Channels = ["x", "y"] };

        TimeSeries series = forecast.ToDataFrame().ToSeriesSet(columns)[0];

        series.Values.ToArray().Should().Equal(forecast.Values.ToArray());
        series.Times.Should().Be(forecast.ToSeries().Times);
    }

    [Fact]
    public void ToDataFrame_WhatDoesNotGoIntoOneTable_SaysWhy()
    {
        Action none = () => Array.Empty<Forecast>().ToDataFrame();
        Action unlike = () => new[] { Baselines.Naive(History, 1), Baselines.Naive(History.Select("x"), 1) }.ToDataFrame();
        Action someTimes = () => new[] { Baselines.Naive(History, 1), Baselines.Naive(History.WithTimes(null), 1) }.ToDataFrame();
        Action taken = () => Baselines.Naive(new TimeSeries("B", [1], ["step"]), 1).ToDataFrame();

        none.Should().Throw<ArgumentException>().WithMessage("There is no forecast*");
        unlike.Should().Throw<ArgumentException>().WithMessage("The forecasts of series 'A' and 'A' do not go into one table*");
        someTimes.Should().Throw<ArgumentException>().WithMessage("*do not go into one table*");
        taken.Should().Throw<ArgumentException>().WithMessage("Channel 'step' of series 'B' is called as a column of the table is*");
    }

    private static IEnumerable<string> Rows(DataFrame frame) => frame.Rows.Select(row =>
        string.Join(" | ", row.Select(cell => cell is DateTime time ? $"{time:yyyy-MM-dd}" : $"{cell}")));
}
