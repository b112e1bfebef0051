using System.CommandLine;
using System.Globalization;
using LstmForecast;
using LstmForecast.Plots;
using LstmForecast.Samples;

// The network's shape follows from the data's: another family of curves, of a size that is drawn, and two channels.
const int Ahead = 200;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Option<int> steps = SampleHost.Number("--steps", "L-BFGS steps, of up to 20 iterations each.", 10);
Option<int> hidden = SampleHost.Number("--hidden", "Units of each of the two LSTM layers.", 15);
Option<int> seed = SampleHost.Number("--seed", "What shapes, shifts and initial weights are drawn from.", 0, minimum: 0);
Option<string> output = SampleHost.OutputFolder(Path.Combine("out", "other-shapes"));

var command = new RootCommand("Trains the same code on cos(sin(x)^2) of a size drawn at random, and on two channels.")
{
    steps, hidden, seed, output,
};
return SampleHost.Run(command, args, (parsed, cancellationToken) =>
{
    string folder = parsed.Folder(output);
    Learn("cosine of squared sine", SineWaves.GenerateCosineOfSquaredSine(parsed.GetValue(seed)));

    // Two channels that know of each other: a wave, and its square delayed by a quarter.
    SeriesSet waves = SineWaves.Generate(count: 60, length: 400, width: 10, parsed.GetValue(seed));
    Learn("two channels", new SeriesSet(waves.Select(wave =>
    {
        double[] both = [.. Enumerable.Range(15, wave.Length - 15).SelectMany(t => new[] { wave[t], Math.Pow(wave[t - 15], 2) })];
        return new TimeSeries(wave.Name, both, ["wave", "delayed square"]);
    })));
    Console.WriteLine($"Pictures: {Path.GetFullPath(folder)}");

    void Learn(string what, SeriesSet all)
    {
        (SeriesSet train, SeriesSet test) = all.SplitByShare(train: .95);
        // The end of each test series is kept back, to hold the free-running forecast against it.
        (SeriesSet seen, SeriesSet unseen) = test.SplitByTime(Ahead);
        int size = parsed.GetValue(hidden);
        var forecaster = new SequenceForecaster(new() { HiddenSizes = [size, size], Seed = parsed.GetValue(seed) });
        var training = new LbfgsTraining { Epochs = parsed.GetValue(steps) };
        Console.WriteLine($"{what}: {all.Count} series of {all[0].Length} points, {all.Channels.Count} channel(s)");
        TrainedForecaster model = TrainingDisplay.Epochs(
            what,
            report => $"Step: {report.Epoch}, Loss: {report.TrainingLoss:G4}, Validation: {report.ValidationLoss:G4}",
            progress => forecaster.Fit(train, training, seen, progress, cancellationToken));

        IReadOnlyList<Forecast> forecasts = model.Forecast(seen, Ahead, cancellationToken: cancellationToken);
        IEnumerable<double> errors =
            forecasts.Zip(unseen, (forecast, truth) => Metrics.MeanSquaredError(truth.Values, forecast.Values));
        Console.WriteLine($"{what}: RMSE {Ahead} steps ahead: {Math.Sqrt(errors.Average()):G3}");
        using var plot = new SeriesPlot($"{what}: observed, and {Ahead} steps ahead (dotted)");
        for (int channel = 0; channel < all.Channels.Count; channel++)
        {
            plot.AddLine(seen[0], channel: channel, label: all.Channels[channel]);
            plot.AddForecast(forecasts[0], channel);
        }

        plot.Save(Path.Combine(folder, $"{what.Replace(' ', '-')}.png"));
    }
});
