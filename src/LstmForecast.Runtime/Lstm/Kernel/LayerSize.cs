namespace LstmForecast.Lstm;

/// <summary>
/// The widths of one LSTM layer, and those it is computed with: units are filled up to whole vectors, with zeros that
/// stay zeros.
/// </summary>
/// <remarks>
/// A row of the layer's operand holds the hidden state, the input and a 1 whose weight is the bias, in this order, so
/// that one matrix product does all: <c>[h | x | 1]</c>.
/// </remarks>
internal readonly record struct LayerSize(int Input, int Hidden, int VectorWidth)
{
    /// <summary>Units, filled up to whole vectors.</summary>
    public int Units => RoundUp(Hidden);

    /// <summary>Where the input begins in a row of the operand.</summary>
    public int InputOffset => Units;

    /// <summary>Where the 1 stands in a row of the operand.</summary>
    public int BiasOffset => Units + Input;

    /// <summary>Numbers in a row of the operand that are multiplied: hidden state, input and 1.</summary>
    public int Depth => Units + Input + 1;

    /// <summary>Hidden state and input, filled up to whole vectors: less than a row where the 1 begins a vector.</summary>
    public int WeightRow => RoundUp(Units + Input);

    /// <summary>A row of the operand, filled up to whole vectors.</summary>
    public int OperandRow => RoundUp(Depth);

    /// <summary>The four gates of all units: input, forget, cell, output.</summary>
    public int Gates => 4 * Units;

    private int RoundUp(int count) => (count + VectorWidth - 1) / VectorWidth * VectorWidth;
}
