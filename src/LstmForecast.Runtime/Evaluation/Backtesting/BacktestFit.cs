namespace LstmForecast;

/// <summary>One of the models of a backtest. Immutable.</summary>
/// <param name="FirstCutoff">The first of the cutoffs that it forecast from: its index, 0-based, among those of each series.</param>
/// <param name="LastCutoff">The last of them.</param>
/// <param name="Model">The model.</param>
public sealed record BacktestFit(int FirstCutoff, int LastCutoff, TrainedForecaster Model)
{
    /// <summary>How the model came to be.</summary>
    public TrainingHistory History => Model.History;
}
