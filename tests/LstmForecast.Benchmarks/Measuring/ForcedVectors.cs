using System.CommandLine;
using System.Diagnostics;

namespace LstmForecast.Benchmarks;

/// <summary>
/// A benchmark with narrower vectors than the processor has, in a process of its own, which the runtime tells so. The peers are
/// told the same, but not all heed it: libtorch's product of matrices stays as fast as it was, so that ratios flatter the peers.
/// </summary>
internal static class ForcedVectors
{
    private const string IsForced = "LSTM_FORECAST_BENCHMARK_VECTORS";

    private static readonly Dictionary<int, (string Name, string Value)[]> Variables = new()
    {
        [512] = [],
        [256] =
        [
            ("DOTNET_EnableAVX512", "0"), ("ATEN_CPU_CAPABILITY", "avx2"), ("MKL_ENABLE_INSTRUCTIONS", "AVX2"),
            ("ONEDNN_MAX_CPU_ISA", "AVX2"),
        ],
        [128] =
        [
            ("DOTNET_EnableAVX", "0"), ("ATEN_CPU_CAPABILITY", "default"), ("MKL_ENABLE_INSTRUCTIONS", "SSE4_2"),
            ("ONEDNN_MAX_CPU_ISA", "SSE41"),
        ],
        [0] = [("DOTNET_EnableHWIntrinsic", "0"), ("ATEN_CPU_CAPABILITY", "default")],
    };

    public static Option<int?> Option()
    {
        var option = new Option<int?>("--vectors")
        {
            Description = "The width of vectors in bits: 512, 256, 128, or 0 for none, in a process of its own. Default: the widest there is.",
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is int bits && !Variables.ContainsKey(bits))
                result.AddError($"--vectors is {bits}; it must be 512, 256, 128 or 0.");
        });
        return option;
    }

    /// <summary>Whether this process is to start another one for these vectors.</summary>
    public static bool IsWanted(int? bits) => bits is not null && Environment.GetEnvironmentVariable(IsForced) is null;

    /// <summary>This program again with vectors of so many bits.</summary>
    /// <returns>Its exit code.</returns>
    public static int Run(int bits, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = ChildProcess.OfThisProgram(arguments);
        foreach ((string name, string value) in Variables[bits]) start.Environment[name] = value;
        start.Environment[IsForced] = "1";
        using var child = Process.Start(start)!;
        child.WaitForExit();
        return child.ExitCode;
    }
}
