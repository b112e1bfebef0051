using System.Diagnostics;
using System.Globalization;

namespace LstmForecast.Benchmarks;

/// <summary>samples/Streaming, published into a folder of its own.</summary>
internal sealed class PublishedProgram
{
    private readonly string _program;
    private readonly string _folder;

    /// <param name="folder">Where to; it is made.</param>
    /// <param name="options">Further ones of <c>dotnet publish</c>.</param>
    public PublishedProgram(string folder, params string[] options)
    {
        _folder = folder;
        _program = Path.Combine(folder, "Streaming");
        string project = Path.Combine(Repository(), "samples", "Streaming", "Streaming.csproj");
        using Process publish = Start("dotnet", ["publish", project, "-c", "Release", "-o", folder, "--nologo", .. options]);
        string output = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        if (publish.ExitCode != 0) throw new InvalidOperationException($"dotnet publish ended with code {publish.ExitCode}: {output}");
        Bytes = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
    }

    /// <summary>All files of the folder.</summary>
    public long Bytes { get; }

    /// <summary>From before the process is started to the first line it prints.</summary>
    public double MillisecondsToFirstForecast(string model)
    {
        long start = Stopwatch.GetTimestamp();
        using Process process = Start(_program, [model]);
        process.StandardInput.WriteLine("0.5");
        process.StandardInput.Flush();
        string? line = process.StandardOutput.ReadLine();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        process.StandardInput.Close();
        process.WaitForExit();
        return line?.StartsWith("{\"point\":1,", StringComparison.Ordinal) == true
            ? milliseconds
            : throw new InvalidOperationException($"{_program} printed '{line}' and ended with code {process.ExitCode}.");
    }

    /// <summary>What the program itself measures.</summary>
    public double MicrosecondsPerStep(string model)
    {
        using Process process = Start(_program, [model, "--time"]);
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    public override string ToString() => _folder;

    private static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        return Process.Start(start)!;
    }

    /// <summary>The program is run from within the repository's folders.</summary>
    private static string Repository()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LstmForecast.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds LstmForecast.sln; run the benchmark from its repository.");
    }
}
