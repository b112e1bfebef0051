using System.Numerics;
using LstmForecast.Network;
using LstmForecast.TrainingData;

namespace LstmForecast.Objectives;

/// <summary>
/// A network of LSTM and linear layers alone by the managed kernel, from the windows to the gradient: no tensor, no native
/// library, and nothing large is allocated however many blocks there are.
/// </summary>
internal static class ManagedObjective
{
    /// <summary>Whether nothing stands between the layers, and the loss has a closed form.</summary>
    public static bool Fits(NetworkShape shape, double dropout, LossSum loss) =>
        shape.Normalization == Normalization.None
        && shape.Embeddings.Length == 0
        && (dropout == 0 || shape.HiddenSizes.Length == 1)
        && loss.Pointwise<double>() is not null;

    /// <param name="shape">The network, which must fit.</param>
    /// <param name="precision">What it computes in.</param>
    /// <param name="plan">Series in a block, and blocks at once.</param>
    /// <param name="loss">What is summed.</param>
    public static INetworkObjective Create(NetworkShape shape, Precision precision, BlockPlan plan, LossSum loss) =>
        precision == Precision.Float64
            ? new ManagedObjective<double>(shape, LayerKernel<double>.Widest, plan, loss)
            : new ManagedObjective<float>(shape, LayerKernel<float>.Widest, plan, loss);
}

/// <inheritdoc cref="ManagedObjective"/>
internal sealed class ManagedObjective<T> : ShardedObjective
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ManagedNetwork<T> _network;
    private readonly BlockWorker<T>[] _workers;
    private readonly int _values;
    private TrainingBatch<T>? _batch;
    private bool _withGradient;

    public ManagedObjective(NetworkShape shape, LayerKernel<T> kernel, BlockPlan plan, LossSum loss)
        : this(new ManagedNetwork<T>(shape, kernel), plan, loss)
    {
    }

    private ManagedObjective(ManagedNetwork<T> network, BlockPlan plan, LossSum loss)
        : base(network.Layout.Count, network.BlockGradientSize, plan, new WorkerThreads(plan.Threads))
    {
        _network = network;
        _values = network.Layout.Shape.OutputSize / loss.Parameters;
        PointwiseLoss<T> pointwise = loss.Pointwise<T>()!;
        _workers = [.. Enumerable.Range(0, plan.Threads).Select(_ => new BlockWorker<T>(network, pointwise, plan.TraceSteps))];
    }

    public override long DropoutSeed { get; set; }

    public override double[] Import(NetworkWeights weights) => _network.Layout.Flatten(weights);

    public override NetworkWeights Export(ReadOnlySpan<double> weights) => _network.Layout.ToNetwork(
        weights, typeof(T) == typeof(float) ? Precision.Float32 : Precision.Float64);

    public override NetworkWeights ExportExactly(ReadOnlySpan<double> weights) =>
        _network.Layout.ToNetwork(weights, Precision.Float64);

    protected override void Begin(TrainingBatch batch, ReadOnlySpan<double> weights, bool withGradient)
    {
        int inputs = _network.Layout.Shape.InputSize;
        // Memory is read by these numbers: others would lead beyond its end.
        if (batch is not TrainingBatch<T> own || batch.InputWidth != inputs || batch.TargetWidth != _values)
        {
            throw new ArgumentException(
                $"The network takes windows of {inputs} inputs and {_values} targets of {typeof(T).Name}; found {batch.InputWidth} "
                + $"and {batch.TargetWidth} of {batch.GetType().GenericTypeArguments[0].Name}.",
                nameof(batch));
        }

        _network.Read(weights);
        _batch = own;
        _withGradient = withGradient;
    }

    protected override void Compute(int worker, int first, int count, double[] values)
    {
        _batch!.Fill(first, count);
        var block = new BlockData<T>(_batch, first, count);
        values[^1] = _withGradient
            ? _workers[worker].Differentiate(block, values.AsSpan(0, values.Length - 1))
            : _workers[worker].Evaluate(block);
    }

    protected override void Collect(ReadOnlySpan<double> ofBlocks, Span<double> gradient) => _network.Collect(ofBlocks, gradient);

    protected override void End() => _batch = null;
}
