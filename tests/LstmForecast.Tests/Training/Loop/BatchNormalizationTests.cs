using LstmForecast.Tests.Forecaster;

namespace LstmForecast.Tests.Training;

/// <summary>
/// Batch normalisation cannot train on a single series. Sets whose last mini-batch had one, such as 97 waves in batches
/// of 32, ended in an error of libtorch.
/// </summary>
public sealed class BatchNormalizationTests
{
    private static readonly ForecasterOptions Options = Small.Exact with { Normalization = Normalization.Batch };

    [Theory]
    [InlineData(5, 2, 2)]
    [InlineData(4, 2, 2)]
    [InlineData(3, 2, 1)]
    public void Fit_OddSeriesOut_JoinsTheBatchBeforeIt(int series, int batchSize, int steps)
    {
        TrainedForecaster model = new SequenceForecaster(Options)
            .Fit(Small.Waves(series), new AdamWTraining { Epochs = 1, BatchSize = batchSize });

        model.History.TotalEvaluations.Should().Be(steps);
        Small.Says(model, Small.Waves()).Should().OnlyContain(value => double.IsFinite(value));
    }

    [Fact]
    public void Fit_BatchesOfOne_SaysWhatToDo()
    {
        Action act = () => new SequenceForecaster(Options).Fit(Small.Waves(), new AdamWTraining { BatchSize = 1 });

        act.Should().Throw<ArgumentException>().WithParameterName("training").WithMessage(
            "AdamWTraining: BatchSize is 1; Normalization.Batch averages over the series of a mini-batch and needs at least 2. "
            + "Raise it, or use Normalization.Layer.*");
    }

    [Fact]
    public void Fit_OneWindowAnEpoch_SaysWhatToDo()
    {
        var training = new AdamWTraining { Windows = new WindowOptions { Length = 3, WindowsPerEpoch = 1 } };

        Action act = () => new SequenceForecaster(Options).Fit(Small.Waves(), training);

        act.Should().Throw<ArgumentException>().WithParameterName("training").WithMessage(
            "AdamWTraining: Windows.WindowsPerEpoch is 1; Normalization.Batch averages over the windows of a mini-batch and needs at least 2.*");
    }

    [Fact]
    public void Fit_UnequalLengths_SaysWhatToDo()
    {
        Action act = () => new SequenceForecaster(Options).Fit(Small.Waves([5, 6]));

        act.Should().Throw<ArgumentException>().WithParameterName("train").WithMessage(
            "Normalization.Batch averages over the series at each time step: it needs at least two training series, all of "
            + "the same length. Cut them to one length, or use Normalization.Layer.*");
    }

    [Fact]
    public void Fit_OneSeries_SaysWhatToDo()
    {
        Action act = () => new SequenceForecaster(Options).Fit(Small.Waves(count: 1));

        act.Should().Throw<ArgumentException>().WithParameterName("train").WithMessage("*at least two training series*");
    }

    [Fact]
    public void Fit_ValidationOfOneShortSeries_IsJudgedByRunningStatistics()
    {
        SeriesSet validation = Small.Waves([6]);

        TrainedForecaster model = new SequenceForecaster(Options)
            .Fit(Small.Waves(), new SgdTraining { Epochs = 3, RestoreEpoch = EpochChoice.Last }, validation);

        model.History.Epochs[^1].ValidationLoss.Should()
            .BeApproximately(Small.NaiveMeanSquaredOneStepError(model, validation), 1e-9);
    }
}
