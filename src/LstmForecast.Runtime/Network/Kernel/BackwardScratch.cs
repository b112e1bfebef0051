namespace LstmForecast.Network;

/// <summary>Room for the backward pass of a block: nothing is allocated per step.</summary>
internal sealed class BackwardScratch<T>
    where T : unmanaged
{
    /// <summary>
    /// Rows of derivatives that are multiplied at once for the weights: few enough for a column of each factor to stay
    /// in the first-level cache.
    /// </summary>
    private const int RowsAtOnce = 96;

    public BackwardScratch(LayerSize size, int rows)
    {
        OperandGradient = new AlignedBuffer<T>(rows * size.OperandRow);
        Operands = new AlignedBuffer<T>(Math.Max(RowsAtOnce, rows) * size.OperandRow);
        BiasGradient = new AlignedBuffer<T>(size.Gates);
    }

    /// <summary><c>[rows, operand row]</c>: derivatives by hidden state and input.</summary>
    public AlignedBuffer<T> OperandGradient { get; }

    /// <summary><c>[steps at once, rows, operand row]</c>: hidden states and inputs.</summary>
    public AlignedBuffer<T> Operands { get; }

    /// <summary><c>[gates]</c>.</summary>
    public AlignedBuffer<T> BiasGradient { get; }

    /// <summary>
    /// Time steps whose derivatives go into the weights at once. Depends on the rows at hand alone, not on how many there
    /// is room for, since it decides the order of a sum.
    /// </summary>
    public static int StepsAtOnce(int rows) => Math.Max(1, RowsAtOnce / rows);
}
