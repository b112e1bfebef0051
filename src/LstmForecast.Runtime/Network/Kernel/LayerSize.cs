namespace LstmForecast.Network;

/// <summary>
/// The widths of one LSTM layer, and those it is computed with: units are filled up to whole vectors, with zeros that
/// stay zeros.
/// </summary>
/// <remarks>
/// A row of the layer's operand holds the hidden state and the input, <c>[h | x]</c>, so that one matrix product does
/// both. The gates of one vector of units stand side by side, <c>[gate, unit]</c>, four vectors wide: a block.
/// </remarks>
internal readonly record struct LayerSize(int Input, int Hidden, int VectorWidth)
{
    /// <summary>Units, filled up to whole vectors.</summary>
    public int Units => RoundUp(Hidden);

    /// <summary>Where the input begins in a row of the operand.</summary>
    public int InputOffset => Units;

    /// <summary>Numbers in a row of the operand that are multiplied: hidden state and input.</summary>
    public int Depth => Units + Input;

    /// <summary>Those, filled up to whole vectors.</summary>
    public int OperandRow => RoundUp(Depth);

    /// <summary>The four gates of all units: input, forget, cell, output.</summary>
    public int Gates => 4 * Units;

    /// <summary>Gates of a block: four vectors.</summary>
    public int BlockGates => 4 * VectorWidth;

    public int Blocks => Units / VectorWidth;

    /// <summary>Numbers in weights by blocks, <c>[block, 1 + depth, gate, unit of the block]</c>, first the bias.</summary>
    public int PanelSize => Gates * (1 + Depth);

    /// <summary>Where a gate of a unit stands among those of all blocks.</summary>
    public int GateIndex(int gate, int unit)
    {
        (int block, int inBlock) = Math.DivRem(unit, VectorWidth);
        return block * BlockGates + gate * VectorWidth + inBlock;
    }

    /// <summary>
    /// Where the bias of a gate stands in weights by blocks; those of the operand follow, each <see cref="BlockGates"/> further.
    /// </summary>
    public int PanelIndex(int gateIndex)
    {
        (int block, int inBlock) = Math.DivRem(gateIndex, BlockGates);
        return block * BlockGates * (1 + Depth) + inBlock;
    }

    private int RoundUp(int count) => (count + VectorWidth - 1) / VectorWidth * VectorWidth;
}
