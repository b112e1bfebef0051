using LstmForecast.Network;
using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>
/// All series at once, on TorchSharp's own threads or another device: the article's way, and the reference.
/// </summary>
internal sealed class WholeBatchLoss(LstmStack stack) : IBatchLoss
{
    public double Backward(TeacherForcedBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradient = enable_grad();
        stack.train();
        stack.zero_grad();
        Tensor loss = batch.MeanSquaredError(stack.forward(batch.Inputs));
        loss.backward();
        return loss.ToDouble();
    }

    public double Evaluate(TeacherForcedBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        stack.eval();
        return batch.MeanSquaredError(stack.forward(batch.Inputs)).ToDouble();
    }

    public void Dispose()
    {
    }
}
