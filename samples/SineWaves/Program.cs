using System.CommandLine;
using System.Globalization;
using LstmForecast;
using LstmForecast.Plots;
using LstmForecast.Samples;

// The article's experiment: learn 97 sine waves, then let the network run freely 1,000 steps into the future.
const int TestWaves = 3;
const int Ahead = 1000;
const int Gray = 7;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Option<int> steps = SampleHost.Number("--steps", "L-BFGS steps, of up to 20 iterations each.", 8);
Option<int> series = SampleHost.Number("--series", "Waves in all; 3 of them are held out.", 100, minimum: TestWaves + 1);
Option<int> length = SampleHost.Number("--length", "Points in each wave.", 1000, minimum: 4);
Option<int> width = SampleHost.Number("--width", "The wave's width: time steps a radian.", 20);
Option<int[]> hidden = new("--hidden")
{
    Description = "Units of each LSTM layer; one number gives two layers of that many.",
    DefaultValueFactory = _ => [64, 64],
    AllowMultipleArgumentsPerToken = true,
};
Option<int> seed = SampleHost.Number("--seed", "What shifts and initial weights are drawn from.", 0, minimum: 0);
Option<bool> article = new("--article") { Description = "L-BFGS as in the article: learning rate 0.08, no line search." };
Option<string> output = SampleHost.OutputFolder(Path.Combine("out", "sine-waves"));

var command = new RootCommand("Trains an LSTM on sine waves and draws it running 1,000 steps into the future.")
{
    steps, series, length, width, hidden, seed, article, output,
};
return SampleHost.Run(command, args, (parsed, cancellationToken) =>
{
    string folder = parsed.Folder(output);
    int points = parsed.GetValue(length);
    int[] sizes = parsed.GetValue(hidden)!;

    // Drawn longer than the network sees, so that its future can be held against the true one.
    SeriesSet longer = SineWaves.Generate(
        parsed.GetValue(series), points + Ahead, parsed.GetValue(width), parsed.GetValue(seed));
    (SeriesSet train, SeriesSet test) =
        new SeriesSet(longer.Select(wave => wave[..points])).SplitBySeries(test: TestWaves);
    TimeSeries[] whole = [.. longer.Take(TestWaves)];
    TimeSeries[] future = [.. whole.Select(wave => wave[points..])];

    var forecaster = new SequenceForecaster(new ForecasterOptions
    {
        HiddenSizes = sizes.Length == 1 ? [sizes[0], sizes[0]] : sizes,
        // The waves lie between -1 and 1 already; without transforms, losses are in the article's units.
        Transforms = [],
        Seed = parsed.GetValue(seed),
    });
    var training = new LbfgsTraining
    {
        Epochs = parsed.GetValue(steps),
        Optimizer = parsed.GetValue(article)
            ? new LbfgsOptions { LearningRate = 0.08, LineSearch = LineSearch.None }
            : new LbfgsOptions(),
        // The article's advice: a low loss can hide rubbish, so go back to the step that runs freely best.
        RestoreEpoch = EpochChoice.FreeRunningError,
        OnCancellation = CancellationBehavior.ReturnBest,
    };

    Console.WriteLine($"{train.Count} waves to learn from, {test.Count} to test, {points} points each");
    TrainedForecaster model = TrainingDisplay.Epochs(
        "sine waves",
        Describe,
        progress => forecaster.Fit(train, training, test, progress, cancellationToken));

    LossPlot.Save(model.History, Path.Combine(folder, "loss.png"));
    string file = Path.Combine(folder, "waves.lstm");
    model.Save(file);
    WavesFile.Write(Path.Combine(folder, "waves.csv"), test, model.Forecast(test, Ahead, cancellationToken: cancellationToken));
    Console.WriteLine(
        $"Stopped: {model.History.StopReason}, after {model.History.TotalEvaluations} evaluations; "
        + $"the model has the weights of step {model.History.RestoredEpoch}");
    Console.WriteLine($"Pictures, model and its forecasts: {Path.GetFullPath(folder)}");

    string Describe(EpochReport report)
    {
        IReadOnlyList<Forecast> forecasts = report.Model!.Forecast(test, Ahead, cancellationToken: cancellationToken);
        Draw(report.Model, whole, test, forecasts, report.Epoch, Path.Combine(folder, $"predict{report.Epoch}.png"));
        double error = Math.Sqrt(forecasts.Zip(future, (forecast, truth) =>
            Metrics.MeanSquaredError(truth.Values, forecast.Values)).Average());
        return $"Step: {report.Epoch}, Loss: {report.TrainingLoss:G4}, Validation: {report.ValidationLoss:G4}, "
            + $"RMSE {Ahead} steps ahead: {error:G3}, Evaluations: {report.TotalEvaluations}, "
            + $"Elapsed: {report.Elapsed:m\\:ss}, Left: {report.EstimatedTimeLeft:m\\:ss}";
    }
});

// As the article draws it, what the network makes of the data it is shown and then goes on with by itself, and beside it what
// was observed and what really follows.
static void Draw(
    TrainedForecaster model, TimeSeries[] whole, SeriesSet shown, IReadOnlyList<Forecast> forecasts, int step, string path)
{
    using var plot = new SeriesPlot($"Step {step}: one step ahead inside the data, running freely beyond");
    for (int wave = 0; wave < whole.Length; wave++)
    {
        // One wave names the kinds of lines for all.
        bool isFirst = wave == 0;
        plot.AddLine(
            model.FittedValues(shown[wave]), model.MinimumHistory, label: isFirst ? "one step ahead" : null, color: wave, lineWidth: 4);
        plot.AddForecast(forecasts[wave], label: isFirst ? "running freely" : null, color: wave);
        plot.AddLine(whole[wave], label: isFirst ? "true wave" : null, color: Gray, lineWidth: 1);
    }

    plot.Save(path);
}
