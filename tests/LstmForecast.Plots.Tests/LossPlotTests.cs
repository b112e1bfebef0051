using LstmForecast.Runtime.Tests.Files;

namespace LstmForecast.Plots.Tests;

public sealed class LossPlotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder.File("losses.png");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Save_BothLosses_AreBlueAndRed()
    {
        LossPlot.Save(History((1, 2), (0.1, 0.3), (0.01, 0.02)), FilePath, 640, 480);

        using var picture = new Picture(FilePath);
        (picture.Width, picture.Height).Should().Be((640, 480));
        picture.Columns(Picture.Blue).Length.Should().BeGreaterThan(300);
        picture.Columns(Picture.Red).Length.Should().BeGreaterThan(300);
    }

    [Fact]
    public void Save_NoValidation_DrawsTrainingAlone()
    {
        LossPlot.Save(History((1, null), (0.1, null)), FilePath, 640, 480);

        using var picture = new Picture(FilePath);
        picture.Columns(Picture.Blue).Should().NotBeEmpty();
        picture.Columns(Picture.Red).Should().BeEmpty();
    }

    [Fact]
    public void Save_NegativeLosses_AreDrawn()
    {
        LossPlot.Save(History((1, 0), (-2, double.NaN), (double.NaN, -1), (-4, double.PositiveInfinity)), FilePath, 640, 480);

        using var picture = new Picture(FilePath);
        // From the first epoch to the last, and to the third.
        picture.Columns(Picture.Blue).Length.Should().BeGreaterThan(400);
        picture.Columns(Picture.Red).Length.Should().BeGreaterThan(250);
    }

    [Fact]
    public void Save_Ensemble_DrawsEveryNetwork()
    {
        TrainingHistory without = History((1, null), (0.5, null));
        TrainingHistory with = History((1, 2), (0.5, 1));

        LossPlot.Save(without with { Members = [without, with] }, FilePath, 640, 480);

        using var picture = new Picture(FilePath);
        picture.Columns(Picture.Red).Length.Should().BeGreaterThan(300, "the second network has a validation loss");
    }

    [Fact]
    public void Save_NothingToDraw_IsAnEmptyPicture()
    {
        Action none = () => LossPlot.Save(History(), FilePath);
        Action zero = () => LossPlot.Save(History((0, 0)), FilePath);

        none.Should().NotThrow();
        zero.Should().NotThrow();
    }

    [Theory]
    [InlineData(0, 100, "width")]
    [InlineData(100, 0, "height")]
    public void Save_NoSize_IsRefused(int width, int height, string parameter)
    {
        Action act = () => LossPlot.Save(History((1, 1)), FilePath, width, height);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter);
    }

    private static TrainingHistory History(params (double Training, double? Validation)[] losses) => new()
    {
        Epochs = [.. losses.Select((loss, i) => new EpochReport
        {
            Epoch = i + 1,
            TotalEpochs = losses.Length,
            Evaluations = 1,
            TotalEvaluations = i + 1,
            TrainingLoss = loss.Training,
            ValidationLoss = loss.Validation,
            GradientNorm = 0,
            WeightsHash = "0123456789ABCDEF",
            Elapsed = TimeSpan.Zero,
            EstimatedTimeLeft = TimeSpan.Zero,
        })],
        StopReason = StopReason.EpochsCompleted,
        RestoredEpoch = losses.Length,
    };
}
