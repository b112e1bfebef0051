using System.Numerics;
using LstmForecast.Network;

namespace LstmForecast.Objectives;

/// <summary>
/// One LSTM layer over a block of rows, in stretches of time steps: on the way there the state before a stretch is kept,
/// and the way back computes its steps again where their gates were not. Keeps its buffers from block to block, so it
/// belongs to one worker.
/// </summary>
internal sealed class LayerWorker<T>(LayerKernel<T> kernel, LayerWeights<T> weights)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LayerSize _size = weights.Size;

    // Of each stretch, the state before it.
    private readonly List<LayerState<T>> _before = [];
    private int _rows;
    private int _room;
    private int _traceSteps;
    private LayerTrace<T>? _trace;
    private LayerState<T> _state = null!;
    private LayerState<T> _stateGradient = null!;
    private ForwardScratch<T> _forward = null!;
    private BackwardScratch<T> _backward = null!;

    /// <summary>Derivatives by the weights, as <see cref="LayerWeights{T}.Panels"/>, added up since <see cref="Begin"/>.</summary>
    public AlignedBuffer<T> WeightGradient { get; } = new(weights.Size.PanelSize);

    /// <summary>
    /// What came out of the last <see cref="Forward"/> that kept its trace, rows filled up to whole vectors with zeros; until the
    /// next one.
    /// </summary>
    public Sequence<T> TracedOutput => _trace!.Output(_rows);

    /// <summary>Before the first step of a block.</summary>
    /// <param name="rows">Rows in the block.</param>
    /// <param name="traceSteps">Most steps whose gates will be kept at once; 0 without a backward pass.</param>
    public void Begin(int rows, int traceSteps)
    {
        Reserve(rows, traceSteps);
        _rows = rows;
        _state.Clear();
        _stateGradient.Clear();
        WeightGradient.Span.Clear();
    }

    /// <summary>Keeps the state before a stretch.</summary>
    public void Keep(int stretch)
    {
        if (stretch == _before.Count) _before.Add(_state.Copy());
        else _state.CopyTo(_before[stretch]);
    }

    /// <summary>Back to the state before a stretch.</summary>
    public void Restore(int stretch) => _before[stretch].CopyTo(_state);

    /// <summary>Through the steps of a stretch.</summary>
    /// <param name="steps">How many.</param>
    /// <param name="input">What goes in.</param>
    /// <param name="output">Where what comes out goes; the default if nobody wants it but in the trace.</param>
    /// <param name="keepTrace">Whether there will be a way back.</param>
    public void Forward(int steps, Sequence<T> input, Sequence<T> output, bool keepTrace) => kernel.Forward(new()
    {
        Weights = weights,
        Rows = _rows,
        Steps = steps,
        Input = input,
        Output = output,
        State = _state,
        Trace = keepTrace ? _trace : null,
        Scratch = _forward,
    });

    /// <summary>Back through the stretch that <see cref="Forward"/> has left a trace of.</summary>
    /// <param name="steps">Steps in it.</param>
    /// <param name="outputGradient">The derivatives by what came out.</param>
    /// <param name="inputGradient">Where those by the input go; the default if nobody wants them.</param>
    public void Backward(int steps, Sequence<T> outputGradient, Sequence<T> inputGradient) =>
        kernel.Backward(new()
        {
            Weights = weights,
            Rows = _rows,
            Steps = steps,
            Trace = _trace!,
            OutputGradient = outputGradient,
            InputGradient = inputGradient,
            StateGradient = _stateGradient,
            WeightGradient = WeightGradient,
            Scratch = _backward,
        });

    private void Reserve(int rows, int traceSteps)
    {
        if (rows > _room)
        {
            _room = rows;
            _traceSteps = 0;
            _before.Clear();
            _state = new LayerState<T>(_size, rows);
            _stateGradient = new LayerState<T>(_size, rows);
            _forward = new ForwardScratch<T>(_size, rows);
            _backward = new BackwardScratch<T>(_size, rows);
        }

        if (traceSteps <= _traceSteps) return;
        _traceSteps = traceSteps;
        _trace = new LayerTrace<T>(_size, _room, traceSteps);
    }
}
