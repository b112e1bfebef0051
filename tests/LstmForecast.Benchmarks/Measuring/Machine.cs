using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using LstmForecast.Network;
using TorchSharp;

namespace LstmForecast.Benchmarks;

/// <summary>What figures depend on beside the code: the processor, and the versions of what was measured.</summary>
internal static class Machine
{
    public static string Processor { get; } = FindProcessor();

    public static int VectorBits => 8 * sizeof(float) * LayerKernel<float>.Widest.VectorWidth;

    public static string TorchSharp => Version(typeof(torch).Assembly).Split('+')[0];

    /// <summary>With the commit after a plus, where the build knows it.</summary>
    public static string Library => Version(typeof(TrainedForecaster).Assembly);

    /// <summary>The processor as the name of a file, such as <c>amd-epyc-9v74-80-core-512-bit</c>.</summary>
    public static string FileName
    {
        get
        {
            var name = new StringBuilder();
            string plain = Processor.Replace("(R)", "", StringComparison.OrdinalIgnoreCase)
                .Replace("(TM)", "", StringComparison.OrdinalIgnoreCase);
            foreach (char letter in plain.ToLowerInvariant())
            {
                if (char.IsAsciiLetterOrDigit(letter)) name.Append(letter);
                else if (name.Length > 0 && name[^1] != '-') name.Append('-');
            }

            return $"{name.ToString().TrimEnd('-')}-{VectorBits}-bit";
        }
    }

    public static string Describe() =>
        $"{Processor}; {Environment.ProcessorCount} processors; {RuntimeInformation.FrameworkDescription}; "
        + $"TorchSharp {TorchSharp}; vectors of {VectorBits} bits";

    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "of unknown version";

    private static string FindProcessor()
    {
        const string Info = "/proc/cpuinfo";
        string? line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?.Split(':', 2)[1].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
