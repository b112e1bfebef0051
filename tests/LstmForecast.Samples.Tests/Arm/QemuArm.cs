using System.Diagnostics;

namespace LstmForecast.Samples.Tests.Arm;

/// <summary>Programs for linux-arm64, emulated.</summary>
internal static class QemuArm
{
    public const string Program = "qemu-aarch64";

    public const string Loader = Libraries + "/lib/ld-linux-aarch64.so.1";

    private const string Libraries = "/usr/aarch64-linux-gnu";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>What it printed, once it has ended well.</summary>
    public static string Run(string program, string[] arguments, string input) =>
        RunHere(Program, ["-L", Libraries, program, .. arguments], input);

    /// <summary>The sample as native code; everything that is built on the way lies in the folder too.</summary>
    /// <returns>The program's path.</returns>
    public static string PublishStreaming(string folder)
    {
        string published = Path.Combine(folder, "published");
        RunHere(
            "dotnet",
            [
                "publish", Path.Combine(RepositoryRoot, "samples", "Streaming"), "-c", "Release", "-r", "linux-arm64",
                "--artifacts-path", Path.Combine(folder, "artifacts"), "-o", published,
            ],
            input: "");
        return Path.Combine(published, "Streaming");
    }

    private static string RunHere(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // `dotnet test` tells its children where its own MSBuild is, and a build server would hold on to the output.
        foreach (string name in start.Environment.Keys.ToArray())
        {
            if (name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)) start.Environment.Remove(name);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        start.Environment["UseSharedCompilation"] = "false";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all; why, it says below.
        }

        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} took longer than {Limit}.");
        }

        return process.ExitCode == 0 ? output.Result : throw new InvalidOperationException(
            $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output.Result}{errors.Result}");
    }

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LstmForecast.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
