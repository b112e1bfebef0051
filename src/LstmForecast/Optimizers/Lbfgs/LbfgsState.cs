using LstmForecast.Optimizers;

namespace LstmForecast;

/// <summary>
/// What an <see cref="Lbfgs"/> optimiser knows between two steps: the curvature history, the last direction with its
/// length, the gradient it was made from, counters and learning rate. The parameters are not part of it. Immutable.
/// </summary>
public sealed class LbfgsState
{
    internal LbfgsState(int parameterCount, double learningRate, LbfgsMemory memory)
    {
        ParameterCount = parameterCount;
        LearningRate = learningRate;
        Memory = memory;
    }

    /// <summary>Elements of all parameters together; the length of every vector in the state.</summary>
    public int ParameterCount { get; }

    /// <summary>The learning rate of the next step.</summary>
    public double LearningRate { get; }

    /// <summary>Iterations since the history was last empty.</summary>
    public long Iterations => Memory.Iterations;

    /// <summary>Calls of the closure over all steps that returned.</summary>
    public long Evaluations => Memory.Evaluations;

    /// <summary>Curvature pairs held, at most <see cref="LbfgsOptions.HistorySize"/>.</summary>
    public int HistoryCount => Memory.History.Pairs.Length;

    internal LbfgsMemory Memory { get; }

    /// <summary>Writes the state. The stream stays open.</summary>
    /// <param name="stream">A stream that can be written.</param>
    /// <remarks>
    /// A safetensors file, laid out as a model file is (docs/model-file.md). Metadata <c>lstm-forecast-lbfgs</c>: version
    /// (1), parameter count n, pair count m, iterations, evaluations, learning rate, step length, previous loss, Hessian
    /// scale. Tensors of float64: <c>direction</c> and <c>previous_gradient</c> [n, or 0 before the first iteration],
    /// <c>rho</c> [m], which is 1/yᵀs, and for each pair i, oldest first, <c>pairs.i.step</c> (s) and
    /// <c>pairs.i.gradient_change</c> (y) [n].
    /// </remarks>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        LbfgsStateFormat.Write(stream, this);
    }

    /// <summary>
    /// Reads a state that <see cref="Save"/> has written, and not a byte more. The stream stays open.
    /// </summary>
    /// <param name="stream">A stream that can be read.</param>
    /// <exception cref="InvalidDataException">
    /// The stream does not hold such a state, or one of another version, only a part of one, or a damaged one.
    /// </exception>
    public static LbfgsState Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return LbfgsStateFormat.Read(stream);
    }
}
