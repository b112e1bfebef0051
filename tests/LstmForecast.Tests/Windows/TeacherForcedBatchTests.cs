using LstmForecast.Backend;
using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Windows;

public sealed class TeacherForcedBatchTests
{
    // 4 points, 2 points and 3 points of two channels; every number tells which series, point and channel it is.
    private static readonly TimeSeries[] Unequal = [Numbered(1, 4), Numbered(2, 2), Numbered(3, 3)];

    public TeacherForcedBatchTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Create_EqualLengths_ShiftsTargetsByOneStep()
    {
        using var batch = TeacherForcedBatch.Create([Numbered(1, 3), Numbered(2, 3)], ScalarType.Float64);

        batch.Inputs.shape.Should().Equal(2, 2, 2);
        Values(batch.Inputs).Should().Equal(100, 101, 110, 111, 200, 201, 210, 211);
        Values(batch.Targets).Should().Equal(110, 111, 120, 121, 210, 211, 220, 221);
        batch.Mask.Should().BeNull();
        batch.Count.Should().Be(8);
    }

    [Fact]
    public void Create_UnequalLengths_FillsUpAtTheEndAndMasksIt()
    {
        using var batch = TeacherForcedBatch.Create(Unequal, ScalarType.Float64);

        Values(batch.Inputs).Should().Equal(
            100, 101, 110, 111, 120, 121, 200, 201, 0, 0, 0, 0, 300, 301, 310, 311, 0, 0);
        Values(batch.Targets).Should().Equal(
            110, 111, 120, 121, 130, 131, 210, 211, 0, 0, 0, 0, 310, 311, 320, 321, 0, 0);
        batch.Mask!.shape.Should().Equal(3, 3, 1);
        Values(batch.Mask).Should().Equal(1, 1, 1, 1, 0, 0, 1, 1, 0);
        batch.Count.Should().Be(12);
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void Create_Type_IsThatOfEveryTensor(ScalarType type)
    {
        using var batch = TeacherForcedBatch.Create(Unequal, type);

        new[] { batch.Inputs, batch.Targets, batch.Mask! }.Should().OnlyContain(tensor => tensor.dtype == type);
    }

    [Fact]
    public void MeanSquaredError_UnequalLengths_AveragesOverObservedValuesAlone()
    {
        using var batch = TeacherForcedBatch.Create(Unequal, ScalarType.Float64);
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

        using Tensor loss = batch.MeanSquaredError(outputs);

        loss.ToDouble().Should().BeApproximately(sum / count, 1e-9 * sum);
        count.Should().Be(12);
    }

    [Fact]
    public void MeanSquaredError_EqualLengths_AveragesOverEverything()
    {
        using var batch = TeacherForcedBatch.Create([Numbered(1, 3), Numbered(2, 3)], ScalarType.Float64);
        using Tensor outputs = Outputs(batch);
        double expected = Values(outputs).Zip(Values(batch.Targets), (a, b) => (a - b) * (a - b)).Average();

        using Tensor loss = batch.MeanSquaredError(outputs);

        loss.ToDouble().Should().BeApproximately(expected, 1e-9 * expected);
    }

    [Fact]
    public void MeanSquaredError_OfWhatIsFilledUp_HasNoGradient()
    {
        using var batch = TeacherForcedBatch.Create(Unequal, ScalarType.Float64);
        using Tensor outputs = Outputs(batch).requires_grad_();

        using (Tensor loss = batch.MeanSquaredError(outputs)) loss.backward();

        double[][] gradients = [.. Values(outputs.grad!).Chunk(2)];
        IEnumerable<bool> filled = Values(batch.Mask!).Select(observed => observed == 0);
        gradients.Select(point => point.All(gradient => gradient == 0)).Should().Equal(filled);
    }

    [Fact]
    public void Rows_SomeSeries_AreABatchOfTheirOwn()
    {
        using var batch = TeacherForcedBatch.Create(Unequal, ScalarType.Float64);

        using TeacherForcedBatch rows = batch.Rows([2, 1]);

        rows.Inputs.shape.Should().Equal(2, 3, 2);
        Values(rows.Inputs).Should().Equal(300, 301, 310, 311, 0, 0, 200, 201, 0, 0, 0, 0);
        Values(rows.Targets).Should().Equal(310, 311, 320, 321, 0, 0, 210, 211, 0, 0, 0, 0);
        Values(rows.Mask!).Should().Equal(1, 1, 0, 1, 0, 0);
        rows.Count.Should().Be(6);
    }

    [Fact]
    public void Rows_EqualLengths_NeedNoMask()
    {
        using var batch = TeacherForcedBatch.Create([Numbered(1, 3), Numbered(2, 3)], ScalarType.Float64);

        using TeacherForcedBatch rows = batch.Rows([1]);

        rows.Mask.Should().BeNull();
        rows.Count.Should().Be(4);
    }

    [Fact]
    public void Dispose_BatchesMadeInADisposeScope_OutliveItAndThenLetGo()
    {
        TeacherForcedBatch batch;
        TeacherForcedBatch rows;
        using (NewDisposeScope())
        {
            batch = TeacherForcedBatch.Create(Unequal, ScalarType.Float32);
            rows = batch.Rows([0, 1]);
        }

        Tensor[] tensors = [batch.Inputs, batch.Targets, batch.Mask!, rows.Inputs, rows.Targets, rows.Mask!];
        tensors.Should().OnlyContain(tensor => !tensor.IsInvalid);
        batch.Dispose();
        rows.Dispose();
        tensors.Should().OnlyContain(tensor => tensor.IsInvalid);
    }

    private static TimeSeries Numbered(int series, int length)
    {
        double[] values = [.. Enumerable.Range(0, 2 * length).Select(i => series * 100.0 + i / 2 * 10 + i % 2)];
        return new TimeSeries($"s{series}", values, ["a", "b"]);
    }

    private static Tensor Outputs(TeacherForcedBatch batch) =>
        linspace(1, 99, batch.Targets.numel(), ScalarType.Float64).reshape(batch.Targets.shape);

    private static double[] Values(Tensor tensor) => Network.Example.Flat(tensor);
}
