using System.Runtime.CompilerServices;

namespace LstmForecast.Network;

/// <summary>
/// One LSTM layer over a block of rows, forward through time. Rows know nothing of each other, so blocks can run on
/// different threads.
/// </summary>
internal static unsafe class LayerForward<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where T : unmanaged
{
    /// <summary>All steps of the pass, one after the other.</summary>
    public static void Run(in ForwardPass<T> pass)
    {
        LayerSize size = pass.Weights.Size;
        int rows = pass.Rows;
        T* operand = pass.Scratch.Operand.Pointer;
        T* nextOperand = pass.Scratch.NextOperand.Pointer;
        T* cell = pass.State.Cell.Pointer;
        if (pass.Trace is not null)
        {
            pass.State.Cell.Span[..(rows * size.Units)].CopyTo(pass.Trace.Cells.Span);
            cell = pass.Trace.Cells.Pointer;
        }

        pass.Scratch.Begin(size, rows, pass.State.Hidden);
        for (int step = 0; step < pass.Steps; step++)
        {
            for (int row = 0; row < rows; row++)
                Copy(pass.Input.At(row, step), operand + row * size.OperandRow + size.InputOffset, size.Input);

            T* nextCell = pass.Trace is null ? cell : cell + rows * size.Units;
            T* gates = pass.Trace is null ? null : pass.Trace.Gates.Pointer + (nint)step * rows * size.Gates;
            Step(pass.Weights, rows, operand, nextOperand, cell, nextCell, gates, pass.Scratch.Sums.Pointer);

            for (int row = 0; row < rows; row++)
                Copy(nextOperand + row * size.OperandRow, pass.Output.At(row, step), size.Hidden);
            T* used = operand;
            operand = nextOperand;
            nextOperand = used;
            cell = nextCell;
        }

        for (int row = 0; row < rows; row++)
            Copy(operand + row * size.OperandRow, pass.State.Hidden.Pointer + row * size.Units, size.Units);
        if (pass.Trace is not null)
        {
            int cells = rows * size.Units;
            pass.Trace.Cells.Span.Slice(pass.Steps * cells, cells).CopyTo(pass.State.Cell.Span);
        }

        GC.KeepAlive(pass.Weights);
        GC.KeepAlive(pass.Scratch);
    }

    /// <summary>One time step, for streams and models that feed on their own forecasts. Allocates nothing.</summary>
    /// <param name="weights">The layer's weights.</param>
    /// <param name="input">What goes in, <c>[rows, input]</c>.</param>
    /// <param name="state">Advanced in place.</param>
    public static void Step(LayerWeights<T> weights, Points<T> input, SteppedState<T> state)
    {
        LayerSize size = weights.Size;
        T* operand = state.Operand.Pointer;
        for (int row = 0; row < state.Rows; row++)
            CopyVectors(input.Start + row * input.Stride, operand + row * size.OperandRow + size.InputOffset, size.Input);
        T* cell = state.Cell.Pointer;
        Step(weights, state.Rows, operand, state.NextOperand.Pointer, cell, cell, gates: null, state.Sums.Pointer);
        state.Advance();
        GC.KeepAlive(weights);
        GC.KeepAlive(state);
    }

    /// <summary>One time step: <c>[h | x] W + b</c>, the activations, the new cell and hidden states.</summary>
    // Inlined somewhere else, it would leave the compiler no room to inline the operations on vectors.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Step(
        LayerWeights<T> weights, int rows, T* operand, T* nextOperand, T* cell, T* nextCell, T* gates, T* sums)
    {
        LayerSize size = weights.Size;
        int width = TSimd.Width;
        for (int unit = 0; unit < size.Units; unit += width)
        {
            T* panel = weights.Panels.Pointer + unit * 4 * (1 + size.Depth);
            MatrixProduct<TSimd, TVector, T>.Compute(
                new MatrixProduct<TSimd, TVector, T>.Operands
                {
                    A = operand,
                    ARow = size.OperandRow,
                    AStep = 1,
                    B = panel + 4 * width,
                    BRow = 4 * width,
                    Depth = size.Depth,
                    Start = panel,
                    StartRow = 0,
                    C = sums,
                    CRow = 4 * width,
                },
                rows,
                vectors: 4);
            for (int row = 0; row < rows; row++)
            {
                Activate(
                    sums + row * 4 * width,
                    cell + row * size.Units + unit,
                    nextCell + row * size.Units + unit,
                    nextOperand + row * size.OperandRow + unit,
                    gates == null ? null : gates + row * size.Gates + unit,
                    size.Units);
            }
        }
    }

    /// <summary>
    /// <c>i, f, o = sigmoid</c>, <c>g = tanh</c>, <c>c' = f c + i g</c>, <c>h = o tanh(c')</c>, for a vector of units.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate(T* sums, T* cell, T* nextCell, T* hidden, T* gates, int gateStride)
    {
        int width = TSimd.Width;
        Fraction<TSimd, TVector, T> i = Activations<TSimd, TVector, T>.Sigmoid(TSimd.Load(sums));
        TVector f = Activations<TSimd, TVector, T>.Sigmoid(TSimd.Load(sums + width)).Value;
        Fraction<TSimd, TVector, T> g = Activations<TSimd, TVector, T>.Tanh(TSimd.Load(sums + 2 * width));
        Fraction<TSimd, TVector, T> o = Activations<TSimd, TVector, T>.Sigmoid(TSimd.Load(sums + 3 * width));
        TVector c = TSimd.MultiplyAdd(f, TSimd.Load(cell), (i * g).Value);
        TSimd.Store(c, nextCell);
        TSimd.Store((o * Activations<TSimd, TVector, T>.Tanh(c)).Value, hidden);
        if (gates == null) return;
        TSimd.Store(i.Value, gates);
        TSimd.Store(f, gates + gateStride);
        TSimd.Store(g.Value, gates + 2 * gateStride);
        TSimd.Store(o.Value, gates + 3 * gateStride);
    }

    // So few numbers that a call for each row would take longer than the copy.
    private static void CopyVectors(T* from, T* to, int count)
    {
        int i = 0;
        for (; i <= count - TSimd.Width; i += TSimd.Width) TSimd.Store(TSimd.Load(from + i), to + i);
        for (; i < count; i++) to[i] = from[i];
    }

    private static void Copy(T* from, T* to, int count) => new Span<T>(from, count).CopyTo(new Span<T>(to, count));
}
