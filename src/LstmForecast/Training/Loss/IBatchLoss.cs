using LstmForecast.Windows;

namespace LstmForecast.Training;

/// <summary>Loss and gradient of a network over a batch of series: what training spends its time in.</summary>
internal interface IBatchLoss : IDisposable
{
    /// <summary>
    /// The mean squared error over the batch, in training mode. Its derivatives become the gradients of the network's
    /// weights.
    /// </summary>
    double Backward(TeacherForcedBatch batch, CancellationToken cancellationToken);

    /// <summary>The mean squared error over the batch, in evaluation mode.</summary>
    double Evaluate(TeacherForcedBatch batch, CancellationToken cancellationToken);
}
