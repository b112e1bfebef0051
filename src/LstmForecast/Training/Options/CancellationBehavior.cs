namespace LstmForecast;

/// <summary>What a cancelled training of a <see cref="SequenceForecaster"/> does.</summary>
public enum CancellationBehavior
{
    /// <summary>It throws an <see cref="OperationCanceledException"/>.</summary>
    Throw,

    /// <summary>
    /// It returns the best model of the epochs that were completed, those of the trial of an <see cref="AutoTraining"/>
    /// included, with <see cref="StopReason.Cancelled"/>. If there were none, it has its initial weights and
    /// <see cref="TrainingHistory.RestoredEpoch"/> is 0.
    /// </summary>
    ReturnBest,
}
