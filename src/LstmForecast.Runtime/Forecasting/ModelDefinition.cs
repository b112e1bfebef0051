using LstmForecast.Lstm;
using LstmForecast.Transforms;

namespace LstmForecast.Forecasting;

/// <summary>All that forecasting needs of a trained model, and all that a model file holds.</summary>
internal sealed record ModelDefinition(
    IReadOnlyList<string> Channels,
    Precision Precision,
    TransformPipeline Transforms,
    NetworkWeights Weights,
    TrainingHistory History);
