using LstmForecast.Tests.Optimizers;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Forecaster;

/// <summary>Tensors are counted for the whole process, so no other test may run beside these.</summary>
[Collection(nameof(RunsAlone))]
public sealed class PlainFitTests
{
    public static TheoryData<TrainingOptions> Trainings() =>
    [
        new LbfgsTraining { Epochs = 2 },
        new AdamWTraining { Epochs = 2, BatchSize = 2, ClipGradientNorm = 1 },
        new SgdTraining { Epochs = 2, Momentum = 0.5 },
        new AutoTraining(),
    ];

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Fit_PlainNetwork_AllocatesNoTensor(TrainingOptions training)
    {
        Small.LoadTorch();
        // What earlier tests left to the garbage collector must not go in the middle of the count.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var forecaster = new SequenceForecaster(new() { HiddenSizes = [5], EnsembleSize = 2 });
        (long total, long peak) = (Tensor.TotalCount, Tensor.PeakCount);

        TrainedForecaster model = forecaster.Fit(Small.Waves(length: 40), training, Small.Waves([30, 25], firstPhase: 4));
        if (training is not AutoTraining) forecaster.FineTune(model, Small.Waves(length: 30), training);

        (Tensor.TotalCount, Tensor.PeakCount).Should().Be((total, peak));
    }
}
