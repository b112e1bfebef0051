using System.Collections.Concurrent;
using LstmForecast.Objectives;
using LstmForecast.Tests.Optimizers;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

/// <summary>Libtorch's number of threads is one for the whole process, so no other test may run beside these.</summary>
[Collection(nameof(RunsAlone))]
public sealed class WorkerThreadsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Run_ManyTimes_DoesEveryItemOnceByAWorkerThatExists(int count)
    {
        using var threads = new WorkerThreads(count);
        for (int items = 0; items < 300; items++)
        {
            var done = new ConcurrentBag<(int Worker, int Item)>();

            threads.Run(items, (worker, item) => done.Add((worker, item)));

            done.Select(one => one.Item).Order().Should().Equal(Enumerable.Range(0, items));
            done.All(one => one.Worker >= 0 && one.Worker < count).Should().BeTrue();
        }
    }

    [Fact]
    public void Run_OneWorker_KeepsItsThread()
    {
        using var threads = new WorkerThreads(3);
        var identities = new ConcurrentDictionary<int, int>();

        for (int run = 0; run < 100; run++)
        {
            threads.Run(
                20, (worker, _) => identities.GetOrAdd(worker, Environment.CurrentManagedThreadId)
                    .Should().Be(Environment.CurrentManagedThreadId));
        }

        identities.Values.Should().OnlyHaveUniqueItems().And.NotContain(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void Run_WorkThrows_ReachesTheCallerAndTheNextRunWorks()
    {
        using var threads = new WorkerThreads(3);
        int begun = 0;
        Action run = () => threads.Run(1000, (_, item) =>
        {
            Interlocked.Increment(ref begun);
            if (item == 5) throw new InvalidOperationException("item 5");
            Thread.Sleep(1);
        });

        run.Should().Throw<InvalidOperationException>().WithMessage("item 5");
        begun.Should().BeLessThan(500, "after an exception no further item is begun");
        int done = 0;
        threads.Run(50, (_, _) => Interlocked.Increment(ref done));
        done.Should().Be(50);
    }

    [Fact]
    public void Start_ThenDispose_LeaveTheCallersNumberOfThreads()
    {
        int before = get_num_threads();

        using (WorkerThreads threads = TorchWorkers.Start(3)) get_num_threads().Should().Be(before);

        get_num_threads().Should().Be(before);
    }

    [Fact]
    public void Dispose_AfterSomeRuns_EndsTheThreads()
    {
        var workers = new ConcurrentDictionary<Thread, bool>();
        using (var threads = new WorkerThreads(4))
        {
            for (int run = 0; run < 20; run++) threads.Run(20, (_, _) => workers.TryAdd(Thread.CurrentThread, true));
        }

        workers.Keys.Should().NotBeEmpty().And.OnlyContain(thread => !thread.IsAlive);
    }
}
