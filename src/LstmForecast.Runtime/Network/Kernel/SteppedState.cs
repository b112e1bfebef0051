namespace LstmForecast.Network;

/// <summary>
/// What a layer that is stepped remembers of some rows, and the room it works in. The hidden states lie where the next step
/// multiplies them: a step copies its input and nothing else.
/// </summary>
internal sealed class SteppedState<T>
    where T : unmanaged
{
    private readonly LayerSize _size;

    /// <summary>Zero, as before the first step of a series.</summary>
    public SteppedState(LayerSize size, int rows)
    {
        _size = size;
        Rows = rows;
        Operand = new AlignedBuffer<T>(rows * size.OperandRow);
        NextOperand = new AlignedBuffer<T>(rows * size.OperandRow);
        Cell = new AlignedBuffer<T>(rows * size.Units);
        Gates = new AlignedBuffer<T>(rows * size.BlockGates);
    }

    public int Rows { get; }

    /// <summary><c>[rows, operand row]</c>: hidden state and input of the step to come.</summary>
    public AlignedBuffer<T> Operand { get; private set; }

    /// <summary>The same of the step after it; the two change places after every step.</summary>
    public AlignedBuffer<T> NextOperand { get; private set; }

    /// <summary><c>[rows, units]</c>.</summary>
    public AlignedBuffer<T> Cell { get; }

    /// <summary><c>[rows, gate, unit]</c>: those of a block of units.</summary>
    public AlignedBuffer<T> Gates { get; }

    /// <summary>The hidden states of all rows; to be used only while the state is referenced, and until its next step.</summary>
    public unsafe Points<T> Hidden => new(Operand.Pointer, _size.OperandRow);

    /// <summary>The state of a row, filled up to whole vectors with zeros (or not a number, where a unit is).</summary>
    public Span<T> HiddenOf(int row) => Operand.Span.Slice(row * _size.OperandRow, _size.Units);

    /// <inheritdoc cref="HiddenOf"/>
    public Span<T> CellOf(int row) => Cell.Span.Slice(row * _size.Units, _size.Units);

    /// <summary>After a step: what it wrote is where the next one reads.</summary>
    public void Advance() => (Operand, NextOperand) = (NextOperand, Operand);
}
