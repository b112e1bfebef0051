using System.Globalization;

namespace LstmForecast.Tests.Host;

/// <summary>
/// <c>train KIND FILE EPOCH</c>: trains with a checkpoint in the file, from which it goes on if it is there. It is killed
/// after the epoch; if there is none such, it prints how the model came to be and what it forecasts, to the last bit.
/// </summary>
internal static class TrainVerb
{
    internal static void Run(string[] args)
    {
        int last = int.Parse(args[2], CultureInfo.InvariantCulture);
        (ForecasterOptions options, TrainingOptions training) = Kind(args[0]);
        training = training with { Checkpoint = new CheckpointOptions { Path = args[1], Resume = true } };
        SeriesSet train = new([Wave("A", 40, 0), Wave("B", 33, 1), Wave("C", 40, 2), Wave("D", 25, 3)]);

        TrainedForecaster model = new SequenceForecaster(options).Fit(train, training, progress: new DieAfter(last));

        foreach (TrainingHistory history in (TrainingHistory[])[model.History, .. model.History.Members])
        {
            foreach (EpochReport epoch in history.Epochs)
                Console.WriteLine($"{epoch.Epoch} {Bits(epoch.TrainingLoss)} {Bits(epoch.GradientNorm)} {epoch.WeightsHash}");
            Console.WriteLine($"{history.StopReason} {history.RestoredEpoch}");
        }

        Console.WriteLine(string.Join(' ', model.Forecast(train[1], 5).Values.ToArray().Select(Bits)));
    }

    private static (ForecasterOptions Options, TrainingOptions Training) Kind(string name)
    {
        var options = new ForecasterOptions { HiddenSizes = [6, 5], Seed = 5 };
        return name switch
        {
            "lbfgs" => (options, new LbfgsTraining { Epochs = 6, Optimizer = new LbfgsOptions { MaxIterations = 3 } }),
            "adam" => (
                options with { Dropout = 0.3, EnsembleSize = 2 },
                new AdamWTraining
                {
                    Epochs = 6,
                    BatchSize = 3,
                    WarmupEpochs = 2,
                    Schedule = LearningRateSchedule.Cosine,
                    Windows = new WindowOptions { Length = 12, WindowsPerEpoch = 10 },
                }),
            _ => throw new ArgumentException($"There is no training '{name}'."),
        };
    }

    private static TimeSeries Wave(string name, int length, double phase) =>
        new(name, [.. Enumerable.Range(0, length).Select(time => Math.Sin(0.7 * time + phase))]);

    private static string Bits(double value) => $"{BitConverter.DoubleToInt64Bits(value):X16}";

    private sealed class DieAfter(int epoch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch?.Epoch == epoch) System.Diagnostics.Process.GetCurrentProcess().Kill();
        }
    }
}
