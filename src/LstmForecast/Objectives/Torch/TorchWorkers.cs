using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>
/// Worker threads each of which computes its tensors alone: libtorch's own threads would fight with them. The number of
/// threads that libtorch uses for the rest of the program stays as it is.
/// </summary>
internal static class TorchWorkers
{
    private static readonly Lock NumberOfThreads = new();

    public static WorkerThreads Start(int count)
    {
        // libtorch keeps one number for the process, which each thread takes over when it first computes: it is 1 only
        // until all workers have done so.
        lock (NumberOfThreads)
        {
            int others = get_num_threads();
            set_num_threads(1);
            // Asking makes a thread take over the number.
            var threads = new WorkerThreads(count, () => _ = get_num_threads());
            set_num_threads(others);
            return threads;
        }
    }
}
