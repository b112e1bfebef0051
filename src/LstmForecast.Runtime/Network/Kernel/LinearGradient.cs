namespace LstmForecast.Network;

/// <summary>Derivatives by the weights of a linear layer, to which the backward pass adds.</summary>
internal sealed class LinearGradient<T>(LinearWeights<T> weights)
    where T : unmanaged
{
    /// <summary><c>[outputs, input row]</c>.</summary>
    public AlignedBuffer<T> Weight { get; } = new((long)weights.Outputs * weights.InputRow);

    /// <summary><c>[output row]</c>.</summary>
    public AlignedBuffer<T> Bias { get; } = new(weights.OutputRow);

    public void Clear()
    {
        Weight.Span.Clear();
        Bias.Span.Clear();
    }
}
