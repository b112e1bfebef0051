namespace LstmForecast;

/// <summary>What a file of PyTorch's weights does not say, and a forecaster needs.</summary>
public sealed record PyTorchOptions
{
    /// <summary>
    /// The names of the channels, one for each input of the network. Default: one channel named <c>value</c>.
    /// </summary>
    public IReadOnlyList<string> Channels { get; init; } = ["value"];

    /// <summary>
    /// What the training script did to the series before the network saw them; undone in forecasts. Default: nothing.
    /// </summary>
    public IReadOnlyList<Transform> Transforms { get; init; } = [];

    /// <summary>
    /// The series that the transforms are fitted on: those the network was trained on. Needed where there are
    /// transforms.
    /// </summary>
    public SeriesSet? Training { get; init; }

    /// <summary>Everything that is wrong with the options for a network.</summary>
    internal IEnumerable<string> Problems(int inputs, int outputs)
    {
        if (inputs != outputs)
        {
            yield return $"The network has {inputs} inputs and {outputs} outputs; to forecast on, its own output must "
                + "be its next input.";
        }

        if (Channels is null || Channels.Count != inputs || Channels.Any(string.IsNullOrEmpty)
            || Channels.Distinct(StringComparer.Ordinal).Count() != Channels.Count)
        {
            yield return $"The network has {inputs} inputs; Channels ({string.Join(", ", Channels ?? [])}) must name "
                + "each, all different.";
        }

        if (Transforms is null || Transforms.Any(transform => transform is null))
            yield return "Transforms is null, or has an entry that is; leave it empty for none.";
        if (Transforms is null or { Count: 0 }) yield break;
        if (Training is null or { Count: 0 })
            yield return "Transforms need Training: the series they are fitted on.";
        else if (!Training.Channels.SequenceEqual(Channels ?? [], StringComparer.Ordinal))
            yield return $"The series of Training have the channels ({string.Join(", ", Training.Channels)}).";
    }
}
