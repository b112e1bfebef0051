using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using LstmForecast;
using LstmForecast.Plots;
using LstmForecast.Samples;

// One model for series of all sizes, learnt from many, for series that it has never seen.
const int Drawn = 3;
const int Stride = 6;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Option<int> shops = SampleHost.Number("--shops", "Shops to learn from.", 200, minimum: 2);
Option<int> unseen = SampleHost.Number("--unseen", "Shops that the model never sees in training.", 30);
Option<int> days = SampleHost.Number("--days", "Days of each.", 14, minimum: 8);
Option<int> hidden = SampleHost.Number("--hidden", "Units of the LSTM layer.", 48);
Option<int> epochs = SampleHost.Number("--epochs", "Epochs of training.", 20, minimum: 2);
Option<int> seed = SampleHost.Number("--seed", "What shops and initial weights are drawn from.", 0, minimum: 0);
Option<string> output = SampleHost.OutputFolder(Path.Combine("out", "many-series"));

var command = new RootCommand("Trains one LSTM on many series of all sizes and forecasts others that it has never seen.")
{
    shops, unseen, days, hidden, epochs, seed, output,
};
return SampleHost.Run(command, args, (parsed, cancellationToken) =>
{
    int hours = Shops.Day * parsed.GetValue(days);
    int drawnFrom = parsed.GetValue(seed);
    SeriesSet train = Shops.Generate(parsed.GetValue(shops), hours, 2 * drawnFrom, "shop");
    SeriesSet others = Shops.Generate(parsed.GetValue(unseen), hours, 2 * drawnFrom + 1, "new-shop");
    Console.WriteLine(
        $"{train.Count} shops to learn from and {others.Count} others, {hours} hours each; "
        + $"mean sales an hour from {others.Min(Mean):G3} to {others.Max(Mean):G3}");

    var forecaster = new SequenceForecaster(new ForecasterOptions
    {
        HiddenSizes = [parsed.GetValue(hidden)],
        // The whole of the next day at once.
        Horizon = Shops.Day,
        // Logarithms, as sales grow by percents, and what is left beside the shop's own usual day: a kiosk and a department
        // store look alike to the network.
        Transforms = [Transform.Log, Transform.SeasonalMeanResidual(Shops.Day, 6), Transform.Standardize],
        Seed = drawnFrom,
    });
    var training = new AdamWTraining
    {
        Epochs = parsed.GetValue(epochs),
        LearningRate = 3e-3,
        ClipGradientNorm = 1,
        WarmupEpochs = 1,
        Schedule = LearningRateSchedule.Cosine,
        // The end of each shop judges each epoch; the best weights are kept.
        ValidationSteps = Shops.Day,
    };
    TrainedForecaster model = TrainingDisplay.Epochs(
        "shops",
        report => $"Epoch: {report.Epoch}, Loss: {report.TrainingLoss:G4}, Held out: {report.ValidationLoss:G4}",
        progress => forecaster.Fit(train, training, progress: progress, cancellationToken: cancellationToken));

    // Shops that training never saw: nothing is fitted to them.
    BacktestResult result = Backtest.Evaluate(
        model,
        others,
        new BacktestOptions
        {
            Cutoffs = new RollingCutoffs { Horizon = Shops.Day, Count = 12, Stride = Stride },
            SeasonLength = Shops.Day,
            ModelName = "LSTM",
        },
        cancellationToken: cancellationToken);
    Console.WriteLine();
    Console.WriteLine(result.ToTable(mostSeries: 5));
    Accuracy naive = result.Report.Overall.Baselines.First(baseline => baseline.Method == "seasonal naive");
    Console.WriteLine(
        $"MASE on shops never seen: {result.Report.Overall.ModelAccuracy.MeanAbsoluteScaledError:F3}, "
        + $"seasonal naive {naive.MeanAbsoluteScaledError:F3}");

    var watch = Stopwatch.StartNew();
    IReadOnlyList<Forecast> next = model.Forecast(others, Shops.Day, cancellationToken: cancellationToken);
    Console.WriteLine($"The next day of all {others.Count}: {watch.Elapsed.TotalMilliseconds:F0} ms");

    string folder = parsed.Folder(output);
    ErrorPlot.SaveBySeries(result.Report, Path.Combine(folder, "error-by-shop.png"));
    foreach ((TimeSeries shop, int i) in others.Take(Drawn).Select((shop, i) => (shop, i)))
    {
        using var plot = new SeriesPlot($"{shop.Name}, never seen in training", "hour", "sales");
        plot.AddLine(shop, label: "observed", color: 1);
        BacktestSeries tested = result.Series[i];
        for (int cutoff = 0; cutoff < tested.Count; cutoff += Shops.Day / Stride)
            plot.AddForecast(tested[cutoff], label: cutoff == 0 ? "forecast in the backtest" : null, color: 3);
        plot.AddForecast(next[i], label: "the next day", color: 0);
        plot.Save(Path.Combine(folder, $"{shop.Name}.png"));
    }

    model.Save(Path.Combine(folder, "shops.lstm"));
    Console.WriteLine($"Pictures and model: {Path.GetFullPath(folder)}");
});

static double Mean(TimeSeries series) => series.Channel().Average();
