using LstmForecast.Runtime.Tests.Files;
using SkiaSharp;

namespace LstmForecast.Plots.Tests;

public sealed class FanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("picture.png");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AddFan_Intervals_AreBandsThatGrowPaleOutward()
    {
        using (var plot = new SeriesPlot("title"))
        {
            plot.AddFan(Quantiles(), [0.5, 0.9]);
            plot.Save(FilePath);
        }

        using var picture = new Picture(FilePath);
        picture.Columns(Picture.Red).Length.Should().BeGreaterThan(300, "the forecast is a solid line");
        picture.Columns(Pale).Length.Should().BeGreaterThan(300, "the outer band is seen above and below the inner one");
        picture.Columns(Darker).Length.Should().BeGreaterThan(300, "the inner band is darker");
    }

    [Fact]
    public void AddFan_NoLevel_IsAnError()
    {
        using var plot = new SeriesPlot("title");

        Action act = () => plot.AddFan(Quantiles(), []);

        act.Should().Throw<ArgumentException>().WithParameterName("levels");
    }

    [Fact]
    public void AddFan_ForecastWithoutIntervals_IsAnError()
    {
        using var plot = new SeriesPlot("title");

        Action act = () => plot.AddFan(new Forecast(new TimeSeries("A", [1, 2]), cutoff: 4), [0.5]);

        act.Should().Throw<InvalidOperationException>().WithMessage("*'A' has no intervals*");
    }

    private static Forecast Quantiles() => new(
        new TimeSeries("A", [0, 0, 0]),
        cutoff: 9,
        [0.05, 0.25, 0.5, 0.75, 0.95],
        [[-2, -2, -2], [-1, -1, -1], [0, 0, 0], [1, 1, 1], [2, 2, 2]]);

    // Red over white at .2, and at .2 and .2 of the rest.
    private static bool Pale(SKColor color) => color is { Red: > 250, Green: > 198 and < 210, Blue: > 198 and < 210 };

    private static bool Darker(SKColor color) => color is { Red: > 250, Green: > 155 and < 170, Blue: > 155 and < 170 };
}
