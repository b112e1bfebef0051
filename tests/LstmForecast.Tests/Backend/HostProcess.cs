using System.Diagnostics;
using LstmForecast.Backend;

namespace LstmForecast.Tests.Backend;

/// <summary>A run of the program <c>LstmForecast.Tests.Host</c>: one verb in a fresh process.</summary>
internal sealed record HostProcess(int ExitCode, string Output, string Error)
{
    internal const string FileName = "LstmForecast.Tests.Host.dll";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    internal static async Task<HostProcess> RunAsync(string verb, string cache, string? folder = null)
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
        start.ArgumentList.Add(verb);
        start.Environment[NativeCache.FolderVariable] = cache;

        using Process process = Process.Start(start)!;
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
            throw new TimeoutException($"'{FileName} {verb}' took longer than {Patience}.");
        }
    }
}
