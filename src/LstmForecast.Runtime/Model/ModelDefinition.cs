using LstmForecast.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Model;

/// <summary>All that forecasting needs of a trained model, and all that a model file holds.</summary>
internal sealed record ModelDefinition
{
    public required ChannelRoles Channels { get; init; }

    public required Precision Precision { get; init; }

    /// <summary>What is done to the targets; where the members differ in it, that of the first one.</summary>
    public required TransformPipeline Transforms { get; init; }

    /// <summary>What is done to the targets for each member; null where it is the same for all.</summary>
    public IReadOnlyList<TransformPipeline>? OwnTransforms { get; init; }

    /// <summary>What is done to what else goes into the network.</summary>
    public CovariateInputs Covariates { get; init; } = CovariateInputs.None;

    public required OutputLayout Output { get; init; }

    /// <summary>What is done where a target was not observed.</summary>
    public MissingValues Missing { get; init; } = MissingValues.Error;

    /// <summary>Targets that never varied in training; null where all did.</summary>
    public ConstantTargets? Constant { get; init; }

    /// <summary>Between which values all targets are forecast; null for any.</summary>
    public ValueBounds? Bounds { get; init; }

    /// <summary>What training saw; null where that is not known.</summary>
    public TrainedRange? Trained { get; init; }

    /// <summary>From one time step to the next, where the training series had timestamps.</summary>
    public TimeStep? Step { get; init; }

    /// <summary>The weights of each member of the ensemble; most often there is one.</summary>
    public required IReadOnlyList<NetworkWeights> Members { get; init; }

    /// <summary>How the members' forecasts become one.</summary>
    public EnsembleCombination Combination { get; init; }

    /// <summary>How far its forecasts go wrong; null for a model that was not calibrated.</summary>
    public IntervalCalibration? Intervals { get; init; }

    /// <summary>The weights of the first member.</summary>
    public NetworkWeights Weights => Members[0];

    /// <summary>All that is done to the targets, each once.</summary>
    public IReadOnlyList<TransformPipeline> Pipelines => OwnTransforms ?? [Transforms];

    /// <summary>The fewest observations a forecast can start from: one, and those that the transforms use up.</summary>
    public int MinimumHistory => Pipelines.Max(pipeline => pipeline.PointsUsedUp) + 1;

    /// <summary>The most steps ahead that can be forecast; null for as many as one likes.</summary>
    public int? MaximumHorizon =>
        // What is known up to the cutoff alone cannot be fed beyond it.
        Output.Steps == 1 && Channels.Past.Length == 0 ? null : Output.Steps;

    public InputLayout Input => InputLayout.For(Channels, Missing, Covariates, Output);

    /// <summary>One member as a model of its own.</summary>
    public ModelDefinition OfMember(int member) => OwnTransforms is null && Members.Count == 1
        ? this
        : this with { Transforms = OwnTransforms?[member] ?? Transforms, OwnTransforms = null, Members = [Members[member]] };

    /// <summary>Rejects a history that what is done to the targets cannot take.</summary>
    /// <param name="history">With all channels and filled gaps.</param>
    /// <param name="argument">The caller's argument.</param>
    public void CheckTransforms(TimeSeries history, string argument)
    {
        TimeSeries targets = Channels.TargetsOf(history);
        foreach (TransformPipeline pipeline in Pipelines) pipeline.Check(targets, argument);
    }

    /// <summary>Whether what is done to the targets depends on the history of this series.</summary>
    public bool LooksAtHistoryOf(string series) => Pipelines.Any(pipeline => pipeline.LooksAtHistoryOf(series));

    /// <summary>A model that forecasts all its channels one step ahead from themselves.</summary>
    public static ModelDefinition OneStep(
        IReadOnlyList<string> channels,
        Precision precision,
        TransformPipeline transforms,
        NetworkWeights weights) => new()
        {
            Channels = ChannelRoles.AllTargets(channels),
            Precision = precision,
            Transforms = transforms,
            Output = OutputLayout.OneStep(channels.Count),
            Members = [weights],
        };
}
