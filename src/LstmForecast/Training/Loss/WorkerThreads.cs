using System.Runtime.ExceptionServices;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>
/// Threads of our own, each of which computes its tensors alone: libtorch's own threads would fight with them. The
/// number of threads that libtorch uses for the rest of the program stays as it is.
/// </summary>
internal sealed class WorkerThreads : IDisposable
{
    private static readonly Lock NumberOfThreads = new();

    private readonly Thread[] _threads;
    private readonly Barrier _start;
    private readonly Barrier _end;
    private Action<int, int>? _work;
    private int _items;
    private int _next;
    private Exception? _failure;
    private bool _stopping;

    public WorkerThreads(int count)
    {
        _start = new Barrier(count + 1);
        _end = new Barrier(count + 1);
        _threads = [.. Enumerable.Range(0, count).Select(worker => new Thread(() => Loop(worker))
        {
            IsBackground = true,
            Name = $"LstmForecast worker {worker}",
        })];
        // libtorch keeps one number for the process, which each thread takes over when it first computes: it is 1 only
        // until all workers have done so.
        lock (NumberOfThreads)
        {
            int others = get_num_threads();
            set_num_threads(1);
            foreach (Thread thread in _threads) thread.Start();
            Run(0, static (_, _) => { });
            set_num_threads(others);
        }
    }

    public int Count => _threads.Length;

    /// <summary>
    /// Does items 0, 1, … in about this order, each on the next free thread; returns when all are done. After an
    /// exception no further item is begun, and the first one is thrown here.
    /// </summary>
    /// <param name="items">How many there are.</param>
    /// <param name="work">Given the worker and the item, both 0-based.</param>
    public void Run(int items, Action<int, int> work)
    {
        _items = items;
        _work = work;
        _next = 0;
        _failure = null;
        _start.SignalAndWait();
        _end.SignalAndWait();
        if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
    }

    public void Dispose()
    {
        _stopping = true;
        _start.SignalAndWait();
        foreach (Thread thread in _threads) thread.Join();
        _start.Dispose();
        _end.Dispose();
    }

    private void Loop(int worker)
    {
        // Asking makes this thread take over the number.
        _ = get_num_threads();
        while (true)
        {
            _start.SignalAndWait();
            if (_stopping) return;
            int item;
            while (Volatile.Read(ref _failure) is null && (item = Interlocked.Increment(ref _next) - 1) < _items)
            {
                try
                {
                    _work!(worker, item);
                }
#pragma warning disable CA1031 // Thrown again on the thread that waits.
                catch (Exception problem)
#pragma warning restore CA1031
                {
                    Interlocked.CompareExchange(ref _failure, problem, null);
                }
            }

            _end.SignalAndWait();
        }
    }
}
