using System.Globalization;
using LstmForecast;

// All that training a plain network can do, one line each; the last line is for what needs libtorch. A cache of packages is
// no part of an application: without one TorchSharp does not find there what is not referenced.
Environment.SetEnvironmentVariable("NUGET_PACKAGES", Path.Combine(AppContext.BaseDirectory, "none"));
SeriesSet waves = SineWaves.Generate(count: 10, length: 60, width: 5, seed: 0);
(SeriesSet train, SeriesSet test) = waves.SplitBySeries(test: 2);
var forecaster = new SequenceForecaster(new() { HiddenSizes = [8], Seed = 0 });

TrainedForecaster model = forecaster.Fit(train, new LbfgsTraining { Epochs = 2 }, validation: test);
Print("L-BFGS", model);
Print("AdamW", forecaster.Fit(train, new AdamWTraining { Epochs = 2, BatchSize = 3 }, validation: test));
Print("SGD", forecaster.Fit(train, new SgdTraining { Epochs = 2, Momentum = 0.5 }));
Print("fine-tuned", forecaster.FineTune(model, test, new LbfgsTraining { Epochs = 1 }));
Print("resumed", Resumed());
Print("ensemble", new SequenceForecaster(new() { HiddenSizes = [4], EnsembleSize = 2 }).Fit(train, new AutoTraining { Epochs = 2 }));

var options = new BacktestOptions { Cutoffs = new RollingCutoffs { Horizon = 3, Count = 4 }, RefitEvery = 2 };
BacktestResult backtest = Backtest.Run(forecaster, train, options, new LbfgsTraining { Epochs = 1 });
Console.WriteLine($"backtest: {string.Join(' ', backtest.Fits.Select(fit => fit.History.Epochs[^1].WeightsHash))}");

try
{
    new SequenceForecaster(new() { HiddenSizes = [4], Normalization = Normalization.Layer })
        .Fit(train, new SgdTraining { Epochs = 1 });
    Console.WriteLine("normalized: trained");
}
catch (DllNotFoundException problem)
{
    Console.WriteLine($"normalized: {problem.Message.ReplaceLineEndings(" ")}");
}

TrainedForecaster Resumed()
{
    string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
    var training = new LbfgsTraining { Epochs = 3, Checkpoint = new() { Path = path, Resume = true } };
    try
    {
        forecaster.Fit(train, training, progress: new Interruption());
    }
    catch (InvalidOperationException)
    {
        // As planned, after the second epoch.
    }

    TrainedForecaster resumed = forecaster.Fit(train, training);
    File.Delete(path);
    return resumed;
}

void Print(string name, TrainedForecaster trained)
{
    Forecast forecast = trained.Forecast(test[0], horizon: 20);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {trained.History.Epochs[^1].WeightsHash} {BitConverter.DoubleToInt64Bits(forecast.Values[^1]):X}"));
}

internal sealed class Interruption : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        if (value.Epoch?.Epoch == 2) throw new InvalidOperationException();
    }
}
