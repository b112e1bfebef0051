namespace LstmForecast;

public sealed partial class TrainedForecaster
{
    /// <summary>The network's weights, from the bottom up.</summary>
    public IReadOnlyList<WeightTensor> Weights => field ??= Array.AsReadOnly<WeightTensor>(
    [
        .. Definition.Weights.Shape.Weights().Select(weight =>
            new WeightTensor(weight.Name, weight.Shape, Definition.Weights[weight.Name])),
    ]);
}
