using TorchSharp;

namespace LstmForecast.Objectives;

/// <summary>What runs the LSTM layers of a network over observed values. All mean the same.</summary>
internal enum LayerRunner
{
    /// <summary>TorchSharp's <c>LSTMCell</c>, all layers for one time step and then the next: the reference.</summary>
    Cells,

    /// <summary>TorchSharp's <c>nn.LSTM</c>, one for each layer: the device's own code for a whole layer where it has any.</summary>
    Modules,

    /// <summary>The managed kernel, on the CPU alone.</summary>
    Fused,
}

/// <summary>Which one carries out a choice of the user.</summary>
internal static class LayerRunners
{
    public static LayerRunner For(LstmEngine engine, ComputeDevice device) => (engine, device.Type) switch
    {
        (LstmEngine.Fused, _) or (LstmEngine.Auto, DeviceType.CPU) => LayerRunner.Fused,
        // CUDA alone has a whole layer in one piece (cuDNN).
        (_, DeviceType.CUDA) => LayerRunner.Modules,
        _ => LayerRunner.Cells,
    };
}
