using System.Numerics;
using LstmForecast.Lstm;

namespace LstmForecast.Training;

/// <summary>
/// One LSTM layer over a block, in stretches of time steps; keeps its buffers from block to block, so it belongs to one
/// worker.
/// </summary>
internal sealed unsafe class LayerPass<T>(ManagedNetwork<T> network, int layer)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LayerKernel<T> _kernel = network.Kernel;
    private readonly LayerWeights<T> _weights = network.Layers[layer];
    private readonly LayerSize _size = network.Layers[layer].Size;
    private readonly (int WeightIh, int WeightHh, int BiasIh, int BiasHh) _offsets = network.LayerOffsets(layer);
    private readonly AlignedBuffer<T> _gradient = new(network.Layers[layer].Size.Gates * network.Layers[layer].Size.WeightRow);

    // Of each stretch, the state before it.
    private readonly List<LayerState<T>> _before = [];
    private int _rows;
    private int _steps;
    private int _traceSteps;
    private AlignedBuffer<T> _output = null!;
    private LayerTrace<T>? _trace;
    private LayerState<T> _state = null!;
    private LayerState<T> _stateGradient = null!;
    private ForwardScratch<T> _forward = null!;
    private BackwardScratch<T> _backward = null!;

    /// <summary>Makes room for stretches of up to so many rows and steps.</summary>
    public void Reserve(int rows, int steps, bool withTrace)
    {
        if (rows > _rows)
        {
            _rows = rows;
            (_steps, _traceSteps) = (0, 0);
            _before.Clear();
            _state = new LayerState<T>(_size, rows);
            _stateGradient = new LayerState<T>(_size, rows);
            _forward = new ForwardScratch<T>(_size, rows);
            _backward = new BackwardScratch<T>(_size, rows);
        }

        if (steps > _steps)
        {
            _steps = steps;
            _output = new AlignedBuffer<T>((long)_rows * steps * _size.Units);
        }

        if (withTrace && steps > _traceSteps)
        {
            _traceSteps = steps;
            _trace = new LayerTrace<T>(_size, _rows, steps);
        }
    }

    /// <summary>The hidden states of the stretch at hand; rows are filled up to whole vectors with zeros.</summary>
    public Sequence<T> Output(int rows) => new(_output.Pointer, _size.Units, (nint)rows * _size.Units);

    /// <summary>Before the first step of a block.</summary>
    public void Begin()
    {
        _state.Clear();
        _stateGradient.Clear();
        _gradient.Span.Clear();
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
    public void Forward(Sequence<T> input, int rows, int steps, bool keepTrace) => _kernel.Forward(new()
    {
        Weights = _weights,
        Rows = rows,
        Steps = steps,
        Input = input,
        Output = Output(rows),
        State = _state,
        Trace = keepTrace ? _trace : null,
        Scratch = _forward,
    });

    /// <summary>Back through the stretch that <see cref="Forward"/> has left a trace of.</summary>
    /// <param name="stretch">Its number.</param>
    /// <param name="input">What went in.</param>
    /// <param name="rows">Rows in the block.</param>
    /// <param name="steps">Steps in the stretch.</param>
    /// <param name="outputGradient">The derivatives by what came out.</param>
    /// <param name="inputGradient">Where those by the input go; the default if nobody wants them.</param>
    public void Backward(
        int stretch, Sequence<T> input, int rows, int steps, Sequence<T> outputGradient, Sequence<T> inputGradient) =>
        _kernel.Backward(new()
        {
            Weights = _weights,
            Rows = rows,
            Steps = steps,
            Input = input,
            Output = Output(rows),
            InitialHidden = _before[stretch].Hidden,
            Trace = _trace!,
            OutputGradient = outputGradient,
            InputGradient = inputGradient,
            StateGradient = _stateGradient,
            WeightGradient = _gradient,
            Scratch = _backward,
        });

    /// <summary>The layer's part of the row of all gradients, from the kernel's layout to PyTorch's.</summary>
    public void WriteGradient(Span<double> all)
    {
        for (int row = 0; row < 4 * _size.Hidden; row++)
        {
            (int gate, int unit) = Math.DivRem(row, _size.Hidden);
            ReadOnlySpan<T> from = _gradient.Span.Slice((gate * _size.Units + unit) * _size.WeightRow, _size.WeightRow);
            Gradients.Widen(from.Slice(_size.InputOffset, _size.Input), all[(_offsets.WeightIh + row * _size.Input)..]);
            Gradients.Widen(from[.._size.Hidden], all[(_offsets.WeightHh + row * _size.Hidden)..]);
            double bias = double.CreateTruncating(from[_size.BiasOffset]);
            all[_offsets.BiasIh + row] = bias;
            all[_offsets.BiasHh + row] = bias;
        }
    }
}
