using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using LstmForecast.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var command = new RootCommand("Measures LstmForecast. Each figure stands on a last line of its own: figure NAME VALUE.")
{
    AccuracyBenchmark.Command(),
    BacktestBenchmark.Command(),
    BatchBenchmark.Command(),
    ConvergenceBenchmark.Command(),
    ConvergenceRun.Command(),
    DeployBenchmark.Command(),
    EvaluationBenchmark.Command(),
    EvaluationMemory.Command(),
    ScalingBenchmark.Command(),
    SetsBenchmark.Command(),
    StreamingBenchmark.Command(),
    WindowsBenchmark.Command(),
};
var noResults = new Option<bool>("--no-results")
{
    Description = "Leaves the page of this processor in tests/LstmForecast.Benchmarks/results as it is.",
    Recursive = true,
};
command.Options.Add(noResults);
Option<int?> vectors = ForcedVectors.Option();
command.Options.Add(vectors);
ParseResult parsed = command.Parse(args);
if (parsed.Errors.Count == 0 && ForcedVectors.IsWanted(parsed.GetValue(vectors)))
    return ForcedVectors.Run(parsed.GetValue(vectors)!.Value, args);
string name = parsed.CommandResult.Command.Name;
bool isRecorded = parsed.Errors.Count == 0 && parsed.CommandResult.Command != command && parsed.Action is not HelpAction
    && !parsed.GetValue(noResults);
return isRecorded && ResultFile.FindFolder() is string folder
    ? ResultFile.Record(name, args, folder, () => parsed.Invoke())
    : parsed.Invoke();
