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
    /// The names of the channels that the network forecasts, in the order of its outputs. Default: null, those of
    /// <see cref="Channels"/>. Channels that are none of these inform and are known up to the cutoff. A target that is no channel
    /// is forecast by a network that is not shown it; series have it all the same, after the channels.
    /// </summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>
    /// How many steps ahead the network forecasts at once, at least 1; its outputs are <c>[steps, targets]</c>, row after row.
    /// Default: 1, which is fed back for further steps where every channel is a target.
    /// </summary>
    public int Horizon { get; init; } = 1;

    /// <summary>
    /// What the training script did to the targets before the network saw them; undone in forecasts. Default: nothing.
    /// </summary>
    public IReadOnlyList<Transform> Transforms { get; init; } = [];

    /// <summary>
    /// Whether the training script standardized the channels that are no targets: from each its mean, over the training series,
    /// divided by the standard deviation of the population. Default: false, they go in as they are.
    /// </summary>
    public bool StandardizeCovariates { get; init; }

    /// <summary>
    /// The series that transforms and covariates are fitted on: those the network was trained on. Needed where there are
    /// any to fit.
    /// </summary>
    public SeriesSet? Training { get; init; }

    internal IReadOnlyList<string> TargetNames => Targets ?? Channels;

    /// <summary>All channels of a series: the inputs, and targets that are none.</summary>
    internal IReadOnlyList<string> AllChannels => [.. Channels, .. TargetNames.Except(Channels, StringComparer.Ordinal)];

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        bool named = AreNamed(check, nameof(Channels), Channels);
        named = (Targets is null || AreNamed(check, nameof(Targets), Targets)) && named;
        check.Within(1, Largest.Horizon, Horizon);
        bool isList = check.NoNulls(Transforms, "leave it empty for none");
        if (!isList || !named || (Transforms.Count == 0 && !StandardizeCovariates)) return;
        string what = Transforms.Count > 0 ? nameof(Transforms) : nameof(StandardizeCovariates);
        if (Training is null or { Count: 0 })
            check.Add(what, "need Training: the series they are fitted on.");
        else if (!Training.Channels.SequenceEqual(AllChannels, StringComparer.Ordinal))
        {
            check.Add(
                nameof(Training),
                $"has series with the channels ({string.Join(", ", Training.Channels)}); they must be ({string.Join(", ", AllChannels)}).");
        }
    }

    /// <summary>Throws where anything is wrong with the options, or they are for another network.</summary>
    internal void ThrowIfInvalid(int inputs, int outputs, string argument)
    {
        OptionCheck check = OptionCheck.Of(this, argument);
        if (Channels is not null && Channels.Count != inputs)
            check.Add(nameof(Channels), $"has {Channels.Count} name(s); the network has {inputs} input(s), and each needs one.");
        else if (Channels is not null && (long)Horizon * TargetNames.Count != outputs)
        {
            check.Add($"The network has {outputs} output(s), and Horizon {Horizon} of {TargetNames.Count} target(s) "
                + $"({string.Join(", ", TargetNames)}) makes {(long)Horizon * TargetNames.Count}: say by Targets and Horizon what they are.");
        }

        check.ThrowIfAny(argument);
    }

    private static bool AreNamed(OptionCheck check, string property, IReadOnlyList<string>? names)
    {
        bool are = names is { Count: > 0 } && !names.Any(string.IsNullOrEmpty)
            && names.Distinct(StringComparer.Ordinal).Count() == names.Count;
        if (!are) check.Add(property, $"are ({string.Join(", ", names ?? [])}); each must have a name, all different.");
        return are;
    }
}
