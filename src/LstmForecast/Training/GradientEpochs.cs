using LstmForecast.Network;
using LstmForecast.Windows;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>An epoch is one gradient step for each mini-batch of windows.</summary>
internal sealed class GradientEpochs(
    LstmStack stack, IBatchLoss loss, WindowSet windows, GradientTraining training, long seed)
    : IEpochOptimizer
{
    private readonly LearningRate _rate = new(training);

    private readonly OptimizerHelper _optimizer = training switch
    {
        AdamTraining adam => optim.AdamW(
            stack.parameters(), adam.LearningRate, adam.Beta1, adam.Beta2, weight_decay: adam.WeightDecay),
        SgdTraining sgd => optim.SGD(
            stack.parameters(), sgd.LearningRate, sgd.Momentum, weight_decay: sgd.WeightDecay),
        _ => throw new ArgumentException($"There is no optimiser for {training.GetType().Name}.", nameof(training)),
    };

    public EpochOutcome Run(int epoch, CancellationToken cancellationToken)
    {
        if (windows.HasGaps) windows.FillGaps(StackWeights.Export(stack));
        Window[][] batches = Batches(epoch);
        double gradientNorm = 0;
        int evaluations = 0;
        StopReason? stop = null;
        foreach (Window[] some in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double progress = epoch - 1 + (double)evaluations / batches.Length;
            foreach (optim.ILearningRateController group in _optimizer.ParamGroups) group.LearningRate = _rate.At(progress);
            gradientNorm = Step(some, cancellationToken);
            evaluations++;
            // What a step needs to stay the same may change with the next.
            stack.DropoutSeed = unchecked(stack.DropoutSeed + 0x2545F4914F6CDD1DL);
            if (double.IsFinite(gradientNorm)) continue;
            stop = StopReason.NotFinite;
            break;
        }

        // Not the losses seen on the way: they belong to weights that are gone, and a step that explodes would pass for
        // the best.
        return new EpochOutcome(MeanLoss(batches, cancellationToken), gradientNorm, evaluations, stop);
    }

    public void Watch(double score) => _rate.Watch(score);

    public byte[] ExportState()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        _rate.Export(writer);
        // Not the moments of Adam alone, but those of SGD with momentum and the counts of steps as well.
        _optimizer.save_state_dict(writer);
        writer.Flush();
        return stream.ToArray();
    }

    public void RestoreState(byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        _rate.Restore(reader);
        _optimizer.load_state_dict(reader);
    }

    public void Dispose() => _optimizer.Dispose();

    private Window[][] Batches(int epoch)
    {
        Window[][] batches = windows.Epoch(training.BatchSize, seed, epoch);
        // Batch normalisation has no statistics of a single series: the odd one out joins the batch before it.
        bool oddOneOut = stack.Shape.Normalization == Normalization.Batch && batches is [.., _, [_]];
        return oddOneOut ? [.. batches[..^2], [.. batches[^2], .. batches[^1]]] : batches;
    }

    private double MeanLoss(Window[][] batches, CancellationToken cancellationToken)
    {
        double sum = 0;
        double count = 0;
        foreach (Window[] some in batches)
        {
            using TrainingBatch batch = windows.Batch(some);
            sum += batch.Count == 0 ? 0 : batch.Count * loss.Evaluate(batch, cancellationToken);
            count += batch.Count;
        }

        return sum / count;
    }

    private double Step(Window[] some, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        using TrainingBatch batch = windows.Batch(some);
        // Nothing but gaps: there is nothing to learn.
        if (batch.Count == 0) return 0;
        loss.Backward(batch, cancellationToken);
        double norm = 0;
        // Unlike the Max of a sequence, this one does not pass over what is not a number.
        foreach (Tensor weight in stack.parameters()) norm = Math.Max(norm, weight.grad?.abs().max().ToDouble() ?? 0);
        if (training.ClipGradientNorm is double limit) nn.utils.clip_grad_norm_(stack.parameters(), limit);
        if (double.IsFinite(norm)) _optimizer.step();
        return norm;
    }
}
