using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace LstmForecast.Benchmarks;

/// <summary>
/// How far the memory of this process grows: what is managed and what is not, together. On Linux these are the resident
/// pages that no file stands behind. Those of libraries are left out: they come when code first runs and go when others
/// need room, and would hide as much of what the work takes.
/// </summary>
internal static class ProcessMemory
{
    private const double Megabyte = 1 << 20;

    /// <summary>Counts pages: all, resident, resident of a file, …</summary>
    private const string Pages = "/proc/self/statm";

    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(1);

    /// <summary>Megabytes (2^20 bytes) between the memory before and the most there was meanwhile.</summary>
    public static double PeakGrowth(Action work)
    {
        // What was freed before must not look like room that the work did without.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var done = new ManualResetEventSlim();
        using var started = new ManualResetEventSlim();
        (long before, long peak) = (0, 0);
        var sampler = new Thread(() =>
        {
            using var memory = new Reader();
            peak = before = memory.Bytes();
            started.Set();
            while (!done.Wait(SampleEvery)) peak = Math.Max(peak, memory.Bytes());
            peak = Math.Max(peak, memory.Bytes());
        });
        sampler.Start();
        started.Wait();
        try
        {
            work();
        }
        finally
        {
            done.Set();
            sampler.Join();
        }

        return (peak - before) / Megabyte;
    }

    /// <summary>Reads the memory without taking any, thousands of times.</summary>
    private sealed class Reader : IDisposable
    {
        private readonly Process _self = Process.GetCurrentProcess();
        private readonly SafeFileHandle? _pages =
            OperatingSystem.IsLinux() ? File.OpenHandle(Pages) : null;

        public long Bytes()
        {
            if (_pages is null)
            {
                _self.Refresh();
                return _self.WorkingSet64;
            }

            Span<byte> text = stackalloc byte[128];
            text = text[..RandomAccess.Read(_pages, text, fileOffset: 0)];
            Span<Range> words = stackalloc Range[8];
            Span<char> line = stackalloc char[128];
            line = line[..Encoding.ASCII.GetChars(text, line)];
            MemoryExtensions.Split(line, words, ' ');
            long pages = long.Parse(line[words[1]], CultureInfo.InvariantCulture)
                - long.Parse(line[words[2]], CultureInfo.InvariantCulture);
            return pages * Environment.SystemPageSize;
        }

        public void Dispose()
        {
            _pages?.Dispose();
            _self.Dispose();
        }
    }
}
