using LstmForecast.Backend;
using LstmForecast.Tests.Network;
using LstmForecast.Windows;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Windows;

[Collection(nameof(ProcessWide))]
public sealed class TeacherForcedBatchLeakTests
{
    [Fact]
    public void Dispose_BatchesOfUnequalSeries_LeavesNoTensorBehind()
    {
        NativeBackend.EnsureLoaded();
        TimeSeries[] series = [new("long", [1, 2, 3, 4]), new("short", [1, 2])];

        TensorCount.AfterEachRun(() =>
        {
            using var batch = TeacherForcedBatch.Create(series, ScalarType.Float32);
            using TeacherForcedBatch rows = batch.Rows([1]);
        }).Should().OnlyContain(change => change == 0);
    }

    [Fact]
    public void MeanSquaredError_UnequalLengths_LeavesTheLossAlone()
    {
        NativeBackend.EnsureLoaded();
        TimeSeries[] series = [new("long", [1, 2, 3, 4]), new("short", [1, 2])];
        using var batch = TeacherForcedBatch.Create(series, ScalarType.Float32);

        TensorCount.AfterEachRun(() =>
        {
            using Tensor loss = batch.MeanSquaredError(batch.Inputs);
        }).Should().OnlyContain(change => change == 0);
    }
}
