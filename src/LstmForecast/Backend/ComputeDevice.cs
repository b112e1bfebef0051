using TorchSharp;

namespace LstmForecast;

/// <summary>
/// A device that training computes on. Immutable; equal where it names the same device. Whether the machine has it shows
/// when training begins, so that options can be made and kept anywhere.
/// </summary>
/// <remarks>
/// Not run on a graphics card so far: the layers that CUDA takes are tested on the CPU, and that nothing is left behind
/// there is tested on a device of libtorch that computes no numbers.
/// </remarks>
public sealed record ComputeDevice
{
    private ComputeDevice(DeviceType type, int index)
    {
        Type = type;
        Index = index;
    }

    /// <summary>The processor: there on every machine.</summary>
    public static ComputeDevice Cpu { get; } = new(DeviceType.CPU, -1);

    /// <summary>
    /// The graphics processor of a Mac, by Metal. It computes in 32 bits only, <see cref="Precision.Float32"/>.
    /// </summary>
    public static ComputeDevice Mps { get; } = new(DeviceType.MPS, -1);

    internal DeviceType Type { get; }

    /// <summary>-1 where there is one device of the type only.</summary>
    internal int Index { get; }

    /// <summary>
    /// An NVIDIA graphics card. The application must reference one of the TorchSharp-cuda packages instead of
    /// TorchSharp-cpu.
    /// </summary>
    /// <param name="index">Which of the cards, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static ComputeDevice Cuda(int index = 0)
    {
        if (index < 0)
            throw new ArgumentOutOfRangeException(nameof(index), index, "CUDA devices are counted from 0.");
        return new ComputeDevice(DeviceType.CUDA, index);
    }

    /// <summary>PyTorch's name: <c>cpu</c>, <c>cuda:0</c>, <c>mps</c>.</summary>
    public override string ToString() => Type switch
    {
        DeviceType.CPU => "cpu",
        DeviceType.MPS => "mps",
        _ => FormattableString.Invariant($"cuda:{Index}"),
    };
}
