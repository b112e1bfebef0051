using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>
/// Memory of libtorch's that one tensor after the other uses. Large tensors that come and go with every block leave
/// holes between the small ones that outlive them, and the heap grows to a multiple of what is in use.
/// </summary>
internal sealed class ReusedTensor : IDisposable
{
    private Tensor? _memory;

    /// <summary>A tensor of three dimensions, contiguous, with what is left in the memory from the one before.</summary>
    public Tensor Take(ScalarType type, long rows, long steps, long width)
    {
        using DisposeScope scope = NewDisposeScope();
        long numbers = rows * steps * width;
        if (_memory is null || _memory.numel() < numbers)
        {
            _memory?.Dispose();
            _memory = empty(numbers, dtype: type).DetachFromDisposeScope();
        }

        // Detached it is nobody's view, and free to get a history of its own in the graph.
        return _memory.as_strided([rows, steps, width], [steps * width, width, 1]).detach().MoveToOuterDisposeScope();
    }

    /// <summary>Tensors that still use the memory keep it.</summary>
    public void Dispose() => _memory?.Dispose();
}
