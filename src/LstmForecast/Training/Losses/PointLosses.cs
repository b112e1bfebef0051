using LstmForecast.Forecasting;
using static TorchSharp.torch;

namespace LstmForecast.Training;

internal sealed record SquaredLoss : Loss
{
    internal override OutputKind Kind => OutputKind.Point;

    internal override Tensor Of(Tensor outputs, Tensor targets, Tensor? scales)
    {
        // Not square(), which makes a scalar and leaves it to the finalizer: that may come before libtorch has used it.
        Tensor errors = outputs.squeeze(-1) - targets;
        return errors * errors;
    }
}

internal sealed record AbsoluteLoss : Loss
{
    internal override OutputKind Kind => OutputKind.Point;

    internal override Tensor Of(Tensor outputs, Tensor targets, Tensor? scales) => (outputs.squeeze(-1) - targets).abs();
}

internal sealed record HuberLoss(double Delta) : Loss
{
    internal override OutputKind Kind => OutputKind.Point;

    internal override Tensor Of(Tensor outputs, Tensor targets, Tensor? scales) => nn.functional.huber_loss(
        outputs.squeeze(-1), targets, Delta, nn.Reduction.None);
}

/// <summary>The absolute error; the weights of the targets do the scaling.</summary>
internal sealed record ScaledAbsoluteLoss(int SeasonLength) : Loss
{
    internal override OutputKind Kind => OutputKind.Point;

    internal override int? ScaledBySeason => SeasonLength;

    internal override Tensor Of(Tensor outputs, Tensor targets, Tensor? scales) => (outputs.squeeze(-1) - targets).abs();
}
