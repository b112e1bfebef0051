using LstmForecast.Backend;
using TorchSharp;

namespace LstmForecast.Tests.Backend;

public sealed class DevicesTests
{
    private const string Cuda = "CUDA needs an NVIDIA graphics card with its driver, and the application must reference "
        + "the package TorchSharp-cuda-linux or TorchSharp-cuda-windows instead of TorchSharp-cpu, in the version of "
        + "TorchSharp. Provide these, or choose a device that is there.";

    private static readonly ComputeDevice[] TwoCards = [ComputeDevice.Cpu, ComputeDevice.Cuda(0), ComputeDevice.Cuda(1)];

    public static TheoryData<ComputeDevice, ComputeDevice[], string> Missing() => new()
    {
        {
            ComputeDevice.Cuda(), [ComputeDevice.Cpu],
            "ForecasterOptions: Compute.Device is cuda:0, and the devices here are: cpu. " + Cuda
        },
        {
            ComputeDevice.Cuda(), [ComputeDevice.Cpu, ComputeDevice.Mps],
            "ForecasterOptions: Compute.Device is cuda:0, and the devices here are: cpu, mps. " + Cuda
        },
        {
            ComputeDevice.Cuda(2), TwoCards,
            "ForecasterOptions: Compute.Device is cuda:2, and the devices here are: cpu, cuda:0, cuda:1. Choose one of these."
        },
        {
            ComputeDevice.Mps, TwoCards,
            "ForecasterOptions: Compute.Device is mps, and the devices here are: cpu, cuda:0, cuda:1. "
            + "Metal needs a Mac with an Apple processor. Choose a device that is there."
        },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public void Find_MissingDevice_SaysWhatThereIsAndWhatToDo(
        ComputeDevice wanted, ComputeDevice[] available, string message) =>
        FluentActions.Invoking(() => Devices.Find(wanted, available))
            .Should().ThrowExactly<InvalidOperationException>().Which.Message.Should().Be(message);

    [Fact]
    public void Find_DeviceThatIsThere_IsThatOfTorch()
    {
        torch.Device card = Devices.Find(ComputeDevice.Cuda(1), TwoCards);
        (card.type, card.index).Should().Be((DeviceType.CUDA, 1));
        Devices.Find(ComputeDevice.Mps, [ComputeDevice.Mps]).type.Should().Be(DeviceType.MPS);
    }

    [Fact]
    public void Find_Cpu_IsThereOnEveryMachine()
    {
        NativeBackend.EnsureLoaded();

        Devices.Find(ComputeDevice.Cpu).type.Should().Be(DeviceType.CPU);
    }
}
