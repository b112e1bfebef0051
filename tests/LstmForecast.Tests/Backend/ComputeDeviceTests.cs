namespace LstmForecast.Tests.Backend;

public sealed class ComputeDeviceTests
{
    [Fact]
    public void ToString_OfEachKind_IsTheNameInPyTorch()
    {
        ComputeDevice.Cpu.ToString().Should().Be("cpu");
        ComputeDevice.Mps.ToString().Should().Be("mps");
        ComputeDevice.Cuda().ToString().Should().Be("cuda:0");
        ComputeDevice.Cuda(12).ToString().Should().Be("cuda:12");
    }

    [Fact]
    public void Equals_SameDevice_IsTrueForThatAlone()
    {
        ComputeDevice.Cuda(1).Should().Be(ComputeDevice.Cuda(1));
        ComputeDevice.Cuda(1).Should().NotBe(ComputeDevice.Cuda());
        ComputeDevice.Cpu.Should().NotBe(ComputeDevice.Mps);
    }

    [Fact]
    public void Cuda_NegativeIndex_Throws() => FluentActions.Invoking(() => ComputeDevice.Cuda(-1))
        .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("index")
        .WithMessage("CUDA devices are counted from 0.*");
}
