using LstmForecast.Network;
using LstmForecast.Optimizers;
using TorchSharp.Modules;

namespace LstmForecast.Objectives;

/// <summary>The trained weights of a TorchSharp network as one vector, in the order of <see cref="WeightLayout"/>.</summary>
internal sealed class StackVector
{
    private readonly LstmStack _stack;
    private readonly WeightLayout _layout;
    private readonly FlatParameters _flat;

    public StackVector(LstmStack stack)
    {
        _stack = stack;
        _layout = new WeightLayout(stack.Shape);
        _flat = new FlatParameters(InOrder(stack));
    }

    public int Count => _layout.Count;

    /// <summary>The parameters of a network in the order of the vector.</summary>
    public static Parameter[] InOrder(LstmStack stack)
    {
        Dictionary<string, Parameter> byName = stack.named_parameters().ToDictionary(one => one.Item1, one => one.Item2);
        return [.. new WeightLayout(stack.Shape).Names.Select(name => byName[name])];
    }

    /// <summary>Puts weights into the network, rounded to its type.</summary>
    public void Write(ReadOnlySpan<double> weights) => _flat.Write(weights);

    public void ReadGradient(Span<double> gradient) => _flat.ReadGradient(gradient);

    /// <inheritdoc cref="INetworkObjective.Import"/>
    public double[] Import(NetworkWeights weights)
    {
        StackWeights.Import(_stack, weights);
        return _layout.Flatten(weights);
    }

    /// <inheritdoc cref="INetworkObjective.Export"/>
    public NetworkWeights Export(ReadOnlySpan<double> weights)
    {
        Write(weights);
        return StackWeights.Export(_stack);
    }

    /// <inheritdoc cref="INetworkObjective.ExportExactly"/>
    public NetworkWeights ExportExactly(ReadOnlySpan<double> weights) => _layout.ToNetwork(
        weights, Precision.Float64, _stack.Shape.Normalization == Normalization.Batch ? StackWeights.Export(_stack) : null);
}
