using LstmForecast;
using LstmForecast.Csv;
using LstmForecast.Plots;
using Spectre.Console;

/// <summary>What a run leaves behind: a table on the terminal, files in the folder.</summary>
internal static class Outputs
{
    private const int MostSeasonsDrawn = 6;

    public static void PrintForecast(Forecast next, IReadOnlyList<double> levels)
    {
        Table table = new Table().AddColumn("time").AddColumn("forecast").Border(TableBorder.Simple);
        PredictionInterval[][] intervals = [.. levels.Select(level => next.Interval(level))];
        foreach (double level in levels) table.AddColumn($"{100 * level:0.##} % interval");
        for (int step = 1; step <= next.Horizon; step++)
        {
            DateTime time = next.Times!.At(step - 1);
            table.AddRow(
            [
                time.TimeOfDay == TimeSpan.Zero ? $"{time:yyyy-MM-dd}" : $"{time:yyyy-MM-dd HH:mm}",
                $"{next.Step(step):G5}",
                .. intervals.Select(ends => $"{ends[step - 1].Lower:G5} to {ends[step - 1].Upper:G5}"),
            ]);
        }

        AnsiConsole.Write(table);
        foreach (string warning in next.Warnings) Console.WriteLine($"Warning: {warning}");
    }

    public static void Save(
        Settings settings, int season, TimeSeries history, BacktestResult backtest, Forecast next, TrainedForecaster model)
    {
        string folder = Directory.CreateDirectory(settings.Output).FullName;
        DrawForecast(settings, season, history, backtest, next, Path.Combine(folder, "forecast.png"));
        ErrorPlot.SaveByStep(backtest.Report, Path.Combine(folder, "error-by-step.png"));
        ForecastCsv.Write(Path.Combine(folder, "forecast.csv"), [next], settings.Levels);
        backtest.WriteForecasts(Path.Combine(folder, "backtest.csv"));
        model.Save(Path.Combine(folder, "model.lstm"));
        Console.WriteLine($"forecast.csv, forecast.png, error-by-step.png, backtest.csv and model.lstm: {folder}");
    }

    /// <summary>The end of the series, what the backtest said of it from some cutoffs, and the fan beyond.</summary>
    private static void DrawForecast(
        Settings settings, int season, TimeSeries history, BacktestResult backtest, Forecast next, string path)
    {
        BacktestSeries tested = backtest.Series[0];
        int most = Math.Max(MostSeasonsDrawn * season, 4 * settings.Horizon);
        int first = Math.Max(0, history.Length - most);
        using var plot = new SeriesPlot($"{settings.Column}: {next.Horizon} steps beyond the end", yLabel: settings.Column);
        plot.AddLine(history[first..], label: "observed", color: 1);
        // So far apart that they do not lie on each other.
        int apart = (settings.Horizon + settings.Stride - 1) / settings.Stride;
        for (int i = tested.Count - 1; i >= 0; i -= apart)
            plot.AddForecast(tested[i], label: i == tested.Count - 1 ? "forecast in the backtest" : null, color: 3);
        if (settings.Levels.Count > 0) plot.AddFan(next, settings.Levels, label: "forecast", color: 0);
        else plot.AddForecast(next, label: "forecast", color: 0);
        plot.Save(path);
    }
}
