using System.Text;
using LstmForecast.Files;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>What all kinds of files have in common.</summary>
public sealed class ContainerTests
{
    public static TheoryData<string> Keys => [.. ContainerKind.All.Select(kind => kind.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void Read_WhatWasWritten_IsTheSame(string key)
    {
        ContainerKind kind = KindOf(key);
        double[] numbers = [.. Enumerable.Range(0, 20_000).Select(i => i / 3.0), double.NaN, -0.0];
        using var stream = new MemoryStream();
        Container.Write(stream, kind, """{"version":1}""", [new("a.b", numbers), new("empty", (double[])[])]);
        stream.Position = 0;

        IReadOnlyDictionary<string, StoredTensor> sections = Container.Read(stream, kind, "It", file => file.ReadSections());

        sections.Keys.Should().Equal("a.b", "empty");
        sections["a.b"].Values.Select(BitConverter.DoubleToInt64Bits).Should().Equal(numbers.Select(BitConverter.DoubleToInt64Bits));
        sections["empty"].Values.Should().BeEmpty();
    }

    [Fact]
    public void Read_Bytes_AreTheSame()
    {
        byte[] bytes = [.. Enumerable.Range(0, 100_000).Select(i => (byte)(i * 7))];
        using var stream = new MemoryStream();
        Container.Write(stream, ContainerKind.Stream, """{"version":1}""", [new("state", bytes)]);
        stream.Position = 0;

        Container.Read(stream, ContainerKind.Stream, "It", file => file.ReadSections())["state"].Bytes.Should().Equal(bytes);
    }

    [Fact]
    public void Read_NotToTheEnd_LeavesWhatFollows()
    {
        using var stream = new MemoryStream();
        Container.Write(stream, ContainerKind.Lbfgs, """{"version":1}""", [new("a", [1.0])]);
        stream.WriteByte(7);
        stream.Position = 0;

        Container.Read(stream, ContainerKind.Lbfgs, "It", file => file.ReadSections(), toEnd: false).Should().ContainKey("a");

        stream.ReadByte().Should().Be(7);
        stream.Position = 0;
        FluentActions.Invoking(() => Container.Read(stream, ContainerKind.Lbfgs, "It", file => file.ReadSections()))
            .Should().Throw<InvalidDataException>().WithMessage("It cannot be read: its tensors end at byte 8 of 9. Save the state again*");
    }

    [Fact]
    public void Read_AnotherKind_SaysWhich()
    {
        using var stream = new MemoryStream();
        Container.Write(stream, ContainerKind.Checkpoint, """{"version":1}""", []);

        Refusal.Of(stream.ToArray()).Should().Contain("it holds a file of the kind 'checkpoint', not 'model'.");
    }

    /// <summary>Formats of this library from before there was one for all files.</summary>
    [Theory]
    [InlineData("LSTMSTAT", "lstm-forecast-stream", "Save the stream again, or start a new one from the history.")]
    [InlineData("LSTMCKPT", "lstm-forecast-checkpoint", "Delete it to train from the beginning.")]
    [InlineData("LSTMLBFG", "lstm-forecast-lbfgs", "Save the state again, or start the optimizer without it.")]
    [InlineData("LSTMSTAT", "lstm-forecast", "Save the model again, or use the version that wrote it.")]
    public void Read_FileOfAnEarlierFormat_SaysSoAndWhatToDo(string magic, string key, string remedy)
    {
        byte[] file = [.. Encoding.ASCII.GetBytes(magic), 1, 0, 0, 0, .. new byte[200]];

        FluentActions.Invoking(() => Container.Read(new MemoryStream(file), KindOf(key), "It", one => one.ReadSections()))
            .Should().Throw<InvalidDataException>().WithMessage(
                "It cannot be read: it was written by an earlier version of this library, in a format that is no longer read. "
                + remedy);
    }

    [Theory, MemberData(nameof(Keys))]
    public void Read_Damaged_IsRefused(string key)
    {
        ContainerKind kind = KindOf(key);
        using var stream = new MemoryStream();
        Container.Write(stream, kind, """{"version":1}""", [new("a", [1.0, 2])]);
        byte[] whole = stream.ToArray();
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x21;
            Refused(changed);
            Refused(whole[..i]);
        }

        void Refused(byte[] bytes) =>
            FluentActions.Invoking(() => Container.Read(new MemoryStream(bytes), kind, "It", file => file.ReadSections()))
                .Should().ThrowExactly<InvalidDataException>().WithMessage($"It cannot be read: *{kind.Remedy}");
    }

    private static ContainerKind KindOf(string key) => ContainerKind.All.Single(kind => kind.Key == key);
}
