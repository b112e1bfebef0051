using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>What a file of PyTorch's weights does not say, and a forecaster needs.</summary>
public sealed record PyTorchOptions : ICheckedOptions
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

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        if (Channels is null || Channels.Any(string.IsNullOrEmpty)
            || Channels.Distinct(StringComparer.Ordinal).Count() != Channels.Count)
        {
            check.Add(nameof(Channels), $"are ({string.Join(", ", Channels ?? [])}); each must have a name, all different.");
        }

        bool isList = check.NoNulls(Transforms, "leave it empty for none");
        if (!isList || Transforms.Count == 0) return;
        if (Training is null or { Count: 0 })
            check.Add(nameof(Transforms), "need Training: the series they are fitted on.");
        else if (!Training.Channels.SequenceEqual(Channels ?? [], StringComparer.Ordinal))
            check.Add(nameof(Training), $"has series with the channels ({string.Join(", ", Training.Channels)}); they must be Channels.");
    }

    /// <summary>Throws where anything is wrong with the options, or they are for another network.</summary>
    internal void ThrowIfInvalid(int inputs, int outputs, string argument)
    {
        OptionCheck check = OptionCheck.Of(this, argument);
        if (inputs != outputs)
        {
            check.Add($"The network has {inputs} inputs and {outputs} outputs; to forecast on, its own output must "
                + "be its next input.");
        }

        if (Channels is not null && Channels.Count != inputs)
            check.Add(nameof(Channels), $"has {Channels.Count} name(s); the network has {inputs} input(s), and each needs one.");
        check.ThrowIfAny(argument);
    }
}
