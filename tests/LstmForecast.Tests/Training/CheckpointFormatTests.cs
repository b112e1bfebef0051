using System.Text.Json.Nodes;
using LstmForecast.Runtime.Tests.Files;
using LstmForecast.Tests.Files;
using LstmForecast.Training;

namespace LstmForecast.Tests.Training;

public sealed class CheckpointFormatTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    private static CheckpointContent Golden { get; } = new(
        new Dictionary<string, string> { ["HiddenSizes"] = "[3]", ["training series 0"] = "\"A\" [12, 1]" },
        [
            new MemberState
            {
                Progress = Progress(epochs: 2, stop: null),
                Weights = [1, -0.5, 1.0 / 3],
                Best = [0.25, 2e-300, -7],
                Kept = [[1, 2, 3], [4, 5, 6]],
                Optimizer = [1, 2, 3, 255],
            },
            null,
            new MemberState
            {
                Progress = Progress(epochs: 1, StopReason.Converged),
                Weights = [],
                Best = [9, 8, 7],
                Kept = [],
                Optimizer = [],
            },
        ]);

    [Fact]
    public void Read_GoldenFile_HasWhatWasWritten()
    {
        string golden = GoldenFile.Path("Training/Golden/version1.checkpoint", () => Bytes(Golden));

        CheckpointFormat.Read(golden).Should().BeEquivalentTo(Golden, options => options.ComparingByMembers<EpochReport>());

        Bytes(CheckpointFormat.Read(golden)).Should().Equal(File.ReadAllBytes(golden));
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame() =>
        Read(Bytes(Golden)).Should().BeEquivalentTo(Golden, options => options.ComparingByMembers<EpochReport>());

    [Fact]
    public void Read_AnyByteChangedOrLeftOut_IsRefused()
    {
        byte[] whole = Bytes(Golden);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 0x11;
            Refusal(changed).Should().StartWith($"The checkpoint '{_path}' cannot be read: ", $"byte {i} was changed");
            Refusal(whole[..i]).Should().EndWith("Delete it to train from the beginning.", $"it was cut at {i}");
        }

        Refusal([.. whole, 0]).Should().Contain("its tensors end at byte");
    }

    [Theory]
    [InlineData("version", "2", "it has the format version 2, this library reads 1.")]
    [InlineData("inputs", "null", "")]
    [InlineData("members", "null", "")]
    [InlineData("members", "[null, null, null]", "is no section of its kind of file")]
    [InlineData("members.0.keptCount", "2147483647", "its metadata contradict each other.")]
    [InlineData("members.0.keptCount", "0", "tensor 'members.0.kept.0' is no section of its kind of file.")]
    [InlineData("members.0.progress", "null", "")]
    [InlineData("members.0.progress.reports", "[null, null]", "its metadata contradict each other.")]
    [InlineData("members.0.progress.bestEpoch", "3", "its metadata contradict each other.")]
    [InlineData("members.2.progress.stop", "77", "its metadata contradict each other.")]
    [InlineData("members.1", "{}", "")]
    public void Read_MetadataThatLie_AreRefused(string path, string json, string message)
    {
        HandMadeFile file = HandMadeFile.From(Bytes(Golden));
        file.EditMetadata(metadata =>
        {
            string[] names = path.Split('.');
            JsonNode at = names[..^1].Aggregate((JsonNode)metadata, (node, name) =>
                int.TryParse(name, out int index) ? node[index]! : node[name]!);
            if (int.TryParse(names[^1], out int last)) at[last] = JsonNode.Parse(json);
            else at[names[^1]] = JsonNode.Parse(json);
        });

        Refusal(file.ToBytes()).Should().Match($"The checkpoint '{_path}' cannot be read: *{message}*");
    }

    [Fact]
    public void Read_NetworksOfDifferentSizes_AreRefused() =>
        Refusal(Bytes(Golden with { Members = [Golden.Members[0]! with { Best = [1, 2] }] }))
            .Should().Contain("its networks have 3 and 2 weights; all must have as many.");

    [Fact]
    public void Read_Mutants_AreCheckpointsOrRefused()
    {
        int read = Mutants.Load(Bytes(Golden), 5000, mutant =>
        {
            string path = Path.GetTempFileName();
            try
            {
                File.WriteAllBytes(path, mutant);
                CheckpointFormat.Read(path);
            }
            finally
            {
                File.Delete(path);
            }
        });

        read.Should().BeInRange(50, 3000, "mutants must go deep, and most must be found out");
    }

    public void Dispose() => File.Delete(_path);

    private static MemberProgress Progress(int epochs, StopReason? stop) => new()
    {
        Stop = stop,
        Reports =
        [
            .. Enumerable.Range(1, epochs).Select(epoch => new EpochReport
            {
                Epoch = epoch,
                TotalEpochs = 5,
                Evaluations = 25,
                TotalEvaluations = 25 * epoch,
                TrainingLoss = 0.125,
                ValidationLoss = double.PositiveInfinity,
                GradientNorm = 1e-7,
                WeightsHash = "0123456789ABCDEF0123456789ABCDEF",
                Elapsed = TimeSpan.FromSeconds(1.5),
                EstimatedTimeLeft = TimeSpan.FromDays(2),
            }),
        ],
        BestEpoch = 1,
        BestScore = 0.1,
        ToBeat = double.PositiveInfinity,
        LastGain = 1,
        Elapsed = TimeSpan.FromSeconds(3),
    };

    private static byte[] Bytes(CheckpointContent content)
    {
        using var stream = new MemoryStream();
        CheckpointFormat.Write(stream, content);
        return stream.ToArray();
    }

    private CheckpointContent Read(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        return CheckpointFormat.Read(_path);
    }

    private string Refusal(byte[] bytes) =>
        FluentActions.Invoking(() => Read(bytes)).Should().ThrowExactly<InvalidDataException>().Which.Message;
}
