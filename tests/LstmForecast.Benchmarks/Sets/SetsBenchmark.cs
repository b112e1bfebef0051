using System.CommandLine;
using System.Diagnostics;
using LstmForecast.Numerics;

namespace LstmForecast.Benchmarks;

/// <summary>
/// Sets of many series, forecast once from the end of their training part with all options Auto, beside forecasts that need no
/// model: the median over seeds.
/// </summary>
internal static class SetsBenchmark
{
    public static Command Command()
    {
        Option<DirectoryInfo> data = new("--data")
        {
            Description = "Where the sets are: CSV files of series,length,horizon,season,step,values, the values separated by spaces "
                + "and the last of them, as many as the horizon, the test part; and ETTh1.csv.",
            Required = true,
        };
        Option<string[]> names = new("--set") { Description = "Only these files, without their ending.", AllowMultipleArgumentsPerToken = true };
        Option<int> seeds = Options.With("--seeds", "Seeds, from 0 on.", 3);
        Option<int> epochs = Options.With("--epochs", "Epochs of AutoTraining.", new AutoTraining().Epochs);
        var command = new Command("sets", "How good forecasts of sets of many series are.") { data, names, seeds, epochs };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(data), parsed.GetValue(names) ?? [], parsed.GetValue(seeds), new AutoTraining { Epochs = parsed.GetValue(epochs) }));
        return command;
    }

    private static void Run(DirectoryInfo data, string[] names, int seeds, AutoTraining training)
    {
        var figures = new List<(string, double)>();
        foreach (FileInfo file in data.GetFiles("*.csv").OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            string name = Path.GetFileNameWithoutExtension(file.Name);
            if (names.Length > 0 && !names.Contains(name, StringComparer.OrdinalIgnoreCase)) continue;
            SetCase one = name == "ETTh1" ? SetCase.OfTransformer(file.FullName) : SetCase.OfSeries(file.FullName);
            Console.WriteLine($"{name}: {one.Train.Count} series, {one.Train.Sum(series => (long)series.Length)} points to learn from, horizon {one.Horizon}");
            foreach ((string baseline, double[] scores) in one.Baselines) Console.WriteLine($"  {baseline}: {one.Text(scores)}");
            var all = new List<double[]>();
            for (int seed = 0; seed < seeds; seed++)
            {
                var clock = Stopwatch.StartNew();
                TrainedForecaster? model = null;
                // Apart by more than the networks of a model are.
                var forecaster = new SequenceForecaster(ForecasterOptions.Auto(one.Horizon) with { Seed = 100 * seed });
                double memory = ProcessMemory.PeakGrowth(() => model = forecaster.Fit(one.Train, training));
                TimeSpan fit = clock.Elapsed;
                double[] scores = one.Score(model!);
                all.Add(scores);
                Console.WriteLine($"  Auto, seed {100 * seed}: {one.Text(scores)}; fit in {fit.TotalSeconds:F0} s, {memory:F0} MB");
                if (seed > 0) continue;
                foreach (string choice in model!.History.Choices) Console.WriteLine($"    {choice}");
            }

            for (int measure = 0; measure < one.Measures.Length; measure++)
            {
                figures.Add((
                    name.ToLowerInvariant() + (measure == 0 ? "" : $"-{one.Measures[measure].ToLowerInvariant()}"),
                    OrderStatistics.Median(all.Select(scores => scores[measure]))));
            }
        }

        Figures.Print(figures);
    }
}
