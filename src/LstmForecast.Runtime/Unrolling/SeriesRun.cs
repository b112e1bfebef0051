namespace LstmForecast.Unrolling;

/// <summary>One series fed to its end, and what the network had to say at some moments on the way.</summary>
internal sealed class SeriesRun
{
    private readonly int _outputSize;
    private readonly int _stateSize;
    private readonly double[] _outputs;
    private readonly double[] _states;

    /// <param name="series">What is fed, with all channels of the model.</param>
    /// <param name="feed">The way into the network.</param>
    /// <param name="cutoffs">After how many points to keep output and state; ascending.</param>
    /// <param name="outputSize">Numbers that the network puts out.</param>
    /// <param name="stateSize">Numbers of a state; 0 if states are not wanted.</param>
    public SeriesRun(TimeSeries series, SeriesFeed feed, int[] cutoffs, int outputSize, int stateSize)
    {
        Series = series;
        Feed = feed;
        Cutoffs = cutoffs;
        _outputSize = outputSize;
        _stateSize = stateSize;
        _outputs = new double[(long)cutoffs.Length * outputSize];
        _states = new double[(long)cutoffs.Length * stateSize];
    }

    public TimeSeries Series { get; }

    public SeriesFeed Feed { get; }

    public int[] Cutoffs { get; }

    /// <summary>How many points have to be fed.</summary>
    public int Length => LengthOf(Cutoffs);

    /// <inheritdoc cref="Length"/>
    public static int LengthOf(int[] cutoffs) => cutoffs.Length == 0 ? 0 : cutoffs[^1];

    /// <summary>Keeps where a row is at a cutoff: its output, and the state where that is wanted.</summary>
    public void Keep(int cutoff, RowBlock rows, int row)
    {
        if (_stateSize > 0) rows.Save(row, State(cutoff), Output(cutoff));
        else rows.Output(row).CopyTo(Output(cutoff));
    }

    /// <summary>The network's output at a cutoff.</summary>
    public Span<double> Output(int cutoff) => _outputs.AsSpan(cutoff * _outputSize, _outputSize);

    /// <summary>The network's state at a cutoff.</summary>
    public Span<double> State(int cutoff) => _states.AsSpan(cutoff * _stateSize, _stateSize);
}
