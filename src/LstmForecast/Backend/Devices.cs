using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Backend;

/// <summary>The devices of this machine that the native library in use can compute on.</summary>
internal static class Devices
{
    /// <summary>The device itself. <see cref="NativeBackend.EnsureLoaded"/> must have been called.</summary>
    /// <exception cref="InvalidOperationException">It is not there; the message says what is, and what to do.</exception>
    public static Device Find(ComputeDevice wanted) => Find(wanted, Available());

    /// <inheritdoc cref="Find(ComputeDevice)"/>
    internal static Device Find(ComputeDevice wanted, IReadOnlyList<ComputeDevice> available)
    {
        if (available.Contains(wanted)) return new Device(wanted.Type, wanted.Index);
        throw new InvalidOperationException(
            $"ForecasterOptions: Compute.Device is {wanted}, and the devices here are: {string.Join(", ", available)}. "
            + Remedy(wanted, available));
    }

    private static List<ComputeDevice> Available()
    {
        List<ComputeDevice> devices = [ComputeDevice.Cpu];
        if (cuda.is_available()) devices.AddRange(Enumerable.Range(0, cuda.device_count()).Select(ComputeDevice.Cuda));
        if (mps_is_available()) devices.Add(ComputeDevice.Mps);
        return devices;
    }

    private static string Remedy(ComputeDevice wanted, IReadOnlyList<ComputeDevice> available)
    {
        if (available.Any(device => device.Type == wanted.Type)) return "Choose one of these.";
        return wanted.Type == DeviceType.CUDA
            ? "CUDA needs an NVIDIA graphics card with its driver, and the application must reference the package "
            + "TorchSharp-cuda-linux or TorchSharp-cuda-windows instead of TorchSharp-cpu, in the version of TorchSharp. "
            + "Provide these, or choose a device that is there."
            : "Metal needs a Mac with an Apple processor. Choose a device that is there.";
    }
}
