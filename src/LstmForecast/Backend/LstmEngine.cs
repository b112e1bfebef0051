namespace LstmForecast;

/// <summary>What computes the LSTM layers in training.</summary>
public enum LstmEngine
{
    /// <summary>The fastest for the device: <see cref="Fused"/> on the CPU, <see cref="Torch"/> elsewhere.</summary>
    Auto,

    /// <summary>
    /// A managed kernel for whole layers, forward and backward through time, with the widest vectors of the processor. For
    /// <see cref="ComputeDevice.Cpu"/> only.
    /// </summary>
    Fused,

    /// <summary>
    /// TorchSharp's own: <c>nn.LSTM</c> for whole layers on <see cref="ComputeDevice.Cuda"/>, which fuses them; elsewhere
    /// <c>LSTMCell</c>, one time step after the other: the reference, on the CPU several times slower than the fused one.
    /// </summary>
    Torch,
}
