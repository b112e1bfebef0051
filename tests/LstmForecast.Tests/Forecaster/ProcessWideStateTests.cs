using LstmForecast.Objectives;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Forecaster;

/// <summary>What belongs to the whole process can be watched only while no other test runs.</summary>
[CollectionDefinition(nameof(ProcessWideStateTests), DisableParallelization = true)]
[Collection(nameof(ProcessWideStateTests))]
public sealed class ProcessWideStateTests
{
    private static readonly ForecasterOptions Random =
        new() { HiddenSizes = [5, 4], Dropout = 0.3, Normalization = Normalization.Batch };

    public ProcessWideStateTests() => Small.LoadTorch();

    [Fact]
    public void Fit_GlobalRandomState_HasNoInfluence()
    {
        manual_seed(1);
        TrainedForecaster first = Fit();
        manual_seed(2);
        TrainedForecaster second = Fit();

        Small.Says(second, Small.Waves()).Should().Equal(Small.Says(first, Small.Waves()));
    }

    [Fact]
    public void Fit_GlobalRandomState_StaysAsItWas()
    {
        manual_seed(5);
        float expected = rand(1).ToSingle();
        manual_seed(5);

        Fit();

        rand(1).ToSingle().Should().Be(expected);
    }

    [Fact]
    public void Fit_ManyThreadsAtOnce_LeaveTheGlobalRandomStateAsItWas()
    {
        manual_seed(5);
        float expected = rand(1).ToSingle();
        for (int round = 0; round < 20; round++)
        {
            manual_seed(5);

            Thread[] threads = [.. Enumerable.Range(0, 8).Select(_ => new Thread(() => Small.Untrained(Random, Small.Waves())))];
            foreach (Thread thread in threads) thread.Start();
            foreach (Thread thread in threads) thread.Join();

            rand(1).ToSingle().Should().Be(expected);
        }
    }

    public static TheoryData<TrainingOptions> Trainings() =>
    [
        new LbfgsTraining { Epochs = 2, Optimizer = new LbfgsOptions { MaxIterations = 3 } },
        new AdamWTraining { Epochs = 2, BatchSize = 2, ClipGradientNorm = 1 },
        new SgdTraining { Epochs = 2, Momentum = 0.5 },
    ];

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Fit_TwentyTimes_LeaksNoTensor(TrainingOptions training) =>
        Leak(() => new SequenceForecaster(Random).Fit(Small.Waves(), training, Small.Waves([6, 4]))).Should().Be(0);

    [Fact]
    public void Fit_ProgressThrows_LeaksNoTensor()
    {
        var progress = new Progress(_ => throw new InvalidOperationException());

        Leak(() => FluentActions.Invoking(() => new SequenceForecaster(Random)
            .Fit(Small.Waves(), new AdamWTraining(), Small.Waves([6, 4]), progress)).Should().Throw<InvalidOperationException>())
            .Should().Be(0);
    }

    [Fact]
    public void Fit_Cancelled_LeaksNoTensor()
    {
        Leak(() =>
        {
            using var source = new CancellationTokenSource();
            var progress = new Progress(_ => source.Cancel());
            var training = new AdamWTraining { OnCancellation = CancellationBehavior.ReturnBest };
            new SequenceForecaster(Random).Fit(Small.Waves(), training, progress: progress, cancellationToken: source.Token);
        }).Should().Be(0);
    }

    [Fact]
    public void Fit_InADisposeScopeOfTheCaller_LeavesNothingInIt()
    {
        using DisposeScope scope = NewDisposeScope();

        Fit();

        scope.DisposablesCount.Should().Be(0);
    }

    private static TrainedForecaster Fit() =>
        new SequenceForecaster(Random).Fit(Small.Waves(), new AdamWTraining { Epochs = 2, BatchSize = 2 });

    /// <summary>How many more tensors there are after twenty fits, not counting what a first one sets up for good.</summary>
    private static long Leak(Action fit)
    {
        fit();
        // What earlier tests left to the garbage collector must not go in the middle of the count.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Growth(fit) - Growth(MakeLayers);
    }

    private static long Growth(Action run)
    {
        long before = Tensor.TotalCount;
        for (int i = 0; i < 20; i++) run();
        return Tensor.TotalCount - before;
    }

    /// <summary>
    /// The network's cells, linear and two normalising layers alone: TorchSharp counts each of their weights twice when it
    /// makes them and once when it frees them, though all memory is freed.
    /// </summary>
    private static void MakeLayers()
    {
        using DisposeScope scope = NewDisposeScope();
        using var lower = new ParameterCell(1, 1, ScalarType.Float32);
        using var upper = new ParameterCell(1, 1, ScalarType.Float32);
        using var linear = nn.Linear(1, 1);
        using var first = nn.LayerNorm(1);
        using var second = nn.LayerNorm(1);
    }
}
