using LstmForecast.Training;

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
    /// Little-endian throughout: the eight bytes <c>LSTMLBFG</c>; int32 version (1); int32 parameter count n; int32
    /// pair count m; int32 length of direction and previous gradient (n, or 0 before the first iteration); int64
    /// iterations; int64 evaluations; float64 learning rate, step length, previous loss, Hessian scale; float64
    /// direction and previous gradient; for each pair, oldest first, float64 1/yᵀs, s [n], y [n]; the SHA-256 of all
    /// that precedes.
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
    /// The stream holds no such state, one of another version, only a part of one, or a damaged one.
    /// </exception>
    public static LbfgsState Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return LbfgsStateFormat.Read(stream);
    }
}
