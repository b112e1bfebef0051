using System.Text.Json;
using LstmForecast.Files;

namespace LstmForecast.Training;

/// <summary>
/// A checkpoint as a <see cref="Container"/>, for this version of the library alone: inputs and progress as JSON, and of
/// each network M that has begun the sections <c>members.M.weights</c>, <c>members.M.best</c>, <c>members.M.kept.E</c> for
/// each epoch E that is kept, 0-based, and <c>members.M.optimizer</c>.
/// </summary>
internal static class CheckpointFormat
{
    public static void Write(Stream stream, CheckpointContent content)
    {
        var metadata = new CheckpointMetadata(
            ContainerKind.Checkpoint.Version,
            new(content.Inputs),
            [.. content.Members.Select(one => one is null ? null : new CheckpointMember(one.Progress, one.Kept.Length))]);
        Container.Write(
            stream,
            ContainerKind.Checkpoint,
            JsonSerializer.Serialize(metadata, CheckpointMetadataContext.Default.CheckpointMetadata),
            [.. content.Members.SelectMany((member, index) => member is null ? [] : Sections(member, index))]);
    }

    /// <exception cref="InvalidDataException">The file is not a checkpoint of this version, or damaged.</exception>
    public static CheckpointContent Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Container.Read(file, ContainerKind.Checkpoint, $"The checkpoint '{path}'", Read);
    }

    private static CheckpointContent Read(ContainerReader file)
    {
        CheckpointMetadata metadata = file.Metadata(CheckpointMetadataContext.Default.CheckpointMetadata);
        foreach (CheckpointMember member in metadata.Members.OfType<CheckpointMember>()) Check(member);
        file.CheckSections(metadata.Members.SelectMany((member, index) => member is null ? [] : Names(member, index)));
        IReadOnlyDictionary<string, StoredTensor> sections = file.ReadSections();
        MemberState?[] members =
            [.. metadata.Members.Select((member, index) => member is null ? null : ReadMember(member, index, sections))];
        int[] lengths = [.. members.OfType<MemberState>().SelectMany(member => (double[][])[member.Weights, member.Best, .. member.Kept])
            .Select(weights => weights.Length).Where(length => length > 0).Distinct()];
        if (lengths.Length > 1)
            throw new InvalidDataException($"its networks have {string.Join(" and ", lengths)} weights; all must have as many.");
        return new CheckpointContent(metadata.Inputs, members);
    }

    private static Section[] Sections(MemberState member, int index) =>
    [
        new(Weights(index), member.Weights),
        new(Best(index), member.Best),
        .. member.Kept.Select((weights, epoch) => new Section(Kept(index, epoch), weights)),
        new(Optimizer(index), member.Optimizer),
    ];

    /// <summary>Of the same sections, one by one: a damaged file may state any number of epochs.</summary>
    private static IEnumerable<(string Name, ElementType Type, int[]? Shape)> Names(CheckpointMember member, int index)
    {
        yield return (Weights(index), ElementType.Float64, null);
        yield return (Best(index), ElementType.Float64, null);
        for (int epoch = 0; epoch < member.KeptCount; epoch++) yield return (Kept(index, epoch), ElementType.Float64, null);
        yield return (Optimizer(index), ElementType.UInt8, null);
    }

    private static MemberState ReadMember(
        CheckpointMember member, int index, IReadOnlyDictionary<string, StoredTensor> sections) => new()
        {
            Progress = member.Progress,
            Weights = sections[Weights(index)].Values,
            Best = sections[Best(index)].Values,
            Kept = [.. Enumerable.Range(0, member.KeptCount).Select(epoch => sections[Kept(index, epoch)].Values)],
            Optimizer = sections[Optimizer(index)].Bytes,
        };

    private static void Check(CheckpointMember member)
    {
        MemberProgress progress = member.Progress;
        int epochs = progress.Reports.Length;
        if (progress.Reports.Any(report => report is null)
            || (member.KeptCount != 0 && member.KeptCount != epochs)
            || progress.BestEpoch < 0 || progress.BestEpoch > epochs || progress.LastGain < 0 || progress.LastGain > epochs
            || (progress.Stop is StopReason stop && !Enum.IsDefined(stop)))
        {
            throw new InvalidDataException("its metadata contradict each other.");
        }
    }

    private static string Weights(int member) => $"members.{member}.weights";

    private static string Best(int member) => $"members.{member}.best";

    private static string Kept(int member, int epoch) => $"members.{member}.kept.{epoch}";

    private static string Optimizer(int member) => $"members.{member}.optimizer";
}
