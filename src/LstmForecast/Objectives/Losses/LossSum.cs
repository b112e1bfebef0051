using System.Numerics;

namespace LstmForecast.Objectives;

/// <summary>The sum of a loss over all that counts in a batch, or in some of its windows.</summary>
internal sealed class LossSum(Loss loss, int parameters)
{
    public Loss Loss => loss;

    /// <summary>Outputs for each target.</summary>
    public int Parameters => parameters;

    /// <inheritdoc cref="Loss.Pointwise"/>
    public PointwiseLoss<T>? Pointwise<T>()
        where T : unmanaged, IFloatingPointIeee754<T> => loss.Pointwise<T>();
}
