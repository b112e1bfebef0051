namespace LstmForecast.Network;

/// <summary>
/// What the forward pass of a block leaves for the backward pass: the gates after their activations, which the backward
/// pass replaces by the derivatives before them, the cell states, and what the weights were multiplied with.
/// </summary>
internal sealed unsafe class LayerTrace<T>(LayerSize size, int rows, int steps)
    where T : unmanaged
{
    /// <summary><c>[block of units, steps, rows, gate, unit of the block]</c>, of the steps and rows of the pass.</summary>
    public AlignedBuffer<T> Gates { get; } = new((long)steps * rows * size.Gates);

    /// <summary><c>[steps + 1, rows, units]</c>: the state before each step, and after the last.</summary>
    public AlignedBuffer<T> Cells { get; } = new((steps + 1L) * rows * size.Units);

    /// <summary><c>[steps + 1, rows, operand row]</c>: hidden state and input of each step, and the hidden state after the last.</summary>
    public AlignedBuffer<T> Operands { get; } = new((steps + 1L) * rows * size.OperandRow);

    /// <summary>
    /// The hidden states that came out of a pass of so many rows, filled up to whole vectors with zeros; to be used only while
    /// the trace is referenced.
    /// </summary>
    public Sequence<T> Output(int rowsOfPass)
    {
        nint step = (nint)rowsOfPass * size.OperandRow;
        return new Sequence<T>(Operands.Pointer + step, size.OperandRow, step);
    }
}
