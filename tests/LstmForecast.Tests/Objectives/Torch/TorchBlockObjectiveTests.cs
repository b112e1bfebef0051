using LstmForecast.Objectives;
using LstmForecast.Tests.Optimizers;
using LstmForecast.Tests.Training;
using LstmForecast.Tests.TrainingData;
using LstmForecast.TrainingData;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

/// <summary>Its threads set libtorch's number of threads, so no other test may run beside these.</summary>
[Collection(nameof(RunsAlone))]
public sealed class TorchBlockObjectiveTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(23, true)]
    [InlineData(1, true)]
    [InlineData(5, true)]
    [InlineData(100, true)]
    public void Differentiate_AnyBlockSize_GivesTheLossAndGradientOfTheWholeBatch(int rowsInBlock, bool ragged)
    {
        using var one = new ShardedCase(ragged);
        using TorchBlockObjective sharded = one.Sharded(threads: 2, rowsInBlock);

        NumbersShould.BeClose(one.LossAndGradients(sharded), one.Unsharded(), 1e-12, "blocks only change the order");
        sharded.Evaluate(one.Batch, one.Weights).Should().BeApproximately(one.Unsharded()[0], 1e-12);
    }

    [Fact]
    public void Differentiate_AnyNumberOfThreadsAndAgain_GivesTheSameBits()
    {
        using var one = new ShardedCase(ragged: true, dropout: 0.4);
        var results = new List<double[]>();
        foreach (int threads in (int[])[1, 2, 3, 8])
        {
            using TorchBlockObjective sharded = one.Sharded(threads, rowsInBlock: 2);
            for (int run = 0; run < 5; run++) results.Add(one.LossAndGradients(sharded));
        }

        results.Should().AllSatisfy(result => result.Should().Equal(results[0]));
    }

    [Fact]
    public void Differentiate_WeightsHaveChanged_UsesTheNewOnes()
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new ShardedCase(ragged: false);
        using TorchBlockObjective sharded = one.Sharded(threads: 2, rowsInBlock: 4);
        double before = sharded.Differentiate(one.Batch, one.Weights).Loss;
        var gradient = new double[sharded.Count];

        sharded.Differentiate(one.Batch, new double[sharded.Count], gradient, CancellationToken.None).Should().NotBe(before)
            .And.BeApproximately(one.Batch.Targets().Average(target => target * target), 1e-12, "without weights outputs are 0");
    }

    [Fact]
    public void Differentiate_Cancelled_ThrowsAndTheNextCallWorks()
    {
        using var one = new ShardedCase(ragged: true);
        using TorchBlockObjective sharded = one.Sharded(threads: 2, rowsInBlock: 4);
        double[] expected = one.LossAndGradients(sharded);
        Action cancelled = () => sharded.Differentiate(one.Batch, one.Weights, new CancellationToken(canceled: true));

        cancelled.Should().Throw<OperationCanceledException>();
        one.LossAndGradients(sharded).Should().Equal(expected);
    }

    [Fact]
    public void Differentiate_WorkerFails_ReachesTheCallerAndTheNextCallWorks()
    {
        using var one = new ShardedCase(ragged: true);
        using TorchBlockObjective sharded = one.Sharded(threads: 2, rowsInBlock: 4);
        double[] expected = one.LossAndGradients(sharded);
        using TrainingBatch narrow = Batches.OneStep([new TimeSeries("three points", [1, 2, 3])], Precision.Float64);
        Action fails = () => sharded.Differentiate(narrow, one.Weights);

        fails.Should().Throw<Exception>("the network takes two channels, the batch has one");
        one.LossAndGradients(sharded).Should().Equal(expected);
    }

    [Fact]
    public void ConstructorToDispose_AnyCalls_LeaveLibtorchsNumberOfThreads()
    {
        int before = get_num_threads();
        using var one = new ShardedCase(ragged: true);

        using (TorchBlockObjective sharded = one.Sharded(threads: 3, rowsInBlock: 4))
        {
            one.LossAndGradients(sharded);
            get_num_threads().Should().Be(before);
        }

        get_num_threads().Should().Be(before);
    }

    [Fact]
    public void Differentiate_TwoHundredTimes_LeavesNoTensors()
    {
        using var one = new ShardedCase(ragged: true);
        using TorchBlockObjective sharded = one.Sharded(threads: 2, rowsInBlock: 4);
        void Run(int times)
        {
            for (int i = 0; i < times; i++) sharded.Differentiate(one.Batch, one.Weights);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        // Until each worker has had a block, and so its buffers, however little of the processor it gets.
        Run(50);
        long tensors = Tensor.TotalCount;

        Run(200);

        (Tensor.TotalCount - tensors).Should().BeLessThanOrEqualTo(2);
    }
}
