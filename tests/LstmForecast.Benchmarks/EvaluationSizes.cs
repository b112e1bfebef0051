using System.CommandLine;

namespace LstmForecast.Benchmarks;

/// <summary>
/// What is evaluated, in this process and in the children that measure memory. The defaults are the article's.
/// </summary>
internal sealed record EvaluationSizes(int Hidden, int Layers, int Series, int Length, bool IsDouble, int? Threads)
{
    public Precision Precision => IsDouble ? Precision.Float64 : Precision.Float32;

    private int[] HiddenSizes => [.. Enumerable.Repeat(Hidden, Layers)];

    /// <summary>Adds the options to a command; the result reads them.</summary>
    public static Func<ParseResult, EvaluationSizes> AddTo(Command command)
    {
        Option<int> hidden = Options.With("--hidden", "Units of each layer.", 64);
        Option<int> layers = Options.With("--layers", "LSTM layers.", 2);
        Option<int> series = Options.With("--series", "Training series.", 97);
        Option<int> length = Options.With("--length", "Points in each.", 1000);
        Option<bool> isDouble = Options.With("--double", "Compute in 64 bits.", false);
        Option<int?> threads = Options.Threads();
        foreach (Option option in (Option[])[hidden, layers, series, length, isDouble, threads]) command.Add(option);
        return parsed => new EvaluationSizes(
            parsed.GetValue(hidden),
            parsed.GetValue(layers),
            parsed.GetValue(series),
            parsed.GetValue(length),
            parsed.GetValue(isDouble),
            parsed.GetValue(threads));
    }

    public TrainingSetup Setup() =>
        new(SineWaves.Generate(Series, Length), HiddenSizes, Precision, threads: Threads);

    /// <summary>The same on the command line.</summary>
    public IEnumerable<object> Arguments()
    {
        object[] sizes =
        [
            "--hidden", Hidden, "--layers", Layers, "--series", Series, "--length", Length, "--double", IsDouble,
        ];
        return Threads is int threads ? [.. sizes, "--threads", threads] : sizes;
    }
}
