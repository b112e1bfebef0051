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

    // Where each epoch draws other windows: the same for all, so that their losses can be compared.
    private EpochBatches? _judged;

    public EpochOutcome Run(int epoch, CancellationToken cancellationToken)
    {
        if (windows.HasGaps) windows.FillGaps(StackWeights.Export(stack));
        using var batches = new EpochBatches(windows, Batches(epoch));
        double gradientNorm = 0;
        int evaluations = 0;
        StopReason? stop = null;
        for (int i = 0; i < batches.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double progress = epoch - 1 + (double)evaluations / batches.Count;
            foreach (optim.ILearningRateController group in _optimizer.ParamGroups) group.LearningRate = _rate.At(progress);
            gradientNorm = batches.Use(i, batch => Step(batch, cancellationToken));
            evaluations++;
            // What a step needs to stay the same may change with the next.
            stack.DropoutSeed = unchecked(stack.DropoutSeed + 0x2545F4914F6CDD1DL);
            if (double.IsFinite(gradientNorm)) continue;
            stop = StopReason.NotFinite;
            break;
        }

        // Not the losses seen on the way: they belong to weights that are gone, and a step that explodes would pass for
        // the best.
        double? judged = windows.AreDrawn ? MeanLoss(Judged(), cancellationToken) : null;
        double mean = judged ?? MeanLoss(batches, cancellationToken) ?? double.NaN;
        return new EpochOutcome(mean, gradientNorm, evaluations, stop);
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

    public void Dispose()
    {
        _optimizer.Dispose();
        _judged?.Dispose();
    }

    private Window[][] Batches(int epoch)
    {
        Window[][] batches = windows.Epoch(training.BatchSize, seed, epoch);
        // Batch normalisation has no statistics of a single series: the odd one out joins the batch before it.
        bool oddOneOut = stack.Shape.Normalization == Normalization.Batch && batches is [.., _, [_]];
        return oddOneOut ? [.. batches[..^2], [.. batches[^2], .. batches[^1]]] : batches;
    }

    /// <summary>A quarter of the windows of an epoch, drawn as those of an epoch before the first one.</summary>
    private EpochBatches Judged()
    {
        // What fills gaps changes from epoch to epoch.
        if (windows.HasGaps) _judged?.Dispose();
        if (_judged is not null && !windows.HasGaps) return _judged;
        Window[][] all = windows.Epoch(training.BatchSize, seed, epoch: 0);
        return _judged = new EpochBatches(windows, all[..((all.Length + 3) / 4)]);
    }

    /// <summary>Null where there is nothing but gaps.</summary>
    private double? MeanLoss(EpochBatches batches, CancellationToken cancellationToken)
    {
        double sum = 0;
        double count = 0;
        for (int i = 0; i < batches.Count; i++)
        {
            sum += batches.Use(i, batch =>
            {
                count += batch.Count;
                return batch.Count == 0 ? 0 : batch.Count * loss.Evaluate(batch, cancellationToken);
            });
        }

        return count == 0 ? null : sum / count;
    }

    private double Step(TrainingBatch batch, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
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
