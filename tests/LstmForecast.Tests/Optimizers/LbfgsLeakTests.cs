using System.Diagnostics;
using LstmForecast.Tests.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Optimizers;

/// <summary>Counts tensors and memory of the whole process, so no other test may run beside it.</summary>
[CollectionDefinition(nameof(RunsAlone), DisableParallelization = true)]
public class RunsAlone;

[Collection(nameof(RunsAlone))]
public class LbfgsLeakTests
{
    // A loss that is never freed natively does not show in Tensor.TotalCount. The ballast makes each graph 150 kB, so
    // that one kept per evaluation shows as 300 MB.
    private const long MemoryTolerance = 60 << 20;
    private const int BallastElements = 25_000;

    [Theory]
    [InlineData(LineSearch.StrongWolfe, false)]
    [InlineData(LineSearch.None, true)]
    public void Step_TwoThousandEvaluations_LeaveTensorsAndMemoryWhereTheyWere(LineSearch search, bool callerHasScope)
    {
        using DisposeScope? scope = callerHasScope ? NewDisposeScope() : null;
        var waves = new Waves(ScalarType.Float32);
        using Tensor ballast = ones(BallastElements); // [ballast]
        using var optimizer = new Lbfgs(
            waves.Weights,
            new()
            {
                LineSearch = search,
                LearningRate = 0.1,
                GradientTolerance = 0,
                ChangeTolerance = 0,
                HistorySize = 5,
            });
        Run(optimizer, waves, ballast, evaluations: 100);
        Collect();
        long tensors = Tensor.TotalCount;
        long memory = ResidentMemory();

        Run(optimizer, waves, ballast, evaluations: 2000);

        Collect();
        (Tensor.TotalCount - tensors).Should().BeLessThanOrEqualTo(2);
        (ResidentMemory() - memory).Should().BeLessThan(MemoryTolerance);
    }

    private static void Run(Lbfgs optimizer, Waves waves, Tensor ballast, int evaluations)
    {
        int count = 0;
        while (count < evaluations)
        {
            using Tensor first = optimizer.step(() =>
            {
                count++;
                optimizer.zero_grad();

                // The head's weight times the ballast, which the graph must keep for the backward pass.
                Tensor loss = waves.Loss(steps: 3) + (0 * (waves.Weights[4].sum() * ballast).exp().mean());
                loss.backward();
                return loss;
            });
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static long ResidentMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
