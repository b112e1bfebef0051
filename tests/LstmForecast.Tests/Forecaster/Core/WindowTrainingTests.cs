namespace LstmForecast.Tests.Forecaster;

public sealed class WindowTrainingTests
{
    private static readonly SgdTraining OneStep = new() { Epochs = 1, LearningRate = 0.5, BatchSize = 100, RestoreEpoch = EpochChoice.Last };

    /// <summary>Each window begins with a state of zero, as a series of its own does.</summary>
    [Fact]
    public void Fit_Windows_EqualsAStepOnThePiecesAsSeries()
    {
        TimeSeries wave = Small.Wave("wave", 14);
        SeriesSet pieces = new(
            new TimeSeries("1", wave[9..14].Values), new TimeSeries("2", wave[6..11].Values),
            new TimeSeries("3", wave[3..8].Values), new TimeSeries("4", wave[0..5].Values));
        SeriesSet train = new(wave);
        using var reference = new TorchReference(Small.Untrained(Small.Exact, train));
        reference.Descend(pieces, learningRate: 0.5);

        TrainedForecaster model = new SequenceForecaster(Small.Exact)
            .Fit(train, OneStep with { Windows = new() { Length = 4, Stride = 3 } });

        model.History.Epochs[0].TrainingLoss.Should().BeApproximately(reference.Loss(pieces), 1e-12);
        model.FittedValues(wave).Channel().Should()
            .Equal(reference.FittedValues(wave), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void Fit_LbfgsOnWindows_HasTheLossOfAllOfThem()
    {
        TimeSeries wave = Small.Wave("wave", 12);
        var training = new LbfgsTraining { Epochs = 1, RestoreEpoch = EpochChoice.Last, Windows = new() { Length = 3, LossSteps = 1 } };

        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(new SeriesSet(wave), training);

        // Of nine windows the last step alone.
        double loss = Enumerable.Range(0, 9).Average(first =>
            Math.Pow(wave[first + 3] - model.Forecast(wave[first..(first + 3)], 1).Step(1), 2));
        model.History.Epochs[0].TrainingLoss.Should().BeApproximately(loss, 1e-10);
    }

    [Fact]
    public void Fit_WindowsDrawn_TakesAStepForEachBatchOfThem()
    {
        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(
            Small.Waves(), OneStep with { BatchSize = 4, Windows = new() { Length = 3, WindowsPerEpoch = 10 } });

        model.History.TotalEvaluations.Should().Be(3);
    }

    /// <summary>Other windows would make of an epoch's luck in the draw a gain of its weights.</summary>
    [Fact]
    public void Fit_WindowsDrawn_JudgesEveryEpochByTheSameOnes()
    {
        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(
            Small.Waves([9, 20, 14]),
            OneStep with { Epochs = 3, LearningRate = 1e-200, BatchSize = 2, Windows = new() { Length = 3, WindowsPerEpoch = 8 } });

        model.History.Epochs.Select(epoch => epoch.TrainingLoss).Distinct().Should().ContainSingle();
    }
}
