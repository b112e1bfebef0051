using static TorchSharp.torch;

namespace LstmForecast.Tests.Forecaster;

public sealed partial class SequenceForecasterTests
{
    /// <summary>More cards than any machine has: the error is the same with and without a GPU.</summary>
    [Fact]
    public void Fit_DeviceThatIsMissing_NamesItAndThoseThatAreThere()
    {
        Small.LoadTorch();
        var forecaster = new SequenceForecaster(new() { Compute = new() { Device = ComputeDevice.Cuda(1000) } });

        FluentActions.Invoking(() => forecaster.Fit(Good)).Should().ThrowExactly<InvalidOperationException>()
            .WithMessage("ForecasterOptions: Compute.Device is cuda:1000, and the devices here are: cpu*");
    }

    [Fact]
    public void Fit_CudaOnAMachineWithout_SaysWhatToDo()
    {
        Small.LoadTorch();
        if (cuda.is_available()) return;
        var forecaster = new SequenceForecaster(new() { Compute = new() { Device = ComputeDevice.Cuda() } });

        FluentActions.Invoking(() => forecaster.Fit(Good)).Should().ThrowExactly<InvalidOperationException>()
            .Which.Message.Should().StartWith("ForecasterOptions: Compute.Device is cuda:0, and the devices here are: cpu")
            .And.EndWith(
                ". CUDA needs an NVIDIA graphics card with its driver, and the application must reference the package "
                + "TorchSharp-cuda-linux or TorchSharp-cuda-windows instead of TorchSharp-cpu, in the version of TorchSharp. "
                + "Provide these, or choose a device that is there.");
    }
}
