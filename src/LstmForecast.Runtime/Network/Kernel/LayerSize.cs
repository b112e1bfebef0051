namespace LstmForecast.Network;

/// <summary>
/// The widths of one LSTM layer, and those it is computed with: units are filled up to whole vectors, with zeros that
/// stay zeros.
/// </summary>
/// <remarks>
/// A row of the layer's operand holds the hidden state and the input, <c>[h | x]</c>, so that one matrix product does
/// both; a row of the weights holds theirs and the bias behind them.
/// </remarks>
internal readonly record struct LayerSize(int Input, int Hidden, int VectorWidth)
{
    /// <summary>Units, filled up to whole vectors.</summary>
    public int Units => RoundUp(Hidden);

    /// <summary>Where the input begins in a row of the operand.</summary>
    public int InputOffset => Units;

    /// <summary>Where the bias stands in a row of the weights.</summary>
    public int BiasOffset => Depth;

    /// <summary>Numbers in a row of the operand that are multiplied: hidden state and input.</summary>
    public int Depth => Units + Input;

    /// <summary>Those, filled up to whole vectors.</summary>
    public int OperandRow => RoundUp(Depth);

    /// <summary>A row of the weights, filled up to whole vectors.</summary>
    public int WeightRow => RoundUp(Depth + 1);

    /// <summary>The four gates of all units: input, forget, cell, output.</summary>
    public int Gates => 4 * Units;

    private int RoundUp(int count) => (count + VectorWidth - 1) / VectorWidth * VectorWidth;
}
