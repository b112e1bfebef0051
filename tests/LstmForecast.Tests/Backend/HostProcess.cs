using System.Diagnostics;
using LstmForecast.Backend;

namespace LstmForecast.Tests.Backend;

/// <summary>A run of the program <c>LstmForecast.Tests.Host</c>: one verb in a fresh process.</summary>
internal sealed record HostProcess(int ExitCode, string Output, string Error)
{
    internal const string FileName = "LstmForecast.Tests.Host.dll";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Runs a verb with the native library cached where a real program has it.</summary>
    internal static Task<HostProcess> RunVerbAsync(params string[] arguments) => RunAsync(arguments, cache: null, folder: null);

    internal static Task<HostProcess> RunAsync(string verb, string cache, string? folder = null) =>
        RunAsync([verb], cache, folder);

    /// <summary>Starts a verb, which the caller ends.</summary>
    internal static Process Start(params string[] arguments) => Start(arguments, cache: null, folder: null);

    private static async Task<HostProcess> RunAsync(string[] arguments, string? cache, string? folder)
    {
        using Process process = Start(arguments, cache, folder);
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            return new HostProcess(process.ExitCode, (await output).Trim(), (await error).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{FileName} {string.Join(' ', arguments)}' took longer than {Patience}.");
        }
    }

    private static Process Start(string[] arguments, string? cache, string? folder)
    {
        // The dotnet that runs the tests, where it does: there may be others on the path.
        string? self = Environment.ProcessPath;
        bool isDotnet = Path.GetFileNameWithoutExtension(self) == "dotnet";
        var start = new ProcessStartInfo(isDotnet ? self! : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(folder ?? AppContext.BaseDirectory, FileName));
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        if (cache is not null) start.Environment[NativeCache.FolderVariable] = cache;
        return Process.Start(start)!;
    }
}
