using LstmForecast.Network;
using LstmForecast.Windows;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>An epoch is one L-BFGS step over all windows, by the article's closure.</summary>
internal sealed class LbfgsEpochs(LstmStack stack, IBatchLoss loss, WindowSet windows, LbfgsTraining training) : IEpochOptimizer
{
    private readonly Lbfgs _optimizer = new(stack.parameters(), training.Optimizer);
    private readonly CurrentBatch _batch = new(windows, stack);

    public EpochOutcome Run(int epoch, CancellationToken cancellationToken)
    {
        TrainingBatch batch = _batch.Get();

        using Tensor first = _optimizer.step(Closure);
        LbfgsStep step = _optimizer.LastStep!;
        StopReason? stop = step.Outcome switch
        {
            LbfgsOutcome.NotFinite or LbfgsOutcome.StartNotFinite => StopReason.NotFinite,
            LbfgsOutcome.GradientTolerance => StopReason.Converged,
            // A small change may be a flat place on the way; none at all from the step's own start is the end of it.
            LbfgsOutcome.ChangeTolerance or LbfgsOutcome.LineSearchFailed when step.Iterations <= 1 => StopReason.Converged,
            _ => null,
        };
        return new EpochOutcome(step.FinalLoss, step.GradientNorm, step.Evaluations, stop);

        Tensor Closure() => tensor(loss.Backward(batch, cancellationToken));
    }

    public byte[] ExportState()
    {
        using var stream = new MemoryStream();
        _optimizer.ExportState().Save(stream);
        return stream.ToArray();
    }

    public void RestoreState(byte[] state) => _optimizer.RestoreState(LbfgsState.Load(new MemoryStream(state)));

    public void Dispose()
    {
        _optimizer.Dispose();
        _batch.Dispose();
    }
}
