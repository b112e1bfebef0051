using System.Diagnostics;

namespace LstmForecast.Samples.Tests.Streaming;

/// <summary>A run of the program <c>Streaming</c>, as a user starts it, in a process of its own.</summary>
internal sealed record StreamingProgram(int ExitCode, string[] Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="input">What it reads from standard input.</param>
    /// <param name="arguments">What stands after its name.</param>
    public static async Task<StreamingProgram> Run(string input, params IEnumerable<string> arguments)
    {
        // The dotnet that runs the tests, where it does: there may be others on the path.
        string? self = Environment.ProcessPath;
        bool isDotnet = Path.GetFileNameWithoutExtension(self) == "dotnet";
        string program = Path.Combine(AppContext.BaseDirectory, "Streaming.dll");
        using var process = Process.Start(new ProcessStartInfo(isDotnet ? self! : "dotnet", arguments.Prepend(program))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(timeout.Token);
            await Tell(process.StandardInput, input);
            await process.WaitForExitAsync(timeout.Token);
            return new StreamingProgram(
                process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries), (await error).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'Streaming {string.Join(' ', arguments)}' took longer than {Patience}.");
        }
    }

    private static async Task Tell(StreamWriter to, string input)
    {
        try
        {
            await to.WriteAsync(input);
            to.Close();
        }
        catch (IOException)
        {
            // It has ended without reading to the end, as after a bad line.
        }
    }
}
