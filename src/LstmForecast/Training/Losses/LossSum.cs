using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>The sum of a loss over all that counts in a batch, or in some of its windows.</summary>
internal sealed class LossSum(Loss loss, int parameters)
{
    /// <param name="outputs">The network's outputs for the windows, <c>[count, time, values x parameters]</c>.</param>
    /// <param name="batch">What the windows belong to.</param>
    /// <param name="first">The first window.</param>
    /// <param name="count">How many.</param>
    /// <returns>A scalar.</returns>
    public Tensor Of(Tensor outputs, TrainingBatch batch, int first, int count)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor targets = batch.Targets.narrow(0, first, count);
        // [windows, time, values, parameters]
        Tensor byValue = outputs.view(targets.shape[0], targets.shape[1], targets.shape[2], parameters);
        Tensor losses = loss.Of(byValue, targets, batch.Scales?.narrow(0, first, count));
        if (batch.Weights is Tensor weights) losses *= weights.narrow(0, first, count);
        return losses.sum().MoveToOuterDisposeScope();
    }
}
