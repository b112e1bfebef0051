namespace LstmForecast.Lstm;

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
        int operands = Math.Max(RowsAtOnce, rows);
        Operands = new AlignedBuffer<T>(operands * size.OperandRow);
        T one = typeof(T) == typeof(float) ? (T)(object)1f : (T)(object)1d;
        for (int row = 0; row < operands; row++) Operands.Span[row * size.OperandRow + size.BiasOffset] = one;
    }

    /// <summary><c>[rows, operand row]</c>: derivatives by hidden state and input.</summary>
    public AlignedBuffer<T> OperandGradient { get; }

    /// <summary><c>[steps at once, rows, operand row]</c>: hidden states, inputs and ones.</summary>
    public AlignedBuffer<T> Operands { get; }

    /// <summary>
    /// Time steps whose derivatives go into the weights at once. Depends on the rows at hand alone, not on how many there
    /// is room for, since it decides the order of a sum.
    /// </summary>
    public static int StepsAtOnce(int rows) => Math.Max(1, RowsAtOnce / rows);
}
