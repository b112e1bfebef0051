using System.CommandLine;
using System.Globalization;
using LstmForecast;
using LstmForecast.Plots;
using LstmForecast.Samples;
using Spectre.Console;

// Channels that inform each other, and one that is known ahead: what is that worth against each channel by itself?
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Option<int> hours = SampleHost.Number("--hours", "Hours of the river.", 2000, minimum: 400);
Option<int> horizon = SampleHost.Number("--horizon", "Hours to forecast at once.", 6);
Option<int> hidden = SampleHost.Number("--hidden", "Units of the LSTM layer.", 32);
Option<int> steps = SampleHost.Number("--steps", "Most L-BFGS steps, of up to 5 iterations each.", 30);
Option<int> seed = SampleHost.Number("--seed", "What the river and initial weights are drawn from.", 0, minimum: 0);
Option<string> output = SampleHost.OutputFolder(Path.Combine("out", "multivariate"));

var command = new RootCommand("Forecasts three gauges of a river together, and each by itself, beside naive forecasts.")
{
    hours, horizon, hidden, steps, seed, output,
};
return SampleHost.Run(command, args, (parsed, cancellationToken) =>
{
    string[] gauges = [River.Upper, River.Tributary, River.Lower];
    TimeSeries river = River.Generate(parsed.GetValue(hours), parsed.GetValue(seed));
    Console.WriteLine($"{river.Length} hours of {string.Join(", ", gauges)}; known ahead: {River.Release}");
    var options = new ForecasterOptions
    {
        HiddenSizes = [parsed.GetValue(hidden)],
        Horizon = parsed.GetValue(horizon),
        Transforms = [Transform.Standardize, Transform.SubtractLastValue],
        Seed = parsed.GetValue(seed),
    };

    BacktestResult together = Test("together", river, options with { Data = new() { KnownCovariates = [River.Release] } });
    BacktestResult[] alone = [.. gauges.Select(gauge => Test($"{gauge} alone", river.Select(gauge), options))];

    Table table = new Table().Title("RMSE in centimetres").Border(TableBorder.Simple)
        .AddColumns("gauge", "together", "alone", "best baseline", "");
    for (int i = 0; i < gauges.Length; i++)
    {
        Accuracy best = together.Reports[i].Overall.BestBaseline(AccuracyMeasure.RootMeanSquaredError);
        table.AddRow(
            gauges[i],
            $"{together.Reports[i].Overall.ModelAccuracy.RootMeanSquaredError:F3}",
            $"{alone[i].Report.Overall.ModelAccuracy.RootMeanSquaredError:F3}",
            $"{best.RootMeanSquaredError:F3}",
            best.Method);
    }

    AnsiConsole.Write(table);
    foreach ((string gauge, int i) in gauges.Select((gauge, i) => (gauge, i)))
    {
        double change = together.Reports[i].Overall.ModelAccuracy.RootMeanSquaredError
            / alone[i].Report.Overall.ModelAccuracy.RootMeanSquaredError - 1;
        Console.WriteLine(FormattableString.Invariant(
            $"{gauge}: together with the others the error is {Math.Abs(change):P0} {(change < 0 ? "smaller" : "larger")} than alone."));
    }

    string folder = parsed.Folder(output);
    Draw(Path.Combine(folder, "river.png"));
    Console.WriteLine($"Picture: {folder}");

    // The last fifth is forecast from every hour of it, by a model of what came before.
    BacktestResult Test(string what, TimeSeries series, ForecasterOptions its)
    {
        var options = new BacktestOptions
        {
            Cutoffs = new RollingCutoffs { Horizon = its.Horizon!.Value, First = series.Length * 4 / 5 },
            Measure = AccuracyMeasure.RootMeanSquaredError,
            ModelName = what,
        };
        var training = new LbfgsTraining
        {
            Epochs = parsed.GetValue(steps),
            Optimizer = new LbfgsOptions { MaxIterations = 5 },
            ValidationSteps = series.Length / 8,
            Patience = 5,
        };
        return TrainingDisplay.Lines<BacktestProgress, BacktestResult>(
            what,
            report => report.Training?.Epoch is EpochReport epoch
                ? $"Step: {epoch.Epoch}, Loss: {epoch.TrainingLoss:G4}, Held out: {epoch.ValidationLoss:G4}"
                : null,
            progress => Backtest.Run(
                new SequenceForecaster(its), new SeriesSet(series), options, training, progress, cancellationToken));
    }

    void Draw(string path)
    {
        const int Shown = 120;
        int lower = Array.IndexOf(gauges, River.Lower);
        BacktestSeries both = together.Series[0], single = alone[lower].Series[0];
        int first = river.Length - Shown;
        using var plot = new SeriesPlot(
            "The lower gauge: forecast with the gauges above it and the planned release, and by itself",
            yLabel: "centimetres");
        plot.AddLine(river[first..], River.Lower, label: "observed", color: 7);
        // One forecast after the other, without overlap.
        for (int i = both.Count - 1; i >= 0 && both[i].Cutoff >= first; i -= both[i].Horizon)
        {
            plot.AddForecast(single[i], label: i == both.Count - 1 ? "alone" : null, color: 1);
            plot.AddForecast(both[i], River.Lower, i == both.Count - 1 ? "together" : null, color: 0);
        }

        plot.Save(path);
    }
});
