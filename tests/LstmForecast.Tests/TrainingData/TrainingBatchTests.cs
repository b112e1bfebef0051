using LstmForecast.Backend;
using LstmForecast.Objectives;
using LstmForecast.TrainingData;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.TrainingData;

public sealed class TrainingBatchTests
{
    // 4 points, 2 points and 3 points of two channels; every number tells which series, point and channel it is.
    private static readonly TimeSeries[] Unequal = [Numbered(1, 4), Numbered(2, 2), Numbered(3, 3)];

    public TrainingBatchTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Create_EqualLengths_ShiftsTargetsByOneStep()
    {
        using TrainingBatch batch = Batches.OneStep([Numbered(1, 3), Numbered(2, 3)], Precision.Float64);

        (batch.Windows, batch.Steps, batch.InputWidth).Should().Be((2, 2, 2));
        batch.Inputs().Should().Equal(100, 101, 110, 111, 200, 201, 210, 211);
        batch.Targets().Should().Equal(110, 111, 120, 121, 210, 211, 220, 221);
        batch.HasWeights.Should().BeFalse();
        batch.Count.Should().Be(8);
    }

    [Fact]
    public void Create_UnequalLengths_FillsUpAtTheEndAndMasksIt()
    {
        using TrainingBatch batch = Batches.OneStep(Unequal, Precision.Float64);

        batch.Inputs().Should().Equal(
            100, 101, 110, 111, 120, 121, 200, 201, 0, 0, 0, 0, 300, 301, 310, 311, 0, 0);
        batch.Targets().Should().Equal(
            110, 111, 120, 121, 130, 131, 210, 211, 0, 0, 0, 0, 310, 311, 320, 321, 0, 0);
        (batch.Windows, batch.Steps, batch.TargetWidth).Should().Be((3, 3, 2));
        batch.Weights().Should().Equal(1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0);
        batch.Count.Should().Be(12);
    }

    [Theory]
    [InlineData(Precision.Float32, ScalarType.Float32)]
    [InlineData(Precision.Float64, ScalarType.Float64)]
    public void TorchBatch_AnyPrecision_IsThatOfEveryTensorAndGoesWithTheBatch(Precision precision, ScalarType type)
    {
        TrainingBatch batch = Batches.OneStep(Unequal, precision);
        TorchBatch tensors;
        using (NewDisposeScope()) tensors = TorchBatch.Of(batch, CPU);

        Tensor[] all = [tensors.Inputs, tensors.Targets, tensors.Weights!];
        all.Should().OnlyContain(tensor => tensor.dtype == type);
        TorchBatch.Of(batch, CPU).Should().BeSameAs(tensors);
        Objectives.Example.Flat(tensors.Targets).Should().Equal(batch.Targets());
        batch.Dispose();
        all.Should().OnlyContain(tensor => tensor.IsInvalid);
    }

    [Fact]
    public void Dispose_ThenAnotherBatch_UsesTheMemoryAgainAndHasItsOwnNumbers()
    {
        WindowSet windows = Batches.Windows([Numbered(1, 40), Numbered(2, 40)], options: new WindowOptions { Length = 10, LossSteps = 3 });
        Window[][] some = windows.Epoch(batchSize: 4, seed: 0, epoch: 1);
        double[] expected;
        using (TrainingBatch alone = windows.Batch(some[1])) expected = [.. alone.Inputs(), .. alone.Targets(), .. alone.Weights()!];
        var first = (TrainingBatch<double>)windows.Batch(some[0]);
        first.Dispose();
        first.Dispose();

        var second = (TrainingBatch<double>)windows.Batch(some[1]);
        var third = (TrainingBatch<double>)windows.Batch(some[2]);

        new[] { first.Inputs, first.Targets, first.Weights! }.Should().Contain(second.Inputs);
        third.Inputs.Should().NotBeSameAs(second.Inputs);
        second.Inputs().Concat(second.Targets()).Concat(second.Weights()!).Should().Equal(expected);
    }

    [Fact]
    public void LossSum_UnequalLengths_AveragesOverObservedValuesAlone()
    {
        using TrainingBatch batch = Batches.OneStep(Unequal, Precision.Float64);
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
        using TrainingBatch batch = Batches.OneStep([Numbered(1, 3), Numbered(2, 3)], Precision.Float64);
        using Tensor outputs = Outputs(batch);
        double expected = Values(outputs).Zip(batch.Targets(), (a, b) => (a - b) * (a - b)).Average();

        using Tensor loss = MeanSquaredError(batch, outputs);

        loss.ToDouble().Should().BeApproximately(expected, 1e-9 * expected);
    }

    [Fact]
    public void LossSum_OfWhatIsFilledUp_HasNoGradient()
    {
        using TrainingBatch batch = Batches.OneStep(Unequal, Precision.Float64);
        using Tensor outputs = Outputs(batch).requires_grad_();

        using (Tensor loss = MeanSquaredError(batch, outputs)) loss.backward();

        double[][] gradients = [.. Values(outputs.grad!).Chunk(2)];
        IEnumerable<bool> filled = batch.Weights()!.Chunk(2).Select(observed => observed[0] == 0);
        gradients.Select(point => point.All(gradient => gradient == 0)).Should().Equal(filled);
    }

    [Fact]
    public void Batch_SomeWindows_AreNoLongerThanTheLongestOfThem()
    {
        WindowSet windows = Batches.Windows(Unequal);
        Window[] some = [.. windows.Epoch(batchSize: 3, seed: 0, epoch: 1)[0].OrderByDescending(window => window.Series.Name)];

        using TrainingBatch rows = windows.Batch(some[..2]);

        (rows.Windows, rows.Steps, rows.InputWidth).Should().Be((2, 2, 2));
        rows.Inputs().Should().Equal(300, 301, 310, 311, 200, 201, 0, 0);
        rows.Targets().Should().Equal(310, 311, 320, 321, 210, 211, 0, 0);
        rows.Weights()!.Should().Equal(1, 1, 1, 1, 1, 1, 0, 0);
        rows.Count.Should().Be(6);
    }

    [Fact]
    public void Batch_EqualLengths_NeedsNoWeights()
    {
        WindowSet windows = Batches.Windows([Numbered(1, 3), Numbered(2, 3), Numbered(3, 9)]);
        Window[] equal = [.. windows.Epoch(batchSize: 3, seed: 0, epoch: 1)[0].Where(window => window.Steps == 2)];

        using TrainingBatch rows = windows.Batch(equal);

        rows.HasWeights.Should().BeFalse();
        rows.Count.Should().Be(8);
    }

    private static TimeSeries Numbered(int series, int length)
    {
        double[] values = [.. Enumerable.Range(0, 2 * length).Select(i => series * 100.0 + i / 2 * 10 + i % 2)];
        return new TimeSeries($"s{series}", values, ["a", "b"]);
    }

    private static Tensor MeanSquaredError(TrainingBatch batch, Tensor outputs) =>
        new LossSum(Loss.Squared, parameters: 1).Of(outputs, TorchBatch.Of(batch, CPU), first: 0, batch.Windows) / batch.Count;

    private static Tensor Outputs(TrainingBatch batch) =>
        linspace(1, 99, batch.Targets().Length, ScalarType.Float64).reshape(batch.Windows, batch.Steps, batch.TargetWidth);

    private static double[] Values(Tensor tensor) => Objectives.Example.Flat(tensor);
}
