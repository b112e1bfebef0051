using System.Globalization;
using LstmForecast.Csv;

namespace LstmForecast.Benchmarks;

/// <summary>Series to learn from, what came after them, and how forecasts of it are scored.</summary>
internal sealed class SetCase
{
    private readonly Func<TrainedForecaster, double[]> _score;

    private SetCase(
        SeriesSet train, int horizon, string[] measures, Func<TrainedForecaster, double[]> score, (string, double[])[] baselines)
    {
        (Train, Horizon, Measures, _score, Baselines) = (train, horizon, measures, score, baselines);
    }

    public SeriesSet Train { get; }

    public int Horizon { get; }

    public string[] Measures { get; }

    public IReadOnlyList<(string Name, double[] Scores)> Baselines { get; }

    public double[] Score(TrainedForecaster model) => _score(model);

    public string Text(double[] scores) => string.Join(", ", scores.Select((score, i) => $"{Measures[i]} {score:F4}"));

    /// <summary>A line for each series; MASE scaled by the seasonal naive error inside the training part, and sMAPE.</summary>
    public static SetCase OfSeries(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Skip(1).Select(line => line.Split(',', 6))];
        int horizon = int.Parse(lines[0][2], CultureInfo.InvariantCulture);
        int season = int.Parse(lines[0][3], CultureInfo.InvariantCulture);
        TimeStep step = lines[0][4] switch
        {
            "hour" => TimeStep.Hour,
            "day" => TimeStep.Day,
            "week" => TimeStep.Week,
            "month" => TimeStep.Month,
            "quarter" => TimeStep.Quarter,
            "year" => TimeStep.Year,
            string other => TimeStep.Parse(other),
        };
        // No dates are known.
        TimeSeries[] all =
        [
            .. lines.Select(line => new TimeSeries(
                line[0],
                [.. line[5].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture))])
                .WithTimes(new DateTime(2000, 1, 1), step)),
        ];
        var train = new SeriesSet(all.Select(series => series[..^horizon]));
        return new SetCase(
            train,
            horizon,
            ["MASE", "sMAPE"],
            model => Score([.. model.Forecast([.. train], horizon).Select(forecast => forecast.Values.ToArray())]),
            [
                ("naive", Score([.. train.Select(series => LstmForecast.Baselines.Naive(series, horizon).Values.ToArray())])),
                ("seasonal naive", Score([.. train.Select(series => LstmForecast.Baselines.SeasonalNaive(series, horizon, season).Values.ToArray())])),
                ("drift", Score([.. train.Select(series => LstmForecast.Baselines.Drift(series, horizon).Values.ToArray())])),
            ]);

        double[] Score(double[][] forecasts)
        {
            double[][] scores = [.. all.Select((series, i) => ScoreOf(series.Channel(), forecasts[i], horizon, season))];
            return [scores.Select(score => score[0]).Where(double.IsFinite).Average(), scores.Average(score => score[1])];
        }
    }

    private static double[] ScoreOf(double[] values, double[] forecast, int horizon, int season)
    {
        ReadOnlySpan<double> observed = values.AsSpan(^horizon..);
        double scale = Metrics.AbsoluteScale(values.AsSpan(..^horizon), season);
        return
        [
            Metrics.MeanAbsoluteScaledError(observed, forecast, scale),
            Metrics.SymmetricMeanAbsolutePercentageError(observed, forecast),
        ];
    }

    /// <summary>Oil temperatures, hourly, on z-scores of the training part; mean squared error from every cutoff of the test part.</summary>
    public static SetCase OfTransformer(string path)
    {
        const int Learnt = 8640, First = 11520, End = 14400, Ahead = 24;
        TimeSeries raw = SeriesCsv.Read(path, new SeriesColumns { Time = "date", Channels = ["OT"] })[0];
        double mean = raw.Values[..Learnt].ToArray().Average();
        double deviation = Math.Sqrt(raw.Values[..Learnt].ToArray().Average(value => (value - mean) * (value - mean)));
        TimeSeries scaled = new TimeSeries(raw.Name, [.. raw.Values.ToArray().Select(value => (value - mean) / deviation)], ["OT"])
            .WithTimes(new DateTime(2016, 7, 1), TimeStep.Hour)[..End];
        int[] cutoffs = [.. Enumerable.Range(First, End - First - Ahead + 1)];
        return new SetCase(
            new SeriesSet([scaled[..Learnt]]),
            Ahead,
            ["MSE"],
            model =>
            {
                var forecasts = model.Runner.Run([scaled], [cutoffs], Ahead)[0];
                return [Error((at, step) => forecasts[at].Point[step])];
            },
            [
                ("naive", [Error((at, _) => scaled[cutoffs[at] - 1])]),
                ("seasonal naive of a day", [Error((at, step) => scaled[cutoffs[at] - 24 + step])]),
            ]);

        double Error(Func<int, int, double> forecast) => Enumerable.Range(0, cutoffs.Length).Average(at =>
            Enumerable.Range(0, Ahead).Average(step => Math.Pow(scaled[cutoffs[at] + step] - forecast(at, step), 2)));
    }
}
