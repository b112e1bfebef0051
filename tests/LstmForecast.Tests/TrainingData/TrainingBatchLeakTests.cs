using LstmForecast.Objectives;
using LstmForecast.Tests.Objectives;
using LstmForecast.TrainingData;
using static TorchSharp.torch;

namespace LstmForecast.Tests.TrainingData;

[Collection(nameof(ProcessWide))]
public sealed class TrainingBatchLeakTests
{
    private static readonly TimeSeries[] Unequal = [new("long", [1, 2, 3, 4]), new("short", [1, 2])];

    [Fact]
    public void Dispose_BatchesOfUnequalSeries_LeavesNoTensorBehind()
    {
        WindowSet windows = Batches.Windows(Unequal, Precision.Float32);

        TensorCount.AfterEachRun(() =>
        {
            using TrainingBatch all = windows.All();
            using TrainingBatch first = windows.Batch(windows.Epoch(batchSize: 1, seed: 0, epoch: 1)[0]);
            TorchBatch.Of(all, CPU);
            TorchBatch.Of(first, CPU);
        }).Should().OnlyContain(change => change == 0);
    }

    [Fact]
    public void LossSum_UnequalLengths_LeavesTheLossAlone()
    {
        using TrainingBatch batch = Batches.OneStep(Unequal, Precision.Float32);
        var sum = new LossSum(Loss.Squared, parameters: 1);

        TensorCount.AfterEachRun(() =>
        {
            TorchBatch tensors = TorchBatch.Of(batch, CPU);
            using Tensor loss = sum.Of(tensors.Inputs, tensors, first: 0, count: 2);
        }).Should().OnlyContain(change => change == 0);
    }
}
