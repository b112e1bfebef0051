using System.Runtime.ExceptionServices;

namespace LstmForecast.Objectives;

/// <summary>Threads of our own, which wait for work between two evaluations.</summary>
internal sealed class WorkerThreads : IDisposable
{
    private readonly Thread[] _threads;
    private readonly Barrier _start;
    private readonly Barrier _end;
    private Action<int, int>? _work;
    private int _items;
    private int _next;
    private Exception? _failure;
    private bool _stopping;

    /// <param name="count">How many.</param>
    /// <param name="whenStarted">What each of them does first, before the constructor returns; null for nothing.</param>
    public WorkerThreads(int count, Action? whenStarted = null)
    {
        _start = new Barrier(count + 1);
        _end = new Barrier(count + 1);
        _threads = [.. Enumerable.Range(0, count).Select(worker => new Thread(() => Loop(worker, whenStarted))
        {
            IsBackground = true,
            Name = $"LstmForecast worker {worker}",
        })];
        foreach (Thread thread in _threads) thread.Start();
        Run(0, static (_, _) => { });
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

    private void Loop(int worker, Action? whenStarted)
    {
        whenStarted?.Invoke();
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
