using System.CommandLine;
using System.Globalization;
using LstmForecast;
using LstmForecast.Plots;
using LstmForecast.Samples;
using LstmForecast.Samples.FeedForward;

// What came before recurrence: a curve through a player's minutes by a network that knows nothing of order.
const int Games = 11;
const int HeldOut = 2;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Option<int> epochs = SampleHost.Number("--epochs", "Passes over the nine games that are learnt from.", 500_000);
Option<int> seed = SampleHost.Number("--seed", "What the minutes and initial weights are drawn from.", 0, minimum: 0);
Option<string> output = SampleHost.OutputFolder(Path.Combine("out", "feed-forward"));

var command = new RootCommand("Fits a feed-forward network to a basketball player's minutes.")
{
    epochs, seed, output,
};
return SampleHost.Run(command, args, (parsed, cancellationToken) =>
{
    TimeSeries player = MinutesPlayed.Generate(1, Games, MinutesNoise.PerGame, parsed.GetValue(seed))[0];
    var options = new FeedForwardOptions { Epochs = parsed.GetValue(epochs), Seed = parsed.GetValue(seed) };
    var baseline = new FeedForwardBaseline(options);
    FeedForwardFit fit = TrainingDisplay.Show<FeedForwardReport, FeedForwardFit>(
        "feed-forward",
        report => (double)report.Epoch / options.Epochs,
        report => $"Epoch {report.Epoch}, Training loss {report.TrainingLoss:F4}, Validation loss {report.ValidationLoss:F4}",
        progress => baseline.Fit(player, HeldOut, progress, cancellationToken));

    using var plot = new SeriesPlot("A feed-forward network: dots are data, crosses predictions", "game", "minutes");
    plot.AddDots(player[..^HeldOut], label: "games it learnt from");
    plot.AddDots(player[^HeldOut..], Games - HeldOut, label: "games held out");
    double[] predictions = [.. Enumerable.Range(0, Games + HeldOut).Select(game => fit.Predict(game))];
    plot.AddCrosses(new TimeSeries("predictions", predictions), label: "predictions");
    string path = Path.Combine(parsed.Folder(output), "fit.png");
    plot.Save(path, width: 1000);
    Console.WriteLine($"Picture: {path}");
});
