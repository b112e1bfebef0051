using LstmForecast.Runtime.Tests.Files;

namespace LstmForecast.Plots.Tests;

public sealed class ErrorPlotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("picture.png");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SaveBySteps_Report_DrawsTheModelFromTheFirstStepToTheLast()
    {
        ErrorPlot.SaveByStep(Report(series: 1, horizon: 6), FilePath, width: 640, height: 480);

        using var picture = new Picture(FilePath);
        (picture.Width, picture.Height).Should().Be((640, 480));
        picture.Columns(Picture.Red).Length.Should().BeGreaterThan(350);
    }

    [Theory]
    [InlineData(1, 30, 1)]
    [InlineData(5, 30, 5)]
    [InlineData(12, 8, 8)]
    public void SaveBySeries_Report_HasABarForEachSeriesUpToTheMost(int series, int most, int bars)
    {
        ErrorPlot.SaveBySeries(Report(series, horizon: 2), FilePath, mostSeries: most);

        using var picture = new Picture(FilePath);
        // The legend's patch of the model's colour is one more piece where it stands between two bars.
        picture.Pieces(Picture.Red).Should().BeInRange(bars, bars + 1);
    }

    [Theory]
    [InlineData(AccuracyMeasure.MeanAbsoluteError)]
    [InlineData(AccuracyMeasure.MeanAbsolutePercentageError)]
    [InlineData(AccuracyMeasure.MeanAbsoluteScaledError)]
    public void Save_ReportWithoutAnError_DrawsNothingAndThrowsNothing(AccuracyMeasure measure)
    {
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = 1 });
        evaluator.Begin(new TimeSeries("zeros", [0, 0, 0, 0]), 3).Add(2, [0]);

        Action steps = () => ErrorPlot.SaveByStep(evaluator.ToReport(), FilePath, measure);
        Action series = () => ErrorPlot.SaveBySeries(evaluator.ToReport(), FilePath, measure);

        steps.Should().NotThrow();
        series.Should().NotThrow();
    }

    [Fact]
    public void SaveBySeries_NoSeriesAskedFor_IsAnError()
    {
        Action act = () => ErrorPlot.SaveBySeries(Report(1, 1), FilePath, mostSeries: 0);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("mostSeries");
    }

    private static AccuracyReport Report(int series, int horizon)
    {
        var evaluator = new AccuracyEvaluator(new AccuracyOptions { Horizon = horizon, SeasonLength = 2 });
        for (int i = 0; i < series; i++)
        {
            double[] values = [.. Enumerable.Range(0, 20).Select(t => Math.Sin(t + i))];
            evaluator.Begin(new TimeSeries($"series {i}", values), 10).Add(9, [.. values[10..(10 + horizon)].Select(value => value + 0.5)]);
        }

        return evaluator.ToReport();
    }
}
