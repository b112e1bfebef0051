namespace LstmForecast.Network;

/// <summary>
/// The widths of one LSTM layer, and those it is computed with: units are filled up to whole vectors, with zeros that
/// stay zeros.
/// </summary>
/// <remarks>
/// A row of the layer's operand holds the hidden state and the input, <c>[h | x]</c>, so that one matrix product does
/// both. The gates of a few units stand side by side, <c>[gate, unit]</c>: a block.
/// </remarks>
internal readonly record struct LayerSize(int Input, int Hidden, int VectorWidth)
{
    private const int UnitsOfABlock = 16;

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

    /// <summary>Units of a block: whole vectors, and enough of them that a product with a block's gates has its depth.</summary>
    public int BlockUnits
    {
        get
        {
            int units = VectorWidth;
            while (units < UnitsOfABlock && Units % (2 * units) == 0) units *= 2;
            return units;
        }
    }

    /// <summary>Gates of a block.</summary>
    public int BlockGates => 4 * BlockUnits;

    public int Blocks => Units / BlockUnits;

    /// <summary>Numbers in weights by blocks, <c>[block, 1 + depth, gate, unit of the block]</c>, first the bias.</summary>
    public int PanelSize => Gates * (1 + Depth);

    /// <summary>Where a gate of a unit stands among those of all blocks.</summary>
    public int GateIndex(int gate, int unit)
    {
        (int block, int inBlock) = Math.DivRem(unit, BlockUnits);
        return block * BlockGates + gate * BlockUnits + inBlock;
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
