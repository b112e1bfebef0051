namespace LstmForecast.Network;

/// <summary>Room for the backward pass of a block: nothing is allocated per step.</summary>
internal sealed class BackwardScratch<T>(LayerSize size, int rows)
    where T : unmanaged
{
    /// <summary>
    /// Rows of derivatives that are multiplied at once for the weights: few enough for a column of each factor to stay
    /// in the first-level cache.
    /// </summary>
    private const int RowsAtOnce = 96;

    /// <summary><c>[rows, operand row]</c>: derivatives by hidden state and input.</summary>
    public AlignedBuffer<T> OperandGradient { get; } = new(rows * size.OperandRow);

    /// <summary>
    /// Time steps whose derivatives go into the weights at once. Depends on the rows at hand alone, not on how many there
    /// is room for, since it decides the order of a sum.
    /// </summary>
    public static int StepsAtOnce(int rowsOfPass) => Math.Max(1, RowsAtOnce / rowsOfPass);
}
