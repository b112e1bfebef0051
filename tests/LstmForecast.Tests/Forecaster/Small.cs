using LstmForecast.Backend;
using LstmForecast.Training;

namespace LstmForecast.Tests.Forecaster;

/// <summary>Sets and forecasters small enough for a test of milliseconds.</summary>
internal static class Small
{
    /// <summary>In double precision and without transforms: what a naive loop can follow to the last digits.</summary>
    internal static readonly ForecasterOptions Exact =
        new() { HiddenSizes = [4, 3], Precision = Precision.Float64, Transforms = [], Seed = 3 };

    internal static SeriesSet Waves(int count = 4, int length = 12) =>
        Waves([.. Enumerable.Repeat(length, count)]);

    internal static SeriesSet Waves(int[] lengths, int firstPhase = 0) =>
        new(lengths.Select((length, i) => Wave($"wave-{i}", length, firstPhase + i)));

    internal static TimeSeries Wave(string name, int length, double phase = 0) =>
        new(name, [.. Enumerable.Range(0, length).Select(t => Math.Sin(0.7 * t + phase))]);

    internal static TimeSeries TwoChannels(string name, int length, double phase) => new(
        name,
        [.. Enumerable.Range(0, 2 * length).Select(i => i % 2 == 0 ? Math.Sin(0.35 * i + phase) : 0.1 * i)],
        ["wave", "line"]);

    /// <summary>The model before its first epoch, which nobody outside gets to see.</summary>
    internal static TrainedForecaster Untrained(ForecasterOptions options, SeriesSet train) => EnsembleTraining.Run(
        ForecasterSetup.Of(options, new SgdTraining { OnCancellation = CancellationBehavior.ReturnBest }, train, validation: null),
        new FitStage(TrainingStage.Training),
        new TrainingMeter(_ => { }, TimeProvider.System),
        new CancellationToken(canceled: true));

    /// <summary>The model as another process would read it.</summary>
    internal static TrainedForecaster Reloaded(TrainedForecaster model)
    {
        using var memory = new MemoryStream();
        model.Save(memory);
        memory.Position = 0;
        return TrainedForecaster.Load(memory);
    }

    /// <summary>All numbers a model has to say about a set, to compare models by.</summary>
    internal static double[] Says(TrainedForecaster model, SeriesSet set) =>
        [.. set.SelectMany(series => model.Forecast(series, 5).Values.ToArray())];

    /// <summary>For tests that use TorchSharp themselves, before anything else has.</summary>
    internal static void LoadTorch() => NativeBackend.EnsureLoaded();

    internal static double NaiveMeanSquaredOneStepError(TrainedForecaster model, IEnumerable<TimeSeries> set)
    {
        double sum = 0;
        int count = 0;
        foreach (TimeSeries series in set)
        {
            TimeSeries forecasts = model.FittedValues(series);
            for (int t = model.MinimumHistory; t < series.Length; t++)
            {
                for (int channel = 0; channel < series.Channels.Count; channel++)
                {
                    double error = series[t, channel] - forecasts[t - model.MinimumHistory, channel];
                    sum += error * error;
                    count++;
                }
            }
        }

        return sum / count;
    }
}
