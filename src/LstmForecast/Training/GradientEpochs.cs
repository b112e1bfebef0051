using LstmForecast.Optimizers;
using LstmForecast.TrainingData;

namespace LstmForecast.Training;

/// <summary>An epoch is one gradient step for each mini-batch of windows.</summary>
internal sealed class GradientEpochs(
    NetworkInTraining network, WindowSet windows, GradientTraining training, long seed)
    : IEpochOptimizer
{
    private readonly LearningRate _rate = new(training);

    private readonly IGradientOptimizer _optimizer = training switch
    {
        AdamWTraining adam => new AdamW(network.Objective.Count, adam.Beta1, adam.Beta2, adam.WeightDecay),
        SgdTraining sgd => new Sgd(network.Objective.Count, sgd.Momentum, sgd.WeightDecay),
        _ => throw new ArgumentException($"There is no optimizer for {training.GetType().Name}.", nameof(training)),
    };

    private readonly double[] _gradient = new double[network.Objective.Count];

    // Where each epoch draws other windows: the same for all, so that their losses can be compared.
    private EpochBatches? _judged;

    public EpochOutcome Run(int epoch, Action<EpochPart> within, CancellationToken cancellationToken)
    {
        if (windows.HasGaps) windows.FillGaps(network.Export());
        // Windows that are drawn are learnt from once, and others are judged by.
        using var batches = new EpochBatches(windows, Batches(epoch), areKept: !windows.AreDrawn);
        double gradientNorm = 0;
        int evaluations = 0;
        StopReason? stop = null;
        for (int i = 0; i < batches.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            double progress = epoch - 1 + (double)evaluations / batches.Count;
            double loss = 0;
            gradientNorm = batches.Use(i, batch => Step(batch, _rate.At(progress), out loss, cancellationToken));
            evaluations++;
            within(new EpochPart((double)evaluations / batches.Count, evaluations, loss));
            // What a step needs to stay the same may change with the next.
            network.Objective.DropoutSeed = unchecked(network.Objective.DropoutSeed + 0x2545F4914F6CDD1DL);
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
        _optimizer.Export(writer);
        writer.Flush();
        return stream.ToArray();
    }

    public void RestoreState(byte[] state)
    {
        using var reader = new BinaryReader(new MemoryStream(state));
        _rate.Restore(reader);
        _optimizer.Restore(reader);
    }

    public void Dispose() => _judged?.Dispose();

    private Window[][] Batches(int epoch)
    {
        Window[][] batches = windows.Epoch(training.BatchSize, seed, epoch);
        // Batch normalisation has no statistics of a single series: the odd one out joins the batch before it.
        bool oddOneOut = network.Shape.Normalization == Normalization.Batch && batches is [.., _, [_]];
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
                return batch.Count == 0 ? 0 : batch.Count * network.Loss(batch, cancellationToken);
            });
        }

        return count == 0 ? null : sum / count;
    }

    /// <returns>The largest component of the gradient.</returns>
    private double Step(TrainingBatch batch, double learningRate, out double loss, CancellationToken cancellationToken)
    {
        loss = 0;
        // Nothing but gaps: there is nothing to learn.
        if (batch.Count == 0) return 0;
        loss = network.Objective.Differentiate(batch, network.Weights, _gradient, cancellationToken);
        double norm = FlatVector.MaxAbs(_gradient);
        if (training.ClipGradientNorm is double limit) GradientNorm.Clip(_gradient, limit);
        if (double.IsFinite(norm)) _optimizer.Step(network.Weights, _gradient, learningRate);
        return norm;
    }
}
