namespace LstmForecast.Tests.Backtesting;

/// <summary>Series, networks and training small enough for a backtest of milliseconds.</summary>
internal static class Sample
{
    public static readonly TrainingOptions Training = new AdamWTraining { Epochs = 2 };

    public static SequenceForecaster Forecaster(params Transform[] transforms) =>
        Forecaster(options => options with { Transforms = transforms });

    public static SequenceForecaster Forecaster(Func<ForecasterOptions, ForecasterOptions> with) =>
        new(with(new ForecasterOptions { HiddenSizes = [4], Seed = 3, Precision = Precision.Float64 }));

    /// <summary>Two series of lengths and levels of their own.</summary>
    public static SeriesSet Waves(string[]? channels = null) => new(Wave("A", 48, 2, channels), Wave("B", 41, -5, channels));

    public static TimeSeries Wave(string name, int length, double level, string[]? channels = null)
    {
        channels ??= ["value"];
        var random = new Random(length);
        return new TimeSeries(
            name,
            [.. Enumerable.Range(0, length * channels.Length).Select(i => level + Math.Sin(0.8 * i) + random.NextDouble())],
            channels);
    }
}
