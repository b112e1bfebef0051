using System.CommandLine;
using System.Globalization;
using LstmForecast;
using LstmForecast.Plots;
using LstmForecast.Samples;

// The article's basketball players: minutes a game rise in a line. Levels flatten beyond the data; differences go on.
const int Games = 11;
const int FutureGames = 10;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Option<int> steps = SampleHost.Number("--steps", "L-BFGS steps, of up to 20 iterations each.", 10);
Option<int> players = SampleHost.Number("--series", "Imagined players; 95 % of them are learnt from.", 100, minimum: 20);
Option<int> seed = SampleHost.Number("--seed", "What the players and initial weights are drawn from.", 0, minimum: 0);
Option<string> output = SampleHost.OutputFolder(Path.Combine("out", "minutes"));

var command = new RootCommand("Trains an LSTM on a basketball player's minutes, as levels and as first differences.")
{
    steps, players, seed, output,
};
return SampleHost.Run(command, args, (parsed, cancellationToken) =>
{
    string folder = parsed.Folder(output);

    // The players' later games, which the network never sees, follow the same line.
    SeriesSet all = MinutesPlayed.Generate(
        parsed.GetValue(players), Games + FutureGames, MinutesNoise.PerSeries, parsed.GetValue(seed));
    (SeriesSet train, SeriesSet test) =
        new SeriesSet(all.Select(player => player[..Games])).SplitByShare(train: .95);

    Learn("levels", [Transform.Standardize]);
    Learn("differences", [Transform.Difference()]);
    Console.WriteLine($"Pictures: {Path.GetFullPath(folder)}");

    void Learn(string what, IReadOnlyList<Transform> transforms)
    {
        var forecaster = new SequenceForecaster(new() { Transforms = transforms, Seed = parsed.GetValue(seed) });
        var training = new LbfgsTraining { Epochs = parsed.GetValue(steps), RestoreEpoch = EpochChoice.Last };
        Console.WriteLine($"{what}: {train.Count} players to learn from, {test.Count} to test, {Games} games each");
        TrainedForecaster model = TrainingDisplay.Epochs(
            what, Describe, progress => forecaster.Fit(train, training, test, progress, cancellationToken));
        int last = model.History.Epochs.Count;
        Draw(model, $"{what}: step {last}", Path.Combine(folder, $"{what}-step{last}.png"));
        IEnumerable<double> errors = model.Forecast(test, FutureGames, cancellationToken: cancellationToken).Zip(all, (forecast, player) =>
            Metrics.MeanSquaredError(player[Games..].Values, forecast.Values));
        Console.WriteLine(
            $"{what}: stopped by {model.History.StopReason}; RMSE over the {FutureGames} games to come: "
            + $"{Math.Sqrt(errors.Average()):G3} minutes");

        string Describe(EpochReport report)
        {
            if (report.Epoch == 1) Draw(report.Model!, $"{what}: step 1", Path.Combine(folder, $"{what}-step1.png"));
            return $"Step: {report.Epoch}, Loss: {Loss(report.Model!, train):G4}, "
                + $"Validation: {Loss(report.Model!, test):G4}";
        }
    }

    void Draw(TrainedForecaster model, string title, string path)
    {
        using var plot = new SeriesPlot(title, "game", "minutes");
        for (int player = 0; player < 3; player++)
        {
            plot.AddLine(model.FittedValues(test[player]), model.MinimumHistory, color: player);
            plot.AddForecast(model.Forecast(test[player], FutureGames));
            plot.AddDots(all[player], label: $"player {player}: true minutes, the last {FutureGames} unseen", color: player);
        }

        plot.Save(path);
    }
});

// In square minutes, as the article's losses, whatever the transforms are.
static double Loss(TrainedForecaster model, SeriesSet players) =>
    model.FittedValues(players)
        .Zip(players, (forecasts, player) =>
            Metrics.MeanSquaredError(player[model.MinimumHistory..].Values, forecasts.Values))
        .Average();
