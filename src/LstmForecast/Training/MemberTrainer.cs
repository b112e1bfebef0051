using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.TrainingData;

namespace LstmForecast.Training;

/// <summary>Trains one network by a plan.</summary>
internal static class MemberTrainer
{
    /// <param name="plan">What to train, and how.</param>
    /// <param name="listener">Told how it goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static TrainedForecaster Train(TrainingPlan plan, IEpochListener listener, CancellationToken cancellationToken)
    {
        return plan.TorchReason is null ? Run() : TorchObjectives.InScope(Run);

        TrainedForecaster Run() => MemberTrainer.Run(plan, listener, cancellationToken);
    }

    private static TrainedForecaster Run(TrainingPlan plan, IEpochListener listener, CancellationToken cancellationToken)
    {
        ModelDefinition model = plan.Model;
        (PreparedSeries[] learnt, PreparedSeries[] judged) = plan.Prepared ?? PreparedSet.Of(plan);
        var windows = new WindowSet(learnt, model, plan.Training.Windows);
        NetworkWeights start = plan.From?[plan.Index] ?? WeightInitializer.Initialize(plan.Shape, plan.Seed, model.Precision);
        using INetworkObjective objective = Objective(plan, windows.Steps, Math.Max(windows.Count, judged.Length));
        var network = new NetworkInTraining(objective, start);
        using Validator? validator = plan.Validation.Count == 0
            ? null
            : new Validator(new WindowSet(judged, model, options: null), plan.Validation, network);
        using IEpochOptimizer optimizer = plan.Training is LbfgsTraining lbfgs
            ? new LbfgsEpochs(network, windows, lbfgs)
            : new GradientEpochs(network, windows, (GradientTraining)plan.Training, plan.Seed);
        var loop = new TrainingLoop(
            network,
            optimizer,
            validator,
            plan.Training,
            model with { Members = [start] },
            state => plan.Checkpoint?.Write(plan.Index, state),
            plan.Choices,
            plan.Train.All(series => StaticInputs.KnowsCategories(model, series)));
        if (plan.Checkpoint?.Of(plan.Index) is { } state) loop.GoOnFrom(state);
        return loop.Run(plan.Seed, listener, cancellationToken);
    }

    private static INetworkObjective Objective(TrainingPlan plan, int steps, int largestBatch)
    {
        Precision precision = plan.Model.Precision;
        BlockPlan blocks = BlockPlan.For(
            plan.Shape, steps, precision == Precision.Float32 ? sizeof(float) : sizeof(double), plan.Threads, plan.Megabytes, largestBatch);
        return plan.TorchReason is null
            ? ManagedObjective.Create(plan.Shape, precision, blocks, plan.LossSum)
            : TorchObjectives.Create(
                plan.Shape, precision, plan.Dropout, plan.Runner, plan.Device, blocks, plan.LossSum);
    }
}
