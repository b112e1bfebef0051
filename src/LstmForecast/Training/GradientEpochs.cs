using LstmForecast.Network;
using LstmForecast.Randomness;
using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>An epoch is one gradient step for each mini-batch of series.</summary>
internal sealed class GradientEpochs(
    LstmStack stack, IBatchLoss loss, TeacherForcedBatch all, GradientTraining training, long seed)
    : IEpochOptimizer
{
    private readonly optim.Optimizer _optimizer = training switch
    {
        AdamTraining adam => optim.AdamW(
            stack.parameters(), adam.LearningRate, adam.Beta1, adam.Beta2, weight_decay: adam.WeightDecay),
        SgdTraining sgd => optim.SGD(
            stack.parameters(), sgd.LearningRate, sgd.Momentum, weight_decay: sgd.WeightDecay),
        _ => throw new ArgumentException($"There is no optimiser for {training.GetType().Name}.", nameof(training)),
    };

    public EpochOutcome Run(int epoch, CancellationToken cancellationToken)
    {
        long[] order = [.. Enumerable.Range(0, (int)all.Inputs.shape[0]).Select(row => (long)row)];
        new SeededRandom(seed, stream: (ulong)epoch + 1).Shuffle(order.AsSpan());
        long[][] batches = Batches(order);
        double gradientNorm = 0;
        int evaluations = 0;
        StopReason? stop = null;
        foreach (long[] rows in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            gradientNorm = Step(rows, cancellationToken);
            evaluations++;
            // What a step needs to stay the same may change with the next.
            stack.DropoutSeed = unchecked(stack.DropoutSeed + 0x2545F4914F6CDD1DL);
            if (double.IsFinite(gradientNorm)) continue;
            stop = StopReason.NotFinite;
            break;
        }

        // Not the losses seen on the way: they belong to weights that are gone, and a step that explodes would pass for
        // the best.
        return new EpochOutcome(loss.Evaluate(all, cancellationToken), gradientNorm, evaluations, stop);
    }

    public void Dispose() => _optimizer.Dispose();

    private long[][] Batches(long[] order)
    {
        long[][] batches = [.. order.Chunk(training.BatchSize)];
        // Batch normalisation has no statistics of a single series: the odd one out joins the batch before it.
        bool oddOneOut = stack.Shape.Normalization == Normalization.Batch && batches is [.., _, [_]];
        return oddOneOut ? [.. batches[..^2], [.. batches[^2], .. batches[^1]]] : batches;
    }

    private double Step(long[] rows, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        using TeacherForcedBatch batch = all.Rows(rows);
        loss.Backward(batch, cancellationToken);
        double norm = 0;
        // Unlike the Max of a sequence, this one does not pass over what is not a number.
        foreach (Tensor weight in stack.parameters()) norm = Math.Max(norm, weight.grad?.abs().max().ToDouble() ?? 0);
        if (training.ClipGradientNorm is double limit) nn.utils.clip_grad_norm_(stack.parameters(), limit);
        if (double.IsFinite(norm)) _optimizer.step();
        return norm;
    }
}
