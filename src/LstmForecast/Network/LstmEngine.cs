namespace LstmForecast;

/// <summary>What computes the LSTM layers in training.</summary>
public enum LstmEngine
{
    /// <summary>The fastest for the device: <see cref="Fused"/>, as training runs on the CPU.</summary>
    Auto,

    /// <summary>
    /// A managed kernel for whole layers, forward and backward through time, with the widest vectors of the processor.
    /// </summary>
    Fused,

    /// <summary>TorchSharp's <c>LSTMCell</c>, one time step after the other: the reference, several times slower.</summary>
    Torch,
}
