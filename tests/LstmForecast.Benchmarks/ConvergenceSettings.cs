using System.CommandLine;

namespace LstmForecast.Benchmarks;

/// <summary>What is learnt and until when. The defaults of data and network are the article's.</summary>
internal sealed record ConvergenceSettings(
    double Target, int Steps, bool EveryIteration, int Series, int Length, int Hidden)
{
    private const int TestSeries = 3;

    /// <summary>Adds the options to a command; the result reads them.</summary>
    public static Func<ParseResult, ConvergenceSettings> AddTo(Command command)
    {
        Option<double> target = Options.With("--target", "The validation loss to reach.", 2e-4);
        Option<int> steps = Options.With(
            "--steps", "Optimiser steps, of up to 20 iterations, after which to give up.", 20);
        Option<bool> every = Options.With(
            "--every-iteration", "Look at the validation loss after every iteration of ours, not every step.", false);
        Option<int> series = Options.With("--series", "Waves in all; 3 are held out.", 100);
        Option<int> length = Options.With("--length", "Points in each.", 1000);
        Option<int> hidden = Options.With("--hidden", "Units of each of the two layers.", 64);
        foreach (Option option in (Option[])[target, steps, every, series, length, hidden]) command.Add(option);
        return parsed => new ConvergenceSettings(
            parsed.GetValue(target),
            parsed.GetValue(steps),
            parsed.GetValue(every),
            parsed.GetValue(series),
            parsed.GetValue(length),
            parsed.GetValue(hidden));
    }

    public (SeriesSet Train, SeriesSet Test) Data(int seed) =>
        SineWaves.Generate(Series, Length, seed: seed).SplitBySeries(TestSeries);

    /// <summary>The same on the command line.</summary>
    public IEnumerable<object> Arguments() =>
    [
        "--target", Target, "--steps", Steps, "--every-iteration", EveryIteration,
        "--series", Series, "--length", Length, "--hidden", Hidden,
    ];
}

/// <summary>How a run went.</summary>
/// <param name="Evaluations">Of loss and gradient; infinite if the target was not reached.</param>
/// <param name="Seconds">Likewise.</param>
/// <param name="Loss">The last validation loss.</param>
internal sealed record ConvergenceOutcome(double Evaluations, double Seconds, double Loss);
