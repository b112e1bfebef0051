#if !WIDER
using System.Runtime.InteropServices;

namespace LstmForecast.Samples;

/// <summary>
/// Native code is made for one set of vector instructions, the one that every x64 processor has. Beside this program lie the
/// same program for wider vectors: where the processor has them, this process becomes that program, in its place and with
/// its standard streams.
/// </summary>
internal static unsafe partial class WidestBuild
{
    /// <summary>What the kernel calls the instructions that belong to a level, from the highest down.</summary>
    private static readonly (string Level, string[] Flags)[] Levels =
    [
        ("x86-64-v4", ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"]),
        ("x86-64-v3", ["avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe"]),
    ];

    /// <summary>Comes back only where there is no better build, or it cannot be started.</summary>
    public static void TakeOver(string[] args)
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64) return;
        string[] its = ProcessorFlags();
        foreach ((string level, string[] flags) in Levels)
        {
            if (!Array.TrueForAll(flags, flag => Array.IndexOf(its, flag) >= 0)) continue;
            string path = $"{Environment.ProcessPath}.{level}";
            if (File.Exists(path)) Become(path, args);
        }
    }

    /// <summary>As the operating system lets them be used.</summary>
    private static string[] ProcessorFlags()
    {
        foreach (string line in File.ReadLines("/proc/cpuinfo"))
        {
            if (line.StartsWith("flags", StringComparison.Ordinal)) return line[(line.IndexOf(':') + 1)..].Split(' ');
        }

        return [];
    }

    private static void Become(string path, string[] args)
    {
        string[] all = [path, .. args];
        nint* list = stackalloc nint[all.Length + 1];
        for (int i = 0; i < all.Length; i++) list[i] = Marshal.StringToCoTaskMemUTF8(all[i]);
        list[all.Length] = 0;
        // Returns only after an error, and then this build does the work.
        _ = Execute(path, list);
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, nint* args);
}
#endif
