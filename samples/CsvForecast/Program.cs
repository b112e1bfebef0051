using System.Globalization;
using LstmForecast;
using LstmForecast.Samples;

// A real series from a CSV file: how good would forecasts of it have been, and what comes next?
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var commandLine = new CommandLine();
return SampleHost.Run(commandLine.Command, args, (parsed, cancellationToken) =>
{
    Settings settings = commandLine.Read(parsed);
    Observations observed = Observations.Read(settings);
    TimeSeries history = observed.History;
    int season = settings.Season ?? observed.Times.Step.Seasons.FirstOrDefault(1);
    // A season that was hardly seen scales no error.
    if (settings.Season is null && history.Length < 4 * season) season = 1;
    Console.WriteLine(
        $"{history.Length} values of '{settings.Column}' from {observed.Times.Start:yyyy-MM-dd} to "
        + $"{observed.Times.At(history.Length - 1):yyyy-MM-dd} in steps of {observed.Times.Step}, season of {season}");

    var forecaster = new SequenceForecaster(Choices.Forecaster(settings, season));
    TrainingOptions training = Choices.Training(settings);

    // How good it would have been: all that is fitted is fitted to what was known at each cutoff.
    var options = new BacktestOptions
    {
        Cutoffs = new RollingCutoffs { Horizon = settings.Horizon, Count = settings.Cutoffs, Stride = settings.Stride },
        RefitEvery = settings.RefitEvery,
        CalibrationCutoffs = settings.Levels.Count == 0 ? null : settings.Calibration,
        IntervalLevels = settings.Levels.Count == 0 ? null : settings.Levels,
        SeasonLength = season,
        ModelName = "LSTM",
    };
    BacktestResult result = TrainingDisplay.Lines<BacktestProgress, BacktestResult>(
        "backtest",
        report => report.Training is TrainingProgress training
            ? FormattableString.Invariant($"fit {report.Fit} of {report.FitCount}, {training}")
            : null,
        progress => Backtest.Run(forecaster, new SeriesSet(history), options, training, progress, cancellationToken));
    Console.WriteLine(result.ToTable());

    // What comes next, by a model of all but the points that its intervals are calibrated on.
    TrainedForecaster model = TrainingDisplay.Lines<TrainingProgress, TrainedForecaster>(
        "final fit",
        report => report.ToString(),
        progress => forecaster.Fit(
            new SeriesSet(history[..^settings.Held]), training, progress: progress, cancellationToken: cancellationToken));
    if (settings.Levels.Count > 0)
    {
        model = model.CalibrateIntervals(
            [history],
            new RollingCutoffs { Horizon = settings.Horizon, Count = settings.Calibration },
            cancellationToken: cancellationToken);
    }

    foreach (string choice in model.History.Choices) Console.WriteLine(choice);
    Forecast next = observed.Future is TimeSeries known
        ? model.Forecast(history, settings.Horizon, known)
        : model.Forecast(history, settings.Horizon);
    Outputs.PrintForecast(next, settings.Levels);
    Outputs.Save(settings, season, history, result, next, model);
});
