using LstmForecast.Objectives;
using LstmForecast.Optimizers;
using LstmForecast.TrainingData;

namespace LstmForecast.Training;

/// <summary>An epoch is one L-BFGS step over all windows.</summary>
internal sealed class LbfgsEpochs(NetworkInTraining network, WindowSet windows, LbfgsTraining training) : IEpochOptimizer
{
    private readonly CurrentBatch _batch = new(windows, network);
    private LbfgsMemory _memory = LbfgsMemory.Empty;

    public EpochOutcome Run(int epoch, Action<EpochPart> within, CancellationToken cancellationToken)
    {
        TrainingBatch batch = _batch.Get();
        int evaluations = 0;
        double most = training.Optimizer.EvaluationLimit;
        var objective = new BatchObjective(
            network.Objective,
            batch,
            loss => within(new EpochPart(Math.Min(1, ++evaluations / most), evaluations, loss)),
            cancellationToken);
        LbfgsMinimizerResult result = LbfgsMinimizer.Step(
            network.Weights.ToArray(), objective, training.Optimizer, training.Optimizer.LearningRate, _memory);
        result.Point.CopyTo(network.Weights);
        _memory = result.Memory;
        LbfgsStep step = result.Report;
        StopReason? stop = step.Outcome switch
        {
            LbfgsOutcome.NotFinite or LbfgsOutcome.StartNotFinite => StopReason.NotFinite,
            LbfgsOutcome.GradientTolerance => StopReason.Converged,
            // A small change may be a flat place on the way; none at all from the step's own start is the end of it.
            LbfgsOutcome.ChangeTolerance or LbfgsOutcome.LineSearchFailed when step.Iterations <= 1 => StopReason.Converged,
            _ => null,
        };
        return new EpochOutcome(step.FinalLoss, step.GradientNorm, step.Evaluations, stop);
    }

    public byte[] ExportState()
    {
        using var stream = new MemoryStream();
        new LbfgsState(network.Objective.Count, training.Optimizer.LearningRate, _memory).Save(stream);
        return stream.ToArray();
    }

    public void RestoreState(byte[] state)
    {
        LbfgsState restored = LbfgsState.Load(new MemoryStream(state));
        if (restored.ParameterCount != network.Objective.Count)
        {
            throw new InvalidDataException(
                $"the L-BFGS state is of {restored.ParameterCount} weights, and there are {network.Objective.Count}.");
        }

        _memory = restored.Memory;
    }

    public void Dispose() => _batch.Dispose();
}
