namespace LstmForecast.TrainingData;

/// <summary>
/// Windows side by side, for a pass that is fed with observed values, in plain memory of the network's precision. Shorter
/// windows are padded at the end, where a recurrent network cannot see it before its own last point.
/// </summary>
internal abstract class TrainingBatch : IDisposable
{
    private protected TrainingBatch(int windows, int steps, int inputWidth, int targetWidth)
    {
        Windows = windows;
        Steps = steps;
        InputWidth = inputWidth;
        TargetWidth = targetWidth;
    }

    public int Windows { get; }

    /// <summary>Time steps of the longest window.</summary>
    public int Steps { get; }

    /// <summary>Inputs at a time step.</summary>
    public int InputWidth { get; }

    /// <summary>Targets at a time step: horizon steps times channels.</summary>
    public int TargetWidth { get; }

    /// <summary>How many targets the loss averages over, each once whatever its weight.</summary>
    public double Count { get; protected set; }

    /// <summary>
    /// Computes the numbers of some windows, unless they are there already: whoever reads them asks for this first. Several threads
    /// may do so at once, for different windows.
    /// </summary>
    /// <param name="first">The first window.</param>
    /// <param name="count">How many.</param>
    public abstract void Fill(int first, int count);

    public abstract bool HasWeights { get; }

    public abstract bool HasScales { get; }

    /// <summary>What an objective has made of the batch to use it again; disposed with the batch.</summary>
    public IDisposable? Attachment { get; set; }

    /// <summary>Puts windows side by side; their numbers are there after <see cref="Fill"/>.</summary>
    /// <param name="windows">At least one.</param>
    /// <param name="inputWidth">Inputs at each time step.</param>
    /// <param name="targetWidth">Targets at each time step.</param>
    /// <param name="precision">The type of the numbers.</param>
    /// <param name="memory">Where their memory comes from, and goes to in the end.</param>
    /// <param name="keepTargets">Whether the series keep their targets for the next batch.</param>
    public static TrainingBatch Create(
        IReadOnlyList<Window> windows,
        int inputWidth,
        int targetWidth,
        Precision precision,
        BatchMemory memory,
        bool keepTargets = false) =>
        precision == Precision.Float64
            ? new TrainingBatch<double>(windows, inputWidth, targetWidth, memory.Doubles, keepTargets)
            : new TrainingBatch<float>(windows, inputWidth, targetWidth, memory.Floats, keepTargets);

    public virtual void Dispose()
    {
        Attachment?.Dispose();
        Attachment = null;
    }
}
