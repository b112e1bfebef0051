namespace LstmForecast;

/// <summary>What a cancelled training of a <see cref="SequenceForecaster"/> does.</summary>
public enum CancellationBehavior
{
    /// <summary>It throws an <see cref="OperationCanceledException"/>.</summary>
    Throw,

    /// <summary>
    /// It returns the best model of the epochs that were completed, or the one with its initial weights if there was
    /// none, with <see cref="StopReason.Cancelled"/>.
    /// </summary>
    ReturnBest,
}
