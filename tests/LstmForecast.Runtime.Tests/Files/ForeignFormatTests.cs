namespace LstmForecast.Runtime.Tests.Files;

public sealed class ForeignFormatTests
{
    [Theory]
    [InlineData(new byte[] { (byte)'P', (byte)'K', 3, 4, 0, 0, 8, 8, 0, 0 })]
    [InlineData(new byte[] { 0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20 })]
    public void Load_FileOfTorchSave_SaysHowToWriteItsWeights(byte[] bytes)
    {
        const string Remedy = "*it is a file of torch.save (.pt, .pth)*safetensors.torch.save_file(model.state_dict(), *";
        FluentActions.Invoking(() => TrainedForecaster.Load(new MemoryStream(bytes))).Should().Throw<InvalidDataException>().WithMessage(Remedy);
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("model.pt"), bytes);
        FluentActions.Invoking(() => PyTorchFile.Read(folder.File("model.pt"), PyTorchLayout.Lstm("lstm").Linear("linear")))
            .Should().Throw<InvalidDataException>().WithMessage(Remedy);
    }
}
