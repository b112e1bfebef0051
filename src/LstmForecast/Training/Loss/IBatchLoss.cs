using LstmForecast.Windows;

namespace LstmForecast.Training;

/// <summary>Loss and gradient of a network over a batch of windows: what training spends its time in.</summary>
internal interface IBatchLoss : IDisposable
{
    /// <summary>
    /// The mean loss over the batch, in training mode. Its derivatives become the gradients of the network's
    /// weights.
    /// </summary>
    double Backward(TrainingBatch batch, CancellationToken cancellationToken);

    /// <summary>The mean loss over the batch, in evaluation mode.</summary>
    double Evaluate(TrainingBatch batch, CancellationToken cancellationToken);
}
