using System.CommandLine;
using System.Globalization;

namespace LstmForecast.Benchmarks;

/// <summary>Options of the command line, most of which several benchmarks share.</summary>
internal static class Options
{
    public static Option<T> With<T>(string name, string description, T value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    /// <summary>Several numbers, apart or with commas between them.</summary>
    public static Option<int[]> Numbers(string name, string description, params int[] values) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => values,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        [
            .. result.Tokens
                .SelectMany(token => token.Value.Split(','))
                .Select(text => int.Parse(text, CultureInfo.InvariantCulture)),
        ],
    };

    public static Option<int> Rounds() =>
        With("--rounds", "Rounds measured after the warm-up; a figure to be quoted needs at least 7.", 7);

    public static Option<int?> Threads() => With<int?>(
        "--threads", "Threads of the library and of libtorch. Default: one a processor, and libtorch's own.", null);
}
