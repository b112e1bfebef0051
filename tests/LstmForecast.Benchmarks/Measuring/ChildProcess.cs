using System.Diagnostics;
using System.Globalization;

namespace LstmForecast.Benchmarks;

/// <summary>
/// This program again, in a process of its own: its memory is its own then, and what a peer leaks goes away with it.
/// </summary>
internal static class ChildProcess
{
    /// <summary>What starts this program again.</summary>
    public static ProcessStartInfo OfThisProgram(IEnumerable<object> arguments)
    {
        string program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program);
        // Started as "dotnet program.dll", the path is that of dotnet.
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        foreach (object argument in arguments)
            start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        return start;
    }

    /// <summary>Runs a command of this program and waits for it.</summary>
    /// <returns>The figures it printed.</returns>
    public static Dictionary<string, double> Figures(params IEnumerable<object> arguments)
    {
        ProcessStartInfo start = OfThisProgram(arguments);
        start.RedirectStandardOutput = true;
        // What a part prints belongs to the benchmark that asked for it.
        start.ArgumentList.Add("--no-results");
        using var child = Process.Start(start)!;
        string[] lines = child.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries);
        child.WaitForExit();
        if (child.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"The child process '{string.Join(' ', start.ArgumentList)}' ended with code {child.ExitCode}: "
                + string.Join(Environment.NewLine, lines));
        }

        return Benchmarks.Figures.Parse(lines);
    }
}
