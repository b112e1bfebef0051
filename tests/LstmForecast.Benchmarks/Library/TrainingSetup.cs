using LstmForecast.Backend;
using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.TrainingData;
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
        return new WindowSet(series.Select(one => new PreparedSeries(model, one)), model, options: null).All();
    }

    /// <summary>The loss that training uses by default, over the plan that it would choose.</summary>
    public TrainedLoss Ours()
    {
        var plan = BlockPlan.For(
            Shape,
            Batch.Steps,
            Precision == Precision.Float32 ? sizeof(float) : sizeof(double),
            _threads,
            new ComputeOptions().MemoryMegabytes);
        return new TrainedLoss(ManagedObjective.Create(Shape, Precision, plan, SquaredError), Weights);
    }

    /// <summary>The reference loop: <c>LSTMCell</c>, one time step after the other, nothing leaked.</summary>
    public TrainedLoss LstmCell() => new(new WholeBatchObjective(CellStack(), SquaredError), Weights);

    /// <summary>The network of that loop.</summary>
    public LstmStack CellStack()
    {
        var stack = new LstmStack(Shape, dropout: 0, Type, LayerRunner.Cells);
        StackWeights.Import(stack, Weights);
        return stack;
    }

    public void Dispose() => Batch.Dispose();
}

/// <summary>An objective at one point.</summary>
internal sealed class TrainedLoss(INetworkObjective objective, NetworkWeights start) : IDisposable
{
    private readonly double[] _weights = objective.Import(start);
    private readonly double[] _gradient = new double[objective.Count];

    /// <summary>Of the last gradient, Euclidean.</summary>
    public double GradientNorm => Math.Sqrt(_gradient.Sum(slope => slope * slope));

    /// <summary>The mean squared error and its gradient.</summary>
    public double Backward(TrainingBatch batch) => objective.Differentiate(batch, _weights, _gradient, CancellationToken.None);

    public void Dispose() => objective.Dispose();
}
