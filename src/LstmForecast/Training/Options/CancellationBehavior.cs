namespace LstmForecast;

/// <summary>What a cancelled training of a <see cref="SequenceForecaster"/> does.</summary>
public enum CancellationBehavior
{
    /// <summary>It throws an <see cref="OperationCanceledException"/>.</summary>
    Throw,

    /// <summary>
    /// It returns the best model of the epochs that were completed, those of the trial of an <see cref="AutoTraining"/>
    /// included, with <see cref="StopReason.Cancelled"/>. If there were none, there is no best, and it throws as
    /// <see cref="Throw"/> does; a model that is trained further is returned as it was.
    /// </summary>
    ReturnBest,
}
