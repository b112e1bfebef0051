using System.Diagnostics;

namespace LstmForecast.Package.Tests;

/// <summary>Runs a program to its end and hands back what it printed.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static string Run(string folder, string program, params IEnumerable<string> arguments)
    {
        (int exitCode, string output) = TryRun(folder, program, arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException(
            $"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{output}");
    }

    public static (int ExitCode, string Output) TryRun(
        string folder, string program, params IEnumerable<string> arguments)
    {
        using Process process = new() { StartInfo = StartInfo(folder, program, arguments) };
        process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {Limit}.");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }

    private static ProcessStartInfo StartInfo(string folder, string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // `dotnet test` tells its children where its own MSBuild is; these builds are to start from nothing.
        foreach (string name in start.Environment.Keys.ToArray())
        {
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase))
            {
                start.Environment.Remove(name);
            }
        }

        // Build servers outlive the command and hold on to its output, which would then never end.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        return start;
    }
}
