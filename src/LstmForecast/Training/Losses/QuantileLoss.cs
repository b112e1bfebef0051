using LstmForecast.Forecasting;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>The levels, ascending, with the median among them.</summary>
internal sealed record QuantileLoss(double[] AllLevels) : Loss
{
    internal override OutputKind Kind => OutputKind.Quantiles;

    internal override double[] Levels => AllLevels;

    internal override Tensor Of(Tensor outputs, Tensor targets, Tensor? scales)
    {
        Tensor levels = tensor(AllLevels, dtype: outputs.dtype, device: outputs.device);
        Tensor under = tensor([.. AllLevels.Select(level => level - 1)], dtype: outputs.dtype, device: outputs.device);
        Tensor errors = targets.unsqueeze(-1) - outputs;
        return maximum(levels * errors, under * errors).sum(-1);
    }
}
