using System.CommandLine;

namespace LstmForecast.Benchmarks;

/// <summary>
/// How long, and how many evaluations of loss and gradient, the article's experiment needs until the validation loss is
/// low enough: by our defaults, with the article's learning rate and no line search, and by the article's own loop.
/// </summary>
internal static class ConvergenceBenchmark
{
    public static Command Command()
    {
        Option<int> seeds = Options.With("--seeds", "How many seeds, from 0 on.", 5);
        Option<bool> oursOnly = Options.With(
            "--ours-only", "Leave out the article's own loop, which takes minutes a seed.", false);
        var command = new Command("convergence", "Time and evaluations until the sine waves are learnt.")
        {
            seeds, oursOnly,
        };
        Func<ParseResult, ConvergenceSettings> settings = ConvergenceSettings.AddTo(command);
        command.SetAction(parsed => Run(parsed.GetValue(seeds), parsed.GetValue(oursOnly), settings(parsed)));
        return command;
    }

    private static void Run(int seeds, bool oursOnly, ConvergenceSettings settings)
    {
        var ours = new List<ConvergenceOutcome>();
        var article = new List<ConvergenceOutcome>();
        var peer = new List<ConvergenceOutcome>();
        for (int seed = 0; seed < seeds; seed++)
        {
            ours.Add(Measure(ConvergenceRun.Ours, seed));
            article.Add(Measure(ConvergenceRun.Article, seed));
            if (!oursOnly) peer.Add(Measure(ConvergenceRun.Loop, seed));
        }

        var figures = new List<(string Name, double Value)>();
        // Where neither got there, infinity over infinity, the seed says nothing; NaN would hide among the others.
        double[] ratios =
        [
            .. peer.Zip(ours, (its, mine) => its.Seconds / mine.Seconds).Where(ratio => !double.IsNaN(ratio)),
        ];
        if (ratios.Length > 0)
        {
            Console.WriteLine(
                $"article's loop / ours, time: {ratios.Min():F2} to {ratios.Max():F2} over {ratios.Length} seeds");
            figures.Add(("ratio-time", Samples.MedianOf(ratios)));
        }

        figures.Add(("seconds", Samples.MedianOf([.. ours.Select(one => one.Seconds)])));
        string counted = settings.EveryIteration ? "-every-iteration" : "";
        figures.Add(($"evaluations{counted}", Samples.MedianOf([.. ours.Select(one => one.Evaluations)])));
        figures.Add(($"evaluations-article{counted}", Samples.MedianOf([.. article.Select(one => one.Evaluations)])));
        Figures.Print(figures);

        ConvergenceOutcome Measure(string mode, int seed)
        {
            ConvergenceOutcome outcome = ConvergenceRun.InChild(mode, seed, settings);
            string when = double.IsFinite(outcome.Seconds)
                ? $"reached after {outcome.Evaluations} evaluations and {outcome.Seconds:F1} s"
                : $"not reached in {settings.Steps} steps";
            Console.WriteLine($"{mode}, seed {seed}: {when}; validation {outcome.Loss:G3}");
            return outcome;
        }
    }
}
