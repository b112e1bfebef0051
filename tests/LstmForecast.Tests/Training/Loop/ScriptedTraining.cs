using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.Training;
using LstmForecast.Transforms;

namespace LstmForecast.Tests.Training;

/// <summary>The training loop around an optimiser that plays a script.</summary>
internal static class ScriptedTraining
{
    private static readonly NetworkShape Shape = new(1, [1], [], 1, Normalization.None);

    /// <summary>Epochs that end with these losses, without incident.</summary>
    internal static TrainedForecaster Run(TrainingOptions options, params double[] losses) =>
        Run(options with { Epochs = losses.Length }, (epoch, _) => new EpochOutcome(losses[epoch - 1], 1, 1, Stop: null));

    internal static TrainedForecaster Run(
        TrainingOptions options,
        Func<int, CancellationToken, EpochOutcome> epoch,
        Action<EpochReport>? report = null,
        CancellationToken cancellationToken = default)
    {
        NetworkWeights initial = WeightInitializer.Initialize(Shape, seed: 0, Precision.Float64);
        var start = ModelDefinition.OneStep(
            ["value"], Precision.Float64, new TransformPipeline([]), initial);
        using INetworkObjective objective = ManagedObjective.Create(
            Shape, Precision.Float64, new BlockPlan(Rows: 1, Threads: 1), new LossSum(Loss.Squared, parameters: 1));
        var network = new NetworkInTraining(objective, initial);
        using var optimizer = new ScriptedOptimizer(network, epoch);
        var meter = new TrainingMeter(
            now =>
            {
                if (now.Epoch is EpochReport ended) report?.Invoke(ended);
            },
            TimeProvider.System);
        meter.Begin(new FitStage(TrainingStage.Training), members: 1, options.Epochs);
        return new TrainingLoop(network, optimizer, validator: null, options, start)
            .Run(seed: 0, meter.Of(0), cancellationToken);
    }

    /// <summary>The epoch whose weights a model really has.</summary>
    internal static double EpochOf(TrainedForecaster model) => model.Definition.Weights["head.0.bias"][0];
}
