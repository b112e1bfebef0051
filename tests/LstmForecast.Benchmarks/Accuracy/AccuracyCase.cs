namespace LstmForecast.Benchmarks;

/// <summary>A real series, and how it is held out.</summary>
/// <param name="Name">What the figure is called.</param>
/// <param name="File">The file's name without its ending; its first column is the time, its second one the values.</param>
/// <param name="Test">How many of the last points are the test part.</param>
/// <param name="Horizon">How many steps are forecast from each cutoff.</param>
/// <param name="Measure">What the figure is.</param>
/// <param name="Season">The season of the seasonal baselines, and of the scale of MASE.</param>
/// <param name="Options">What a user who knows the series would choose; fixed on the training part alone.</param>
internal sealed record AccuracyCase(
    string Name, string File, int Test, int Horizon, AccuracyMeasure Measure, int Season, ForecasterOptions Options);
