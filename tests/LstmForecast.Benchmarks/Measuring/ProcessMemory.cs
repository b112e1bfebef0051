using System.Diagnostics;
using System.Globalization;

namespace LstmForecast.Benchmarks;

/// <summary>How far the resident memory of this process grows: what is managed and what is not, together.</summary>
internal static class ProcessMemory
{
    private const double Megabyte = 1 << 20;
    private const string Status = "/proc/self/status";
    private const string ClearReferences = "/proc/self/clear_refs";

    /// <summary>Megabytes (2^20 bytes) between the memory before and the most there was meanwhile.</summary>
    public static double PeakGrowth(Action work)
    {
        // What was freed before must not look like room that the work did without.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        bool kernelCounts = TryResetPeak();
        long before = Resident();
        long peak = kernelCounts ? PeakByKernel(work) : PeakBySampling(work);
        return Math.Max(0, peak - before) / Megabyte;
    }

    private static long PeakByKernel(Action work)
    {
        work();
        return Read("VmHWM:");
    }

    private static long PeakBySampling(Action work)
    {
        long peak = Resident();
        using var done = new ManualResetEventSlim();
        var sampler = new Thread(() =>
        {
            while (!done.Wait(TimeSpan.FromMilliseconds(1))) peak = Math.Max(peak, Resident());
        });
        sampler.Start();
        work();
        done.Set();
        sampler.Join();
        return Math.Max(peak, Resident());
    }

    /// <summary>The kernel remembers the peak since this; not every system lets one ask for it.</summary>
    private static bool TryResetPeak()
    {
        try
        {
            if (!OperatingSystem.IsLinux()) return false;
            File.WriteAllText(ClearReferences, "5");
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static long Resident()
    {
        if (OperatingSystem.IsLinux()) return Read("VmRSS:");
        using var self = Process.GetCurrentProcess();
        return self.WorkingSet64;
    }

    private static long Read(string name)
    {
        string line = File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal));
        string kilobytes = line[name.Length..].Replace("kB", "", StringComparison.Ordinal);
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
    }
}
