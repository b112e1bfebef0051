using LstmForecast.Objectives;

namespace LstmForecast.Tests.Objectives;

public sealed class LayerRunnersTests
{
    [Fact]
    public void For_EngineAndDevice_IsTheFastestThatTheyAllow()
    {
        ComputeDevice[] devices = [ComputeDevice.Cpu, ComputeDevice.Cuda(1), ComputeDevice.Mps];

        devices.Select(device => LayerRunners.For(LstmEngine.Auto, device)).Should()
            .Equal(LayerRunner.Fused, LayerRunner.Modules, LayerRunner.Cells);
        devices.Select(device => LayerRunners.For(LstmEngine.Torch, device)).Should()
            .Equal(LayerRunner.Cells, LayerRunner.Modules, LayerRunner.Cells);
        LayerRunners.For(LstmEngine.Fused, ComputeDevice.Cpu).Should().Be(LayerRunner.Fused);
    }
}
