namespace LstmForecast.Network;

/// <summary>
/// What the forward pass of a block leaves for the backward pass: the gates after their activations, which the backward
/// pass replaces by the derivatives before them, and the cell states.
/// </summary>
internal sealed class LayerTrace<T>(LayerSize size, int rows, int steps)
    where T : unmanaged
{
    /// <summary><c>[steps, rows, gates]</c>.</summary>
    public AlignedBuffer<T> Gates { get; } = new((long)steps * rows * size.Gates);

    /// <summary><c>[steps + 1, rows, units]</c>: the state before each step, and after the last.</summary>
    public AlignedBuffer<T> Cells { get; } = new((steps + 1L) * rows * size.Units);
}
