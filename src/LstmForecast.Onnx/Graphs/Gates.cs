namespace LstmForecast.Onnx.Graphs;

/// <summary>
/// PyTorch stacks the gates of a cell in the order input, forget, cell, output; others do it in other orders.
/// </summary>
internal static class Gates
{
    /// <summary>Input, output, forget, cell: ONNX's own order.</summary>
    private static readonly int[] OnnxOrder = [0, 3, 1, 2];

    /// <summary>Input, forget, output, cell: those with a sigmoid stand together.</summary>
    private static readonly int[] SigmoidsFirstOrder = [0, 1, 3, 2];

    /// <param name="rows">Four blocks of rows, or of single values, in PyTorch's order.</param>
    public static double[] ForOnnx(double[] rows) => Reorder(rows, OnnxOrder);

    /// <param name="rows">Four blocks of rows, or of single values, in PyTorch's order.</param>
    public static double[] SigmoidsFirst(double[] rows) => Reorder(rows, SigmoidsFirstOrder);

    private static double[] Reorder(double[] rows, int[] order)
    {
        int block = rows.Length / order.Length;
        return [.. order.SelectMany(gate => rows.Skip(gate * block).Take(block))];
    }
}
