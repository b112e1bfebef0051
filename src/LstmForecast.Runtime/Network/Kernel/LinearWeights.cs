namespace LstmForecast.Network;

/// <summary>
/// The weights of a linear layer <c>y = W x + b</c> as the kernel wants them: by inputs for the way there, by outputs
/// for the way back, both filled up to whole vectors with zeros.
/// </summary>
internal sealed class LinearWeights<T>
    where T : unmanaged
{
    public LinearWeights(int inputs, int outputs, int vectorWidth)
    {
        (Inputs, Outputs) = (inputs, outputs);
        InputRow = RoundUp(inputs, vectorWidth);
        OutputRow = RoundUp(outputs, vectorWidth);
        ByInput = new AlignedBuffer<T>((long)inputs * OutputRow);
        ByOutput = new AlignedBuffer<T>((long)outputs * InputRow);
        Bias = new AlignedBuffer<T>(OutputRow);
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Numbers between the inputs of two points.</summary>
    public int InputRow { get; }

    /// <summary>Numbers between the outputs of two points.</summary>
    public int OutputRow { get; }

    /// <summary><c>[inputs, output row]</c>.</summary>
    public AlignedBuffer<T> ByInput { get; }

    /// <summary><c>[outputs, input row]</c>.</summary>
    public AlignedBuffer<T> ByOutput { get; }

    /// <summary><c>[output row]</c>.</summary>
    public AlignedBuffer<T> Bias { get; }

    /// <param name="weight">PyTorch's <c>weight</c>, <c>[outputs, inputs]</c>.</param>
    /// <param name="bias">PyTorch's <c>bias</c>, <c>[outputs]</c>.</param>
    public void Fill(ReadOnlySpan<T> weight, ReadOnlySpan<T> bias)
    {
        bias.CopyTo(Bias.Span);
        for (int output = 0; output < Outputs; output++)
        {
            ReadOnlySpan<T> row = weight.Slice(output * Inputs, Inputs);
            row.CopyTo(ByOutput.Span[(output * InputRow)..]);
            for (int input = 0; input < Inputs; input++) ByInput.Span[input * OutputRow + output] = row[input];
        }
    }

    private static int RoundUp(int count, int width) => (count + width - 1) / width * width;
}
