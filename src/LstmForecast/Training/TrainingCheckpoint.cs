using System.Globalization;
using LstmForecast.Files;

namespace LstmForecast.Training;

/// <summary>The checkpoint of one fit: read when it begins, written by all of its networks. Safe for threads.</summary>
internal sealed class TrainingCheckpoint
{
    private const int MostDifferences = 5;

    private readonly CheckpointOptions _options;
    private readonly IReadOnlyDictionary<string, string> _inputs;
    private readonly MemberState?[] _members;
    private readonly Lock _oneAtATime = new();

    private TrainingCheckpoint(
        CheckpointOptions options, IReadOnlyDictionary<string, string> inputs, MemberState?[] members)
    {
        _options = options;
        _inputs = inputs;
        _members = members;
    }

    /// <param name="options">Where it is, and whether to go on from it.</param>
    /// <param name="inputs">What is trained, and how, by name.</param>
    /// <param name="members">How many networks.</param>
    public static TrainingCheckpoint Open(
        CheckpointOptions options, IReadOnlyDictionary<string, string> inputs, int members)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(options.Path)) ?? options.Path;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"No checkpoint can be written to '{options.Path}': there is no folder '{folder}'. Create it first.");
        }

        if (!File.Exists(options.Path)) return new TrainingCheckpoint(options, inputs, new MemberState?[members]);
        if (!options.Resume)
        {
            throw new IOException(
                $"There is already a file '{options.Path}'. Set Checkpoint.Resume to go on from it, delete it to train from "
                + "the beginning, or name another file.");
        }

        CheckpointContent content = CheckpointFormat.Read(options.Path);
        CheckSame(options.Path, content.Inputs, inputs);
        if (content.Members.Length != members)
        {
            throw new InvalidDataException(
                $"The checkpoint '{options.Path}' is of {content.Members.Length} networks, not {members}. Delete it to train from the beginning.");
        }

        return new TrainingCheckpoint(options, inputs, content.Members);
    }

    /// <summary>What there is of a network; null if nothing.</summary>
    public MemberState? Of(int member) => _members[member];

    /// <summary>Replaces what there is of a network, and the file.</summary>
    public void Write(int member, MemberState state)
    {
        lock (_oneAtATime)
        {
            _members[member] = state;
            AtomicFile.Write(_options.Path, stream => CheckpointFormat.Write(stream, new(_inputs, _members)));
        }
    }

    private static void CheckSame(
        string path, IReadOnlyDictionary<string, string> then, IReadOnlyDictionary<string, string> now)
    {
        string[] differences =
        [
            .. then.Keys.Union(now.Keys)
                .Where(name => then.GetValueOrDefault(name) != now.GetValueOrDefault(name) && !MayBeMore(name))
                .Select(name => $"{name} was {then.GetValueOrDefault(name, "not there")} and is "
                    + $"{now.GetValueOrDefault(name, "not there")}"),
        ];
        if (differences.Length == 0) return;
        throw new ArgumentException(
            $"The checkpoint '{path}' is one of another training: {string.Join("; ", differences.Take(MostDifferences))}"
            + $"{(differences.Length > MostDifferences ? $"; and {differences.Length - MostDifferences} more" : "")}. Give what "
            + "was given then; or delete the file to train from the beginning; or fine-tune a saved model.");

        // More epochs go on where fewer ended, unless the learning rate of each depends on how many there are.
        bool MayBeMore(string name) => name == nameof(TrainingOptions.Epochs)
            && now.GetValueOrDefault(nameof(GradientTraining.Schedule)) != nameof(LearningRateSchedule.Cosine)
            && int.TryParse(then.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out int before)
            && int.TryParse(now.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out int after)
            && after > before;
    }
}
