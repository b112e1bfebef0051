using System.CommandLine;
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
    StreamingBenchmark.Command(),
};
return command.Parse(args).Invoke();
