using System.CommandLine;
using System.Diagnostics;
using LstmForecast.Csv;

namespace LstmForecast.Benchmarks;

/// <summary>
/// Forecasts of real series from every cutoff of their test part, fitted once on what comes before it, beside the
/// baselines from the same cutoffs: the median over seeds.
/// </summary>
internal static class AccuracyBenchmark
{
    public static Command Command()
    {
        Option<DirectoryInfo> data = Options.With("--data", "Where the series are.", new DirectoryInfo("samples/data"));
        Option<string[]> names = new("--case") { Description = "Only these cases.", AllowMultipleArgumentsPerToken = true };
        Option<int> seeds = Options.With("--seeds", "Seeds, from 0 on.", 3);
        Option<bool> inside = Options.With(
            "--inside", "Stay inside the training part, of which as many of the last points are held out.", false);
        Option<bool> auto = Options.With("--only-auto", "Only with all options Auto.", false);
        var command = new Command("accuracy", "How good forecasts of real series are.") { data, names, seeds, inside, auto };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(data).FullName,
            parsed.GetValue(names) ?? [],
            parsed.GetValue(seeds),
            parsed.GetValue(inside),
            parsed.GetValue(auto)));
        return command;
    }

    private static void Run(string data, string[] names, int seeds, bool inside, bool onlyAuto)
    {
        var figures = new List<(string Name, double Value)>();
        foreach (AccuracyCase one in AccuracyCases.All.Where(one => names.Length == 0 || names.Contains(one.Name)))
        {
            string path = Path.Combine(data, $"{one.File}.csv");
            if (!File.Exists(path))
            {
                Console.WriteLine($"{one.Name}: there is no {path}, so it is left out.");
                continue;
            }

            SeriesSet set = Read(path);
            if (inside) set = set.SplitByTime(one.Test).Train;
            if (!onlyAuto) figures.Add((one.Name, Median(one, set, one.Options, seeds)));
            figures.Add(($"{one.Name}-auto", Median(one, set, ForecasterOptions.Auto(one.Horizon), seeds)));
        }

        Figures.Print(figures);
    }

    private static SeriesSet Read(string path)
    {
        string[] columns = File.ReadLines(path).First().Split(',');
        return SeriesCsv.Read(path, new SeriesColumns { Time = columns[0], Channels = [columns[1]] });
    }

    private static double Median(
        AccuracyCase one, SeriesSet set, ForecasterOptions options, int seeds)
    {
        var backtest = new BacktestOptions
        {
            Cutoffs = new RollingCutoffs { Horizon = one.Horizon, First = set[0].Length - one.Test },
            SeasonLength = one.Season,
            Measure = one.Measure,
        };
        var clock = Stopwatch.StartNew();
        BacktestResult[] results =
        [
            .. Enumerable.Range(0, seeds).Select(seed => Backtest.Run(
                // Apart by more than the members of an ensemble are.
                new SequenceForecaster(options with { Seed = 100 * seed }), set, backtest, new AutoTraining()))
                .OrderBy(result => Value(result, one.Measure)),
        ];
        BacktestResult median = results[seeds / 2];
        string which = options.Transforms.Contains(Transform.Auto) ? "Auto" : "options by hand";
        Console.WriteLine($"{one.Name}, {which}: {seeds} seeds in {clock.Elapsed.TotalSeconds:F0} s, "
            + $"{one.Measure} {string.Join(" ", results.Select(result => Value(result, one.Measure).ToString("G5")))}");
        foreach (string choice in median.Fits[0].Model.History.Choices) Console.WriteLine($"  {choice}");
        Console.WriteLine(median.Report.ToTable(mostSeries: 0));
        return Value(median, one.Measure);
    }

    private static double Value(BacktestResult result, AccuracyMeasure measure) => result.Report.Overall.ModelAccuracy[measure];
}
