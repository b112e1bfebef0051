namespace LstmForecast.Tests.ModelFiles;

public sealed class DamagedFileTests
{
    private static readonly byte[] Whole = HandMadeFile.Bytes(SampleModels.Small());
    private static readonly int DataBytes = HandMadeFile.Of(SampleModels.Small()).Data.Length;

    [Fact]
    public void Load_WholeFile_IsAModel() => Refusal.Of(Whole).Should().BeNull();

    [Fact]
    public void Load_TruncatedAnywhere_IsRefused()
    {
        for (int length = 0; length < Whole.Length; length++)
            Refusal.Of(Whole[..length]).Should().StartWith("The model in this stream cannot be read: ", $"at {length}");
    }

    [Fact]
    public void Load_BytesAfterTheEnd_AreRefused() =>
        Refusal.Of([.. Whole, 0, 0, 0, 0]).Should().Contain("its tensors end at byte");

    /// <summary>
    /// A changed value may pass: the format has no checksum. What passes must forecast, and nothing may throw
    /// anything but InvalidDataException.
    /// </summary>
    [Theory]
    [InlineData(0x01)]
    [InlineData(0x10)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void Load_AnyByteChanged_IsRefusedOrForecasts(byte bits)
    {
        for (int i = 0; i < Whole.Length; i++)
        {
            byte[] damaged = [.. Whole];
            damaged[i] ^= bits;
            Action load = () => Refusal.Of(damaged);

            load.Should().NotThrow($"byte {i} was changed");
        }
    }

    /// <summary>The header's length and names, types and places of the tensors leave no room.</summary>
    [Fact]
    public void Load_ByteOfTheTensorTableChanged_IsRefused()
    {
        string header = System.Text.Encoding.UTF8.GetString(Whole[8..^DataBytes]);
        int table = header.IndexOf("\"cells.0.weight_ih\"", StringComparison.Ordinal);
        int end = header.TrimEnd().Length;
        for (int i = 0; i < 8 + end; i++)
        {
            if (i >= 8 && i < 8 + table) continue;
            byte[] damaged = [.. Whole];
            damaged[i] ^= 0x01;

            Refusal.Of(damaged).Should().NotBeNull($"byte {i} was changed");
        }
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(int.MaxValue)]
    [InlineData(100_000_001)]
    public void Load_HeaderLengthThatCannotBe_NamesIt(long length)
    {
        byte[] damaged = [.. BitConverter.GetBytes(length), .. Whole[8..]];

        Refusal.Of(damaged).Should()
            .Contain($"its header would be {length} bytes long, in a file of {Whole.Length}. Save the model again");
    }

    [Fact]
    public void Load_HeaderLongerThanTheFile_IsRefused() =>
        Refusal.Of([.. BitConverter.GetBytes(Whole.Length - 7L), .. Whole[8..]]).Should().Contain("its header would");

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004")]
    [InlineData("date,value\n2024-01-01,3.5\n2024-01-02,3.7\n")]
    public void Load_NoModelAtAll_IsRefused(string text) =>
        Refusal.Of(System.Text.Encoding.UTF8.GetBytes(text)).Should().NotBeNull();

    [Fact]
    public void Load_DamagedFile_NamesThePathAndTheRemedy()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.lstm");
        File.WriteAllBytes(path, Whole[..^1]);
        Action load = () => TrainedForecaster.Load(path);

        load.Should().Throw<InvalidDataException>().WithMessage(
            $"Model file '{path}' cannot be read: tensor 'head.1.bias'*"
            + "Save the model again, or use the version that wrote it.");
    }
}
