using System.Text.Json.Nodes;

namespace LstmForecast.Runtime.Tests.Files;

public sealed class DamagedFileTests
{
    private static readonly byte[] Whole = HandMadeFile.Bytes(SampleModels.Small());

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

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x10)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void Load_AnyByteChanged_IsRefused(byte bits)
    {
        for (int i = 0; i < Whole.Length; i++)
        {
            byte[] damaged = [.. Whole];
            damaged[i] ^= bits;

            Refusal.Of(damaged).Should().StartWith("The model in this stream cannot be read: ", $"byte {i} was changed");
        }
    }

    [Fact]
    public void Load_WeightChanged_TellsOfTheChecksum()
    {
        byte[] damaged = [.. Whole];
        damaged[^1] ^= 0x01;

        Refusal.Of(damaged).Should().Match("*it was changed after it was written: its checksum is *, and it states *");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00")]
    public void Load_NoChecksum_IsRefused(string? digits)
    {
        HandMadeFile file = HandMadeFile.From(Whole);
        if (digits is null) file.Header["__metadata__"]!.AsObject().Remove("sha256");
        else file.Header["__metadata__"]!["sha256"] = digits;

        Refusal.Of(file.ToBytes(file.Header.ToJsonString())).Should().Contain("it has no checksum");
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

    /// <summary>Ten gigabytes, which lie in the file or are said to, must not be read to tell that they are no model.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Load_TenGigabytes_AreRefusedByTheHeader(bool honest)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("a.lstm");
        HandMadeFile file = HandMadeFile.From(Whole);
        const long numbers = 2_500_000_000;
        if (honest)
        {
            file["head.1.bias"]["shape"] = new JsonArray(numbers);
            file["head.1.bias"]["data_offsets"]![1] = file["head.1.bias"]["data_offsets"]![0]!.GetValue<long>() + 4 * numbers;
        }

        byte[] bytes = file.ToBytes();
        File.WriteAllBytes(path, bytes);
        // A hole, which takes no place on the disk.
        using (FileStream stream = File.OpenWrite(path)) stream.SetLength(bytes.Length - 8 + 4 * numbers);
        Action load = () => TrainedForecaster.Load(path);
        long before = GC.GetAllocatedBytesForCurrentThread();

        load.Should().Throw<InvalidDataException>()
            .WithMessage(honest ? "*weight 'head.1.bias' needs F32 values 2, found F32 values 2500000000.*" : "*end at byte*");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(2_000_000);
    }

    /// <summary>A stream that does not tell its length, such as one from the network.</summary>
    [Fact]
    public void Load_StreamOfUnknownLength_TakesMemoryAsBytesCome()
    {
        byte[] hostile = [.. BitConverter.GetBytes(99_000_000L), .. Whole[8..]];
        long before = GC.GetAllocatedBytesForCurrentThread();

        Refusal.Of(new NetworkStream(hostile)).Should().Contain("it ends within its header");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(2_000_000);
        Refusal.Of(new NetworkStream(Whole)).Should().BeNull();
        Refusal.Of(new NetworkStream(Whole[..^1])).Should().Contain("it ends at byte");
        Refusal.Of(new NetworkStream([.. Whole, 0])).Should().Contain("its tensors end at byte");
    }

    /// <summary>Gives a few bytes at a time and knows no end.</summary>
    private sealed class NetworkStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1000)]);
    }
}
