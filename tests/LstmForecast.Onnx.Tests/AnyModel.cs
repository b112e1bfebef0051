using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Onnx.Tests;

/// <summary>What a model without training is made of; random weights, two LSTM layers.</summary>
internal sealed record AnyModel
{
    public ChannelRoles Roles { get; init; } = ChannelRoles.AllTargets(Models.ChannelNames(2));

    public CovariateInputs Covariates { get; init; } = CovariateInputs.None;

    public FittedTransform[] Transforms { get; init; } = [];

    public OutputKind Kind { get; init; } = OutputKind.Point;

    public double[] Levels { get; init; } = [];

    public int Steps { get; init; } = 1;

    public MissingValues Missing { get; init; } = MissingValues.Error;

    public int Members { get; init; } = 1;

    public EnsembleCombination Combination { get; init; }

    public ValueBounds? Bounds { get; init; }

    public Normalization Normalization { get; init; }

    public Precision Precision { get; init; } = Precision.Float64;

    public TrainedForecaster Create()
    {
        var model = new ModelDefinition
        {
            Channels = Roles,
            Precision = Precision,
            Transforms = new TransformPipeline(Transforms),
            Covariates = Covariates,
            Output = new OutputLayout(Steps, Roles.Targets.Length, Kind, Levels),
            Missing = Missing,
            Bounds = Bounds,
            Members = [],
            Combination = Combination,
        };
        var shape = new NetworkShape(model.Input.Width, [5, 3], [], model.Output.Width, Normalization)
        {
            Embeddings = [.. Covariates.Categories.Select(category => category.Embedding)],
        };
        return new(model with
        {
            Members = [.. Enumerable.Range(0, Members).Select(member => Weights(shape, seed: 11 + member))],
        });
    }

    // A third, so that runs of many steps are no matter of luck with the last bit.
    private static NetworkWeights Weights(NetworkShape shape, int seed) => new(shape, RandomWeights.For(shape, seed)
        .ToDictionary(one => one.Key, one => one.Value.Select(value => value / 3).ToArray()));
}
