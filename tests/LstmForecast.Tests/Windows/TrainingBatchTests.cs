using LstmForecast.Backend;
using LstmForecast.Training;
using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Windows;

public sealed class TrainingBatchTests
{
    // 4 points, 2 points and 3 points of two channels; every number tells which series, point and channel it is.
    private static readonly TimeSeries[] Unequal = [Numbered(1, 4), Numbered(2, 2), Numbered(3, 3)];

    public TrainingBatchTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Create_EqualLengths_ShiftsTargetsByOneStep()
    {
        using TrainingBatch batch = Batches.OneStep([Numbered(1, 3), Numbered(2, 3)], ScalarType.Float64);

        batch.Inputs.shape.Should().Equal(2, 2, 2);
        Values(batch.Inputs).Should().Equal(100, 101, 110, 111, 200, 201, 210, 211);
        Values(batch.Targets).Should().Equal(110, 111, 120, 121, 210, 211, 220, 221);
        batch.Weights.Should().BeNull();
        batch.Count.Should().Be(8);
    }

    [Fact]
    public void Create_UnequalLengths_FillsUpAtTheEndAndMasksIt()
    {
        using TrainingBatch batch = Batches.OneStep(Unequal, ScalarType.Float64);

        Values(batch.Inputs).Should().Equal(
            100, 101, 110, 111, 120, 121, 200, 201, 0, 0, 0, 0, 300, 301, 310, 311, 0, 0);
        Values(batch.Targets).Should().Equal(
            110, 111, 120, 121, 130, 131, 210, 211, 0, 0, 0, 0, 310, 311, 320, 321, 0, 0);
        batch.Weights!.shape.Should().Equal(3, 3, 2);
        Values(batch.Weights).Should().Equal(1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0);
        batch.Count.Should().Be(12);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Create_Type_IsThatOfEveryTensor(ScalarType type)
    {
        using TrainingBatch batch = Batches.OneStep(Unequal, type);

        new[] { batch.Inputs, batch.Targets, batch.Weights! }.Should().OnlyContain(tensor => tensor.dtype == type);
    }

    [Fact]
    public void LossSum_UnequalLengths_AveragesOverObservedValuesAlone()
    {
        using TrainingBatch batch = Batches.OneStep(Unequal, ScalarType.Float64);
        using Tensor outputs = Outputs(batch);
        double[] predicted = Values(outputs);
        double sum = 0;
        int count = 0;
        for (int row = 0; row < 3; row++)
        {
            for (int point = 1; point < Unequal[row].Length; point++)
            {
                for (int channel = 0; channel < 2; channel++, count++)
                    sum += Math.Pow(predicted[(row * 3 + point - 1) * 2 + channel] - Unequal[row][point, channel], 2);
            }
        }

        using Tensor loss = MeanSquaredError(batch, outputs);

        loss.ToDouble().Should().BeApproximately(sum / count, 1e-9 * sum);
        count.Should().Be(12);
    }

    [Fact]
    public void LossSum_EqualLengths_AveragesOverEverything()
    {
        using TrainingBatch batch = Batches.OneStep([Numbered(1, 3), Numbered(2, 3)], ScalarType.Float64);
        using Tensor outputs = Outputs(batch);
        double expected = Values(outputs).Zip(Values(batch.Targets), (a, b) => (a - b) * (a - b)).Average();

        using Tensor loss = MeanSquaredError(batch, outputs);

        loss.ToDouble().Should().BeApproximately(expected, 1e-9 * expected);
    }

    [Fact]
    public void LossSum_OfWhatIsFilledUp_HasNoGradient()
    {
        using TrainingBatch batch = Batches.OneStep(Unequal, ScalarType.Float64);
        using Tensor outputs = Outputs(batch).requires_grad_();

        using (Tensor loss = MeanSquaredError(batch, outputs)) loss.backward();

        double[][] gradients = [.. Values(outputs.grad!).Chunk(2)];
        IEnumerable<bool> filled = Values(batch.Weights!).Chunk(2).Select(observed => observed[0] == 0);
        gradients.Select(point => point.All(gradient => gradient == 0)).Should().Equal(filled);
    }

    [Fact]
    public void Batch_SomeWindows_AreNoLongerThanTheLongestOfThem()
    {
        WindowSet windows = Batches.Windows(Unequal);
        Window[] some = [.. windows.Epoch(batchSize: 3, seed: 0, epoch: 1)[0].OrderByDescending(window => window.Series.Name)];

        using TrainingBatch rows = windows.Batch(some[..2]);

        rows.Inputs.shape.Should().Equal(2, 2, 2);
        Values(rows.Inputs).Should().Equal(300, 301, 310, 311, 200, 201, 0, 0);
        Values(rows.Targets).Should().Equal(310, 311, 320, 321, 210, 211, 0, 0);
        Values(rows.Weights!).Should().Equal(1, 1, 1, 1, 1, 1, 0, 0);
        rows.Count.Should().Be(6);
    }

    [Fact]
    public void Batch_EqualLengths_NeedsNoWeights()
    {
        WindowSet windows = Batches.Windows([Numbered(1, 3), Numbered(2, 3), Numbered(3, 9)]);
        Window[] equal = [.. windows.Epoch(batchSize: 3, seed: 0, epoch: 1)[0].Where(window => window.Steps == 2)];

        using TrainingBatch rows = windows.Batch(equal);

        rows.Weights.Should().BeNull();
        rows.Count.Should().Be(8);
    }

    [Fact]
    public void Dispose_BatchesMadeInADisposeScope_OutliveItAndThenLetGo()
    {
        TrainingBatch batch;
        using (NewDisposeScope()) batch = Batches.OneStep(Unequal, ScalarType.Float32);

        Tensor[] tensors = [batch.Inputs, batch.Targets, batch.Weights!];
        tensors.Should().OnlyContain(tensor => !tensor.IsInvalid);
        batch.Dispose();
        tensors.Should().OnlyContain(tensor => tensor.IsInvalid);
    }

    private static TimeSeries Numbered(int series, int length)
    {
        double[] values = [.. Enumerable.Range(0, 2 * length).Select(i => series * 100.0 + i / 2 * 10 + i % 2)];
        return new TimeSeries($"s{series}", values, ["a", "b"]);
    }

    private static Tensor MeanSquaredError(TrainingBatch batch, Tensor outputs) =>
        new LossSum(Loss.Squared, parameters: 1).Of(outputs, batch, first: 0, (int)outputs.shape[0]) / batch.Count;

    private static Tensor Outputs(TrainingBatch batch) =>
        linspace(1, 99, batch.Targets.numel(), ScalarType.Float64).reshape(batch.Targets.shape);

    private static double[] Values(Tensor tensor) => Network.Example.Flat(tensor);
}
