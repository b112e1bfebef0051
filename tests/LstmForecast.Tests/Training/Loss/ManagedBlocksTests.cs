using CsCheck;
using LstmForecast.Backend;
using LstmForecast.Lstm;
using LstmForecast.Network;
using LstmForecast.Training;
using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Training;

/// <summary>
/// Plain networks against TorchSharp's LSTMCell and automatic differentiation. The loss's threads set libtorch's number
/// of threads, so no other test may run beside these.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class ManagedBlocksTests
{
    private const int Cases = 25;

    private static readonly PlainCase Middling = new(3, [20, 17], [9], 5, Loss.Squared, Rows: 23, Steps: 41, Weighted: true, Seed: 1);

    public ManagedBlocksTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Backward_AnyNetworkInFloat64_EqualsTorchCells() =>
        PlainCase.Any.Sample(one => Check(one, ScalarType.Float64, 1e-11), iter: Cases, threads: 1);

    /// <summary>
    /// Against float64. Slopes that jump, where an error is next to nothing, may fall on either side: only the squared loss
    /// is held to all digits. Where sums cancel, TorchSharp's cells lose digits too: there it may not be much more.
    /// </summary>
    [Fact]
    public void Backward_AnyNetworkInFloat32_EqualsTorchCells() => PlainCase.Any.Sample(
        one => Check(one with { Loss = Loss.Squared }, ScalarType.Float32, 1e-5), iter: Cases, threads: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(41)]
    public void Backward_GatesOfSomeStepsKept_EqualsTorchCells(int traceSteps) =>
        Check(Middling, ScalarType.Float64, 1e-11, traceSteps);

    [Fact]
    public void Backward_AnyNumberOfThreadsAndAgain_GivesTheSameBits()
    {
        using var scope = new DisposeScopeOfTest();
        using LstmStack stack = Middling.Stack(LayerRunner.Fused, ScalarType.Float32);
        using TrainingBatch batch = Middling.Batch(ScalarType.Float32);
        var results = new List<double[]>();
        foreach (int threads in (int[])[1, 2, 3, 8])
        {
            using ShardedLoss sharded = Middling.Sharded(stack, threads, rowsInBlock: 2);
            for (int run = 0; run < 3; run++)
                results.Add([sharded.Backward(batch, CancellationToken.None), .. PlainCase.Gradients(stack).SelectMany(one => one)]);
        }

        results.Should().AllSatisfy(result => result.Should().Equal(results[0]));
    }

    /// <summary>Longer than what a pass takes at once, and between passes of other sizes, whose buffers it uses.</summary>
    [Fact]
    public void Evaluate_LongAndShortInTurn_GiveTheirOwnLosses()
    {
        using var scope = new DisposeScopeOfTest();
        PlainCase longer = Middling with { Rows = 4, Steps = 300 };
        using LstmStack stack = Middling.Stack(LayerRunner.Fused, ScalarType.Float64);
        using ShardedLoss sharded = Middling.Sharded(stack, threads: 2);
        using TrainingBatch batch = Middling.Batch(ScalarType.Float64);
        using TrainingBatch longBatch = longer.Batch(ScalarType.Float64);
        double expected = Middling.Reference(ScalarType.Float64).Loss;
        double longExpected = longer.Reference(ScalarType.Float64).Loss;

        for (int run = 0; run < 2; run++)
        {
            sharded.Evaluate(longBatch, CancellationToken.None).Should().BeApproximately(longExpected, 1e-12);
            sharded.Backward(batch, CancellationToken.None).Should().BeApproximately(expected, 1e-12);
            sharded.Evaluate(batch, CancellationToken.None).Should().BeApproximately(expected, 1e-12);
            sharded.Backward(longBatch, CancellationToken.None).Should().BeApproximately(longExpected, 1e-12);
        }
    }

    [Fact]
    public void BackwardAndEvaluate_TenTimesTheBlocks_AllocateAsMuch()
    {
        using var scope = new DisposeScopeOfTest();
        using LstmStack stack = Middling.Stack(LayerRunner.Fused, ScalarType.Float32);
        using ShardedLoss sharded = Middling.Sharded(stack, threads: 2, rowsInBlock: 2);
        using TrainingBatch few = (Middling with { Rows = 40 }).Batch(ScalarType.Float32);
        using TrainingBatch many = (Middling with { Rows = 400 }).Batch(ScalarType.Float32);
        // Every worker has to have had a block, and the vectors of those that wait to be there.
        for (int run = 0; run < 20; run++) Allocated(many);

        long ofFew = Enumerable.Range(0, 10).Min(_ => Allocated(few));
        long ofMany = Enumerable.Range(0, 10).Min(_ => Allocated(many));

        // Of 180 more blocks each.
        (ofMany - ofFew).Should().BeLessThan(2000);

        long Allocated(TrainingBatch batch)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            sharded.Backward(batch, CancellationToken.None);
            sharded.Evaluate(batch, CancellationToken.None);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }

    [Fact]
    public void Backward_CancelledOrOfAnotherWidth_ThrowsAndTheNextCallWorks()
    {
        using var scope = new DisposeScopeOfTest();
        using LstmStack stack = Middling.Stack(LayerRunner.Fused, ScalarType.Float64);
        using ShardedLoss sharded = Middling.Sharded(stack, threads: 2, rowsInBlock: 1);
        using TrainingBatch batch = Middling.Batch(ScalarType.Float64);
        using TrainingBatch wide = (Middling with { Input = 4 }).Batch(ScalarType.Float64);
        double expected = sharded.Backward(batch, CancellationToken.None);
        Action cancelled = () => sharded.Backward(batch, new CancellationToken(canceled: true));
        Action tooWide = () => sharded.Backward(wide, CancellationToken.None);

        cancelled.Should().Throw<OperationCanceledException>();
        sharded.Backward(batch, CancellationToken.None).Should().Be(expected);
        tooWide.Should().Throw<ArgumentException>().WithMessage("The network takes inputs of [23, 41, 3], Float64 *found [23, 41, 4]*");
        sharded.Backward(batch, CancellationToken.None).Should().Be(expected);
    }

    [Fact]
    public void For_SomethingBetweenTheLayers_LeavesItToTorchSharp()
    {
        NetworkShape plain = Middling.Shape;

        IsManaged(plain).Should().BeTrue();
        IsManaged(plain with { HiddenSizes = [20] }, dropout: 0.3).Should().BeTrue("dropout stands between layers alone");
        IsManaged(plain, dropout: 0.3).Should().BeFalse();
        IsManaged(plain with { Normalization = Normalization.Layer }).Should().BeFalse();
        IsManaged(plain with { Embeddings = [new EmbeddingShape(3, 2)] }).Should().BeFalse();
        IsManaged(plain, runner: LayerRunner.Cells).Should().BeFalse();
    }

    private static bool IsManaged(NetworkShape shape, double dropout = 0, LayerRunner runner = LayerRunner.Fused)
    {
        using LstmStack stack = GlobalRandomState.Preserve(() => new LstmStack(shape, dropout, ScalarType.Float32, runner));
        using IBlockLoss? blocks = ManagedBlocks.For(stack, new BlockPlan(6, 1), Middling.Sum);
        return blocks is not null;
    }

    private static void Check(PlainCase one, ScalarType type, double tolerance, int traceSteps = int.MaxValue)
    {
        using DisposeScope scope = NewDisposeScope();
        (double loss, double[][] gradients) = one.Reference(ScalarType.Float64);
        double[][] cells = type == ScalarType.Float64 ? gradients : one.Reference(type).Gradients;
        using LstmStack stack = one.Stack(LayerRunner.Fused, type);
        using TrainingBatch batch = one.Batch(type);
        using ShardedLoss sharded = one.Sharded(stack, threads: 2, traceSteps: traceSteps);

        sharded.Backward(batch, CancellationToken.None).Should().BeApproximately(loss, tolerance * loss);

        // Some are 0, as those of weight_hh at a single step: nothing is held to less than a hundredth of the largest.
        double least = 0.01 * gradients.Max(expected => expected.Max(Math.Abs));
        foreach ((double[] actual, double[] expected, double[] theirs) in PlainCase.Gradients(stack).Zip(gradients, cells))
        {
            Difference(actual, expected).Should().BeLessThanOrEqualTo(
                Math.Max(tolerance * Math.Max(least, expected.Max(Math.Abs)), 4 * Difference(theirs, expected)));
        }

        sharded.Evaluate(batch, CancellationToken.None).Should().BeApproximately(loss, tolerance * loss);
    }

    private static double Difference(double[] actual, double[] expected) =>
        actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max();
}
