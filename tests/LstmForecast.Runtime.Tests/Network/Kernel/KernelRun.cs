using System.Numerics;
using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

/// <summary>A <see cref="LayerCase"/> through the kernel of one width and type.</summary>
internal sealed class KernelRun<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LayerCase _case;
    private readonly LayerKernel<T> _kernel;
    private readonly GuardedMemory _x, _y, _dy, _dx;
    private readonly LayerWeights<T> _weights;

    public KernelRun(SimdWidth width, LayerCase layer)
    {
        _case = layer;
        _kernel = LayerKernel<T>.Create(width);
        Size = new LayerSize(layer.Input, layer.Hidden, _kernel.VectorWidth);
        _weights = new LayerWeights<T>(Size, Numbers(layer.WeightIh), Numbers(layer.WeightHh), Numbers(layer.Bias));
        _x = new GuardedMemory(layer.Rows, layer.Steps, layer.Input, layer.Seed).With(layer.X);
        _y = new GuardedMemory(layer.Rows, layer.Steps, layer.Hidden, layer.Seed + 1);
        _dy = new GuardedMemory(layer.Rows, layer.Steps, layer.Hidden, layer.Seed + 2).With(layer.DY);
        _dx = new GuardedMemory(layer.Rows, layer.Steps, layer.Input, layer.Seed + 3);
        State = NewState(layer.H0, layer.C0);
        Gradient = NewState(layer.DH, layer.DC);
        WeightGradient = new AlignedBuffer<T>(Size.PanelSize);
    }

    public LayerSize Size { get; }

    /// <summary>Before the first step, and then after the last.</summary>
    public LayerState<T> State { get; }

    /// <summary>By the state after the last step, and then by that before the first.</summary>
    public LayerState<T> Gradient { get; }

    public AlignedBuffer<T> WeightGradient { get; }

    public bool NothingElseIsWritten => _y.GuardsAreIntact() && _dx.GuardsAreIntact();

    public LayerResult Result => LayerResult.Zero(_case) with
    {
        Y = _y.Numbers<T>(),
        H = Units(State.Hidden),
        C = Units(State.Cell),
        DWeightIh = Weights(1 + Size.InputOffset, _case.Input),
        DWeightHh = Weights(1, _case.Hidden),
        DBias = Weights(0, 1),
        DX = _dx.Numbers<T>(),
        DH0 = Units(Gradient.Hidden),
        DC0 = Units(Gradient.Cell),
    };

    public static LayerResult All(SimdWidth width, LayerCase layer)
    {
        var run = new KernelRun<T>(width, layer);
        run.Backward(run.Forward());
        run.NothingElseIsWritten.Should().BeTrue();
        return run.Result;
    }

    /// <summary>All steps at once, with a trace.</summary>
    public LayerTrace<T> Forward()
    {
        var trace = new LayerTrace<T>(Size, _case.Rows, _case.Steps);
        Forward(0, _case.Steps, trace);
        return trace;
    }

    public void Forward(int first, int steps, LayerTrace<T>? trace) => _kernel.Forward(new()
    {
        Weights = _weights,
        Rows = _case.Rows,
        Steps = steps,
        Input = _x.Sequence<T>(first),
        Output = _y.Sequence<T>(first),
        State = State,
        Trace = trace,
        Scratch = new ForwardScratch<T>(Size, _case.Rows),
    });

    /// <summary>All steps by the form for streams, which keeps its state elsewhere.</summary>
    public unsafe void Steps()
    {
        var state = new SteppedState<T>(Size, _case.Rows);
        for (int row = 0; row < _case.Rows; row++)
        {
            State.Hidden.Span.Slice(row * Size.Units, _case.Hidden).CopyTo(state.HiddenOf(row));
            State.Cell.Span.Slice(row * Size.Units, _case.Hidden).CopyTo(state.CellOf(row));
        }

        Sequence<T> x = _x.Sequence<T>(), y = _y.Sequence<T>();
        for (int step = 0; step < _case.Steps; step++)
        {
            _kernel.Step(_weights, new Points<T>(x.At(0, step), (nint)(x.At(1, 0) - x.At(0, 0))), state);
            for (int row = 0; row < _case.Rows; row++)
                state.HiddenOf(row)[.._case.Hidden].CopyTo(new Span<T>(y.At(row, step), _case.Hidden));
        }

        for (int row = 0; row < _case.Rows; row++)
        {
            state.HiddenOf(row).CopyTo(State.Hidden.Span[(row * Size.Units)..]);
            state.CellOf(row).CopyTo(State.Cell.Span[(row * Size.Units)..]);
        }
    }

    public void Backward(LayerTrace<T> trace, bool withInput = true) => _kernel.Backward(new()
    {
        Weights = _weights,
        Rows = _case.Rows,
        Steps = _case.Steps,
        Trace = trace,
        OutputGradient = _dy.Sequence<T>(),
        InputGradient = withInput ? _dx.Sequence<T>() : default,
        StateGradient = Gradient,
        WeightGradient = WeightGradient,
        Scratch = new BackwardScratch<T>(Size, _case.Rows),
    });

    private LayerState<T> NewState(double[] hidden, double[] cell)
    {
        var state = new LayerState<T>(Size, _case.Rows);
        for (int i = 0; i < hidden.Length; i++)
        {
            int at = i / _case.Hidden * Size.Units + i % _case.Hidden;
            state.Hidden.Span[at] = T.CreateChecked(hidden[i]);
            state.Cell.Span[at] = T.CreateChecked(cell[i]);
        }

        return state;
    }

    /// <summary>A buffer of <c>[rows, units]</c> without what fills it up.</summary>
    private double[] Units(AlignedBuffer<T> buffer) =>
    [
        .. Enumerable.Range(0, _case.Rows * _case.Hidden).Select(i =>
            double.CreateChecked(buffer.Span[i / _case.Hidden * Size.Units + i % _case.Hidden])),
    ];

    /// <summary>Some of what goes into the gates, the bias first, <c>[4 hidden, count]</c>.</summary>
    private double[] Weights(int first, int count)
    {
        var values = new double[4 * _case.Hidden * count];
        int width = Size.BlockUnits;
        for (int i = 0; i < values.Length; i++)
        {
            (int gate, int unit) = Math.DivRem(i / count, _case.Hidden);
            // [block of units, 1 + depth, gate, unit of the block]
            int at = ((unit / width * (1 + Size.Depth) + first + i % count) * 4 + gate) * width + unit % width;
            values[i] = double.CreateChecked(WeightGradient.Span[at]);
        }

        return values;
    }

    private static T[] Numbers(double[] values) => [.. values.Select(T.CreateChecked)];
}
