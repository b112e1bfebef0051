namespace LstmForecast.Network;

/// <summary>Room for the forward pass of a block: nothing is allocated per step.</summary>
internal sealed class ForwardScratch<T>(LayerSize size, int rows)
    where T : unmanaged
{
    /// <summary><c>[rows, operand row]</c>: hidden state and input of the step at hand.</summary>
    public AlignedBuffer<T> Operand { get; } = new(rows * size.OperandRow);

    /// <summary>The same of the step to come; the two change places after every step.</summary>
    public AlignedBuffer<T> NextOperand { get; } = new(rows * size.OperandRow);

    /// <summary><c>[rows, gate, unit]</c>: those of a block of units.</summary>
    public AlignedBuffer<T> Gates { get; } = new(rows * size.BlockGates);
}
