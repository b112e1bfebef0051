using System.Runtime.InteropServices;
using System.Text;

namespace LstmForecast.Benchmarks;

/// <summary>
/// The results of all benchmarks on one kind of processor, as a page in the repository: a section each, replaced when the
/// benchmark runs again.
/// </summary>
internal static class ResultFile
{
    /// <summary>
    /// The folder for results in the repository that this program was built in; null where that is not to be found.
    /// </summary>
    public static string? FindFolder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string project = Path.Combine(folder.FullName, "tests", "LstmForecast.Benchmarks");
            if (File.Exists(Path.Combine(project, "LstmForecast.Benchmarks.csproj"))) return Path.Combine(project, "results");
        }

        return null;
    }

    /// <summary>Runs a benchmark, and keeps what it printed if it went well.</summary>
    /// <param name="name">What the section is called.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="folder">Where to; it is made.</param>
    /// <param name="run">The benchmark; gives its exit code.</param>
    public static int Record(string name, IEnumerable<string> arguments, string folder, Func<int> run)
    {
        TextWriter console = Console.Out;
        using var text = new StringWriter();
        using var both = new BothWriters(console, text);
        Console.SetOut(both);
        int exitCode;
        try
        {
            exitCode = run();
        }
        finally
        {
            Console.SetOut(console);
        }

        if (exitCode != 0) return exitCode;
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, Machine.FileName + ".md");
        string page = File.Exists(path) ? File.ReadAllText(path) : Heading();
        File.WriteAllText(path, WithSection(page, name, Section(name, arguments, text.ToString())));
        console.WriteLine($"recorded in {path}");
        return 0;
    }

    /// <summary>The page with a section in the place of an older one of that name, or else where its name belongs.</summary>
    internal static string WithSection(string page, string name, string section)
    {
        const string Start = "\n## ";
        string[] parts = page.Split(Start);
        IEnumerable<string> others = parts.Skip(1).Where(part => part.Split('\n')[0] != name).Select(part => part.TrimEnd() + "\n");
        IEnumerable<string> sections = others.Append(section).OrderBy(part => part.Split('\n')[0], StringComparer.Ordinal);
        return parts[0].TrimEnd() + "\n" + string.Concat(sections.Select(part => Start + part));
    }

    private static string Heading() =>
        $"# {Machine.Processor}, vectors of {Machine.VectorBits} bits\n"
        + "Written by the benchmarks themselves; each section is of the last run.\n";

    private static string Section(string name, IEnumerable<string> arguments, string printed) =>
        $"{name}\n"
        + $"{DateTime.UtcNow:yyyy-MM-dd}; LstmForecast {Machine.Library}; TorchSharp {Machine.TorchSharp}; "
        + $"{RuntimeInformation.FrameworkDescription}; {Environment.ProcessorCount} processors; "
        + $"{RuntimeInformation.OSDescription}\n\n"
        + $"```\n$ {string.Join(' ', arguments)}\n{printed.ReplaceLineEndings("\n").TrimEnd()}\n```\n";

    /// <summary>What is printed is seen at once, and kept.</summary>
    private sealed class BothWriters(TextWriter one, TextWriter other) : TextWriter
    {
        public override Encoding Encoding => one.Encoding;

        public override void Write(char value)
        {
            one.Write(value);
            other.Write(value);
        }

        public override void Write(string? value)
        {
            one.Write(value);
            other.Write(value);
        }

        public override void Flush() => one.Flush();
    }
}
