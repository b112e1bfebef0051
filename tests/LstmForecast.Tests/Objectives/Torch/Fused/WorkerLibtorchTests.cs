using System.Collections.Concurrent;
using LstmForecast.Objectives;
using LstmForecast.Tests.Optimizers;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

/// <summary>Libtorch's number of threads is one for the whole process, so no other test may run beside this.</summary>
[Collection(nameof(RunsAlone))]
public sealed class WorkerLibtorchTests
{
    /// <summary>
    /// When a thread first computes, libtorch gives it the number that the process set last: the workers, told to use
    /// one thread before that, used as many as everybody.
    /// </summary>
    [Fact]
    public void Run_InsideAWorker_LibtorchComputesOnOneThread()
    {
        using var threads = TorchWorkers.Start(2);
        var numbers = new ConcurrentBag<int>();

        threads.Run(20, (_, _) =>
        {
            using Tensor product = ones(100, 100).mm(ones(100, 100));
            numbers.Add(get_num_threads());
        });

        numbers.Distinct().Should().Equal(1);
    }
}
