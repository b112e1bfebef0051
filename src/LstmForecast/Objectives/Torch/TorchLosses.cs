using System.Diagnostics;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>Losses as tensors, for automatic differentiation.</summary>
internal static class TorchLosses
{
    /// <summary>The loss of each target.</summary>
    /// <param name="loss">Which.</param>
    /// <param name="outputs"><c>[windows, time, values, parameters]</c>.</param>
    /// <param name="targets"><c>[windows, time, values]</c>.</param>
    /// <param name="scales">What counts are multiples of, in the shape of the targets; null where there are none.</param>
    /// <returns><c>[windows, time, values]</c>.</returns>
    public static Tensor Of(this Loss loss, Tensor outputs, Tensor targets, Tensor? scales = null) => loss switch
    {
        SquaredLoss => Squared(outputs.squeeze(-1) - targets),
        AbsoluteLoss or ScaledAbsoluteLoss => (outputs.squeeze(-1) - targets).abs(),
        HuberLoss huber => nn.functional.huber_loss(outputs.squeeze(-1), targets, huber.Delta, nn.Reduction.None),
        QuantileLoss quantile => Pinball(outputs, targets, quantile.AllLevels),
        GaussianLoss => TorchLikelihoods.Gaussian(outputs, targets),
        StudentTLoss => TorchLikelihoods.StudentT(outputs, targets),
        NegativeBinomialLoss => TorchLikelihoods.NegativeBinomial(outputs, targets, scales),
        _ => throw new UnreachableException($"There is no tensor form of {loss.GetType().Name}."),
    };

    /// <summary>The sum over some windows of a batch.</summary>
    /// <param name="sum">What is summed.</param>
    /// <param name="outputs">The network's outputs for the windows, <c>[count, time, values x parameters]</c>.</param>
    /// <param name="batch">What the windows belong to.</param>
    /// <param name="first">The first window.</param>
    /// <param name="count">How many.</param>
    /// <returns>A scalar.</returns>
    public static Tensor Of(this LossSum sum, Tensor outputs, TorchBatch batch, int first, int count)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor targets = batch.Targets.narrow(0, first, count);
        // [windows, time, values, parameters]
        Tensor byValue = outputs.view(targets.shape[0], targets.shape[1], targets.shape[2], sum.Parameters);
        Tensor losses = sum.Loss.Of(byValue, targets, batch.Scales?.narrow(0, first, count));
        if (batch.Weights is Tensor weights) losses *= weights.narrow(0, first, count);
        return losses.sum().MoveToOuterDisposeScope();
    }

    // Not square(), which makes a scalar and leaves it to the finalizer: that may come before libtorch has used it.
    private static Tensor Squared(Tensor errors) => errors * errors;

    private static Tensor Pinball(Tensor outputs, Tensor targets, double[] allLevels)
    {
        Tensor levels = tensor(allLevels, dtype: outputs.dtype, device: outputs.device);
        Tensor under = tensor([.. allLevels.Select(level => level - 1)], dtype: outputs.dtype, device: outputs.device);
        Tensor errors = targets.unsqueeze(-1) - outputs;
        return maximum(levels * errors, under * errors).sum(-1);
    }
}
