using LstmForecast.Network;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>Weights, and the statistics of batch normalisation, in and out of the TorchSharp network.</summary>
internal static class StackWeights
{
    public static NetworkWeights Export(LstmStack stack)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> state = stack.state_dict();
        return new NetworkWeights(
            stack.Shape,
            stack.Shape.Weights().ToDictionary(
                weight => weight.Name,
                weight => state[weight.Name].cpu().to_type(ScalarType.Float64).data<double>().ToArray()));
    }

    public static void Import(LstmStack stack, NetworkWeights weights)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> state = stack.state_dict();
        foreach ((string name, int[] shape) in stack.Shape.Weights())
        {
            long[] dimensions = [.. shape.Select(size => (long)size)];
            // Not every device has float64: what goes there, and what comes from there, is converted on the CPU.
            using Tensor exact = tensor(weights[name], dimensions, ScalarType.Float64, CPU);
            state[name].copy_(exact.to_type(state[name].dtype));
        }
    }
}
