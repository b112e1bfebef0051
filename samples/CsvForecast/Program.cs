using System.CommandLine;
using System.Globalization;
using LstmForecast;
using LstmForecast.Csv;
using LstmForecast.Plots;
using LstmForecast.Samples;
using Spectre.Console;

// A real series from a CSV file: learn it without its end, say how good that is, forecast what comes next.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

Option<string> input = new("--input") { Description = "The CSV file, with a header.", Required = true };
Option<string> column = new("--column") { Description = "The column to forecast.", Required = true };
Option<string?> dateColumn = new("--date") { Description = "The column with the dates; the first one if left out." };
Option<int> horizon = SampleHost.Number("--horizon", "How many steps beyond the end to forecast.", 12);
Option<int> holdout = SampleHost.Number("--holdout", "How many of the last rows to hold out and forecast.", 12);
Option<int> season = SampleHost.Number(
    "--season", "Steps in a season: 12 for months, 7 for days; 1 for none; 0 to go by the dates.", 0, minimum: 0);
Option<int> steps = SampleHost.Number("--steps", "Most L-BFGS steps, of up to 5 iterations each.", 12);
Option<int> hidden = SampleHost.Number("--hidden", "Units of the LSTM layer.", 16);
Option<int> seed = SampleHost.Number("--seed", "What initial weights are drawn from.", 0, minimum: 0);
Option<string> output = SampleHost.OutputFolder(Path.Combine("out", "csv-forecast"));

var command = new RootCommand("Forecasts a column of a CSV file by an LSTM, beside naive and seasonal-naive forecasts.")
{
    input, column, dateColumn, horizon, holdout, season, steps, hidden, seed, output,
};
return SampleHost.Run(command, args, (parsed, cancellationToken) =>
{
    string path = parsed.GetValue(input)!;
    SeriesSet set = SeriesCsv.Read(
        path, new() { Time = parsed.GetValue(dateColumn), Channels = [parsed.GetValue(column)!] });
    TimeSeries series = set.Count > 0 ? set[0] : throw new InvalidDataException($"{path} has a header and no rows.");
    if (series.FindGaps() is [Gap gap, ..])
        throw new InvalidDataException($"{path} has gaps, the first: {gap}. Fill them, or leave out the rows before them.");
    int heldOut = parsed.GetValue(holdout);
    if (series.Length < heldOut + 4)
    {
        throw new InvalidDataException(
            $"{path} has {series.Length} rows; holding out {heldOut} needs at least {heldOut + 4}. Lower --holdout.");
    }

    string name = series.Channels[0];
    TimeAxis dates = series.Times!;
    int cycle = parsed.GetValue(season) is > 0 and int given ? given : dates.Step.Seasons.FirstOrDefault(1);
    TimeSeries past = series[..^heldOut];
    TimeSeries end = series[^heldOut..];
    if (past.Length < 2 * cycle + 4) cycle = 1;

    // By the past alone: logarithms where growth multiplies, a season's differences where there is one, then those from
    // step to step.
    var transforms = new List<Transform>();
    if (past.Values.ToArray().All(value => value > 0)) transforms.Add(Transform.Log);
    if (cycle > 1) transforms.Add(Transform.Difference(cycle));
    transforms.Add(Transform.Difference());
    transforms.Add(Transform.Standardize);
    var forecaster = new SequenceForecaster(new()
    {
        HiddenSizes = [parsed.GetValue(hidden)],
        Transforms = transforms,
        Seed = parsed.GetValue(seed),
    });
    Console.WriteLine(
        $"{series.Length} rows from {dates.Start:yyyy-MM-dd} to {dates.At(series.Length - 1):yyyy-MM-dd}, season of {cycle}; "
        + $"learning from the first {past.Length}");

    // How long to train is found on the past alone: by the steps after which the end of it is forecast best.
    int judged = Math.Min(Math.Max(heldOut, cycle), past.Length / 4);
    var search = new LbfgsTraining
    {
        Epochs = parsed.GetValue(steps),
        Optimizer = new LbfgsOptions { MaxIterations = 5 },
        Restore = BestEpoch.FreeRunningError,
        FreeRunningWarmup = (past.Length - judged) / (double)past.Length,
    };
    TrainingHistory found = TrainingDisplay.Epochs(
        name,
        search.Epochs,
        report => $"Step: {report.Epoch}, Loss: {report.TrainingLoss:G4}, RMSE of the {judged} rows before those held out: {report.FreeRunningError:G4}",
        progress => forecaster.Fit(new SeriesSet(past[..^judged]), search, new SeriesSet(past), progress, cancellationToken))
        .History;
    int best = Math.Max(1, found.RestoredEpoch);
    Console.WriteLine($"Best after {best} steps; learning from all {past.Length} rows");
    TrainedForecaster model = forecaster.Fit(
        new SeriesSet(past),
        search with { Epochs = best, Restore = BestEpoch.Last },
        cancellationToken: cancellationToken);

    Forecast tested = model.Forecast(past, heldOut);
    Forecast next = model.Forecast(series, parsed.GetValue(horizon));
    WriteForecasts(tested, end, next);
    Console.WriteLine($"RMSE over the {heldOut} rows held out:");
    WriteError("LSTM", tested);
    WriteError("naive", Baselines.Naive(past, heldOut));
    WriteError($"seasonal naive ({cycle})", Baselines.SeasonalNaive(past, heldOut, cycle));

    string folder = parsed.GetValue(output)!;
    Draw(Path.Combine(folder, "forecast.png"));
    string file = Path.Combine(folder, "model.lstm");
    model.Save(file);
    Console.WriteLine($"Picture and model: {Path.GetFullPath(folder)}");

    void WriteForecasts(Forecast tested, TimeSeries observed, Forecast next)
    {
        Table table = new Table().AddColumns("date", "forecast", "observed").Border(TableBorder.Simple);
        for (int k = 1; k <= tested.Horizon; k++) AddRow(tested.Cutoff + k, tested.At(k), $"{observed[k - 1]:G6}");
        for (int k = 1; k <= next.Horizon; k++) AddRow(next.Cutoff + k, next.At(k), "");
        AnsiConsole.Write(table);

        void AddRow(int time, double forecast, string observation)
        {
            DateTime date = dates.At(time);
            table.AddRow(
                date.TimeOfDay == TimeSpan.Zero ? $"{date:yyyy-MM-dd}" : $"{date:yyyy-MM-dd HH:mm}",
                $"{forecast:G6}",
                observation);
        }
    }

    void WriteError(string name, Forecast forecast) =>
        Console.WriteLine($"  {name,-22} {Metrics.RootMeanSquaredError(end.Values, forecast.Values):G4}");

    void Draw(string picture)
    {
        using var plot = new SeriesPlot(
            $"{name}: observed, held-out forecast, and {next.Horizon} steps ahead",
            "date",
            name,
            dates.At);
        plot.AddLine(past, label: "learnt from");
        plot.AddForecast(tested, label: "forecast of the rows held out");
        plot.AddLine(end, past.Length, label: "held out");
        plot.AddForecast(next, label: "forecast beyond the end");
        plot.Save(picture);
    }
});
