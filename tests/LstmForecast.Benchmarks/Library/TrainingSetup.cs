using LstmForecast.Backend;
using LstmForecast.Forecasting;
using LstmForecast.Lstm;
using LstmForecast.Network;
using LstmForecast.Training;
using LstmForecast.Windows;
using static TorchSharp.torch;

namespace LstmForecast.Benchmarks;

/// <summary>
/// Data, initial weights and losses as <see cref="SequenceForecaster"/> puts them together, without transforms. Beside
/// <see cref="Forecasting"/> the one place that knows how the library is made inside.
/// </summary>
internal sealed class TrainingSetup : IDisposable
{
    private static readonly LossSum SquaredError = new(Loss.Squared, parameters: 1);

    private readonly int _threads;

    /// <param name="series">The training set.</param>
    /// <param name="hidden">The units of each layer.</param>
    /// <param name="precision">The type of data and weights.</param>
    /// <param name="seed">What the weights are drawn from.</param>
    /// <param name="threads">Our threads, and libtorch's; null for the defaults of both.</param>
    public TrainingSetup(SeriesSet series, int[] hidden, Precision precision, long seed = 0, int? threads = null)
    {
        NativeBackend.EnsureLoaded();
        if (threads is int given) set_num_threads(given);
        _threads = threads ?? Environment.ProcessorCount;
        Precision = precision;
        Shape = new NetworkShape(series.Channels.Count, hidden, [], series.Channels.Count, Normalization.None);
        Weights = WeightInitializer.Initialize(Shape, seed, precision);
        Batch = BatchOf(series);
    }

    public Precision Precision { get; }

    public NetworkShape Shape { get; }

    public NetworkWeights Weights { get; }

    public TrainingBatch Batch { get; }

    public ScalarType Type => Precision == Precision.Float32 ? ScalarType.Float32 : ScalarType.Float64;

    /// <summary>Whole series side by side, as training has them.</summary>
    public TrainingBatch BatchOf(SeriesSet series)
    {
        ModelDefinition model = Forecasting.Definition(Weights, Precision);
        return new WindowSet(series.Select(one => new PreparedSeries(model, one)), model, Type, CPU, options: null).All();
    }

    /// <summary>The loss that training uses by default, over the plan that it would choose.</summary>
    public TrainedLoss Ours()
    {
        LstmStack stack = Stack(LayerRunner.Fused);
        var plan = BlockPlan.For(
            Shape,
            (int)Batch.Inputs.shape[1],
            Precision == Precision.Float32 ? sizeof(float) : sizeof(double),
            _threads,
            new ForecasterOptions().MemoryMegabytes);
        return new TrainedLoss(stack, new ShardedLoss(stack, () => Stack(LayerRunner.Fused), plan, SquaredError));
    }

    /// <summary>The article's loop: <c>LSTMCell</c>, one time step after the other, nothing leaked.</summary>
    public TrainedLoss LstmCell()
    {
        LstmStack stack = Stack(LayerRunner.Cells);
        return new TrainedLoss(stack, new WholeBatchLoss(stack, SquaredError));
    }

    public void Dispose() => Batch.Dispose();

    private LstmStack Stack(LayerRunner runner)
    {
        var stack = new LstmStack(Shape, dropout: 0, Type, runner);
        StackWeights.Import(stack, Weights);
        return stack;
    }
}

/// <summary>A network and the loss over it.</summary>
internal sealed class TrainedLoss(LstmStack stack, IBatchLoss loss) : IDisposable
{
    public IReadOnlyList<TorchSharp.Modules.Parameter> Weights { get; } = [.. stack.parameters()];

    /// <summary>The mean squared error; its derivatives become the gradients of the weights.</summary>
    public double Backward(TrainingBatch batch) => loss.Backward(batch, CancellationToken.None);

    /// <summary>The mean squared error alone.</summary>
    public double Evaluate(TrainingBatch batch) => loss.Evaluate(batch, CancellationToken.None);

    public void Dispose()
    {
        loss.Dispose();
        stack.Dispose();
    }
}
