using System.Globalization;

namespace LstmForecast.Benchmarks;

/// <summary>How results are printed, and read again from the output of a child process.</summary>
internal static class Figures
{
    private const string Mark = "figure";

    /// <summary>To be called last: the machine, then one line a figure.</summary>
    public static void Print(params IReadOnlyList<(string Name, double Value)> figures)
    {
        Console.WriteLine(Machine.Describe());
        foreach ((string name, double value) in figures)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Mark} {name} {value:G6}"));
    }

    /// <summary>The figures in what a benchmark has printed.</summary>
    public static Dictionary<string, double> Parse(IEnumerable<string> lines) => lines
        .Select(line => line.Split(' '))
        .Where(words => words.Length == 3 && words[0] == Mark)
        .ToDictionary(words => words[1], words => double.Parse(words[2], CultureInfo.InvariantCulture));
}
