namespace LstmForecast.Network;

/// <summary>
/// The weights of one LSTM layer as the kernel wants them: by blocks of units for the forward pass, row by row for the
/// backward pass. Made once for an evaluation, then only read.
/// </summary>
internal sealed unsafe class LayerWeights<T>
    where T : unmanaged
{
    /// <param name="size">The layer's widths.</param>
    /// <param name="weightIh">PyTorch's <c>weight_ih</c>, <c>[4 hidden, input]</c>.</param>
    /// <param name="weightHh">PyTorch's <c>weight_hh</c>, <c>[4 hidden, hidden]</c>.</param>
    /// <param name="bias">The sum of PyTorch's <c>bias_ih</c> and <c>bias_hh</c>, <c>[4 hidden]</c>.</param>
    public LayerWeights(
        LayerSize size, ReadOnlySpan<T> weightIh, ReadOnlySpan<T> weightHh, ReadOnlySpan<T> bias)
        : this(size) => Fill(weightIh, weightHh, bias);

    /// <summary>Room for weights that are filled in later.</summary>
    public LayerWeights(LayerSize size)
    {
        Size = size;
        Rows = new AlignedBuffer<T>(size.Gates * size.OperandRow);
        Panels = new AlignedBuffer<T>(size.PanelSize);
    }

    /// <summary>Replaces the weights. The arguments are those of the constructor.</summary>
    public void Fill(ReadOnlySpan<T> weightIh, ReadOnlySpan<T> weightHh, ReadOnlySpan<T> bias)
    {
        LayerSize size = Size;
        Span<T> rows = Rows.Span;
        for (int gate = 0; gate < 4; gate++)
        {
            for (int unit = 0; unit < size.Hidden; unit++)
            {
                int from = gate * size.Hidden + unit;
                int to = size.GateIndex(gate, unit);
                Span<T> row = rows.Slice(to * size.OperandRow, size.OperandRow);
                weightHh.Slice(from * size.Hidden, size.Hidden).CopyTo(row);
                weightIh.Slice(from * size.Input, size.Input).CopyTo(row[size.InputOffset..]);
                Panels.Span[size.PanelIndex(to)] = bias[from];
            }
        }

        FillPanels();
    }

    public LayerSize Size { get; }

    /// <summary>
    /// <c>[block of units, gate, unit of the block, operand row]</c>: what a gate's derivative is multiplied with on the way back.
    /// </summary>
    public AlignedBuffer<T> Rows { get; }

    /// <summary>
    /// <c>[block of units, 1 + depth, gate, unit of the block]</c>, first the bias: a block is a vector of units, so that
    /// the four gates of one vector of units come out of the matrix product side by side.
    /// </summary>
    public AlignedBuffer<T> Panels { get; }

    private void FillPanels()
    {
        int gates = Size.BlockGates;
        for (int block = 0; block < Size.Blocks; block++)
        {
            T* from = Rows.Pointer + block * gates * Size.OperandRow;
            T* to = Panels.Pointer + Size.PanelIndex(block * gates);
            for (int k = 0; k < Size.Depth; k++)
            {
                to += gates;
                for (int gate = 0; gate < gates; gate++) to[gate] = from[gate * Size.OperandRow + k];
            }
        }
    }
}
