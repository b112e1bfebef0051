using System.Runtime.CompilerServices;

namespace LstmForecast.Lstm;

/// <summary>
/// One LSTM layer over a block of rows, forward through time. Rows know nothing of each other, so blocks can run on
/// different threads.
/// </summary>
internal static unsafe class LayerForward<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where T : unmanaged
{
    /// <param name="weights">The layer's weights.</param>
    /// <param name="rows">Rows in the block.</param>
    /// <param name="steps">Time steps.</param>
    /// <param name="input">What goes in, <c>[input]</c> at each row and step.</param>
    /// <param name="output">Where the hidden states go, <c>[hidden]</c> at each row and step.</param>
    /// <param name="state">The state before the first step; becomes that after the last.</param>
    /// <param name="trace">Filled for the backward pass; null if there is to be none.</param>
    /// <param name="scratch">Room for what is needed on the way.</param>
    public static void Run(
        LayerWeights<T> weights,
        int rows,
        int steps,
        Sequence<T> input,
        Sequence<T> output,
        LayerState<T> state,
        LayerTrace<T>? trace,
        ForwardScratch<T> scratch)
    {
        LayerSize size = weights.Size;
        T* operand = scratch.Operand.Pointer;
        T* nextOperand = scratch.NextOperand.Pointer;
        T* cell = state.Cell.Pointer;
        if (trace is not null)
        {
            state.Cell.Span[..(rows * size.Units)].CopyTo(trace.Cells.Span);
            cell = trace.Cells.Pointer;
        }

        scratch.Begin(size, rows, state.Hidden);
        for (int step = 0; step < steps; step++)
        {
            for (int row = 0; row < rows; row++)
                Copy(input.At(row, step), operand + row * size.OperandRow + size.InputOffset, size.Input);

            T* nextCell = trace is null ? cell : cell + rows * size.Units;
            T* gates = trace is null ? null : trace.Gates.Pointer + (nint)step * rows * size.Gates;
            Step(weights, rows, operand, nextOperand, cell, nextCell, gates, scratch.Sums.Pointer);

            for (int row = 0; row < rows; row++)
                Copy(nextOperand + row * size.OperandRow, output.At(row, step), size.Hidden);
            T* used = operand;
            operand = nextOperand;
            nextOperand = used;
            cell = nextCell;
        }

        for (int row = 0; row < rows; row++)
            Copy(operand + row * size.OperandRow, state.Hidden.Pointer + row * size.Units, size.Units);
        if (trace is not null)
        {
            int cells = rows * size.Units;
            trace.Cells.Span.Slice(steps * cells, cells).CopyTo(state.Cell.Span);
        }

        GC.KeepAlive(weights);
        GC.KeepAlive(scratch);
    }

    /// <summary>One time step: <c>[h | x | 1] W</c>, the activations, the new cell and hidden states.</summary>
    private static void Step(
        LayerWeights<T> weights, int rows, T* operand, T* nextOperand, T* cell, T* nextCell, T* gates, T* sums)
    {
        LayerSize size = weights.Size;
        int width = TSimd.Width;
        for (int unit = 0; unit < size.Units; unit += width)
        {
            MatrixProduct<TSimd, TVector, T>.Compute(
                new MatrixProduct<TSimd, TVector, T>.Operands
                {
                    A = operand,
                    ARow = size.OperandRow,
                    AStep = 1,
                    B = weights.Panels.Pointer + unit * 4 * size.Depth,
                    BRow = 4 * width,
                    Depth = size.Depth,
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
        TVector i = Activations<TSimd, TVector, T>.Sigmoid(TSimd.Load(sums));
        TVector f = Activations<TSimd, TVector, T>.Sigmoid(TSimd.Load(sums + width));
        TVector g = Activations<TSimd, TVector, T>.Tanh(TSimd.Load(sums + 2 * width));
        TVector o = Activations<TSimd, TVector, T>.Sigmoid(TSimd.Load(sums + 3 * width));
        TVector c = TSimd.MultiplyAdd(f, TSimd.Load(cell), TSimd.Multiply(i, g));
        TSimd.Store(c, nextCell);
        TSimd.Store(TSimd.Multiply(o, Activations<TSimd, TVector, T>.Tanh(c)), hidden);
        if (gates == null) return;
        TSimd.Store(i, gates);
        TSimd.Store(f, gates + gateStride);
        TSimd.Store(g, gates + 2 * gateStride);
        TSimd.Store(o, gates + 3 * gateStride);
    }

    private static void Copy(T* from, T* to, int count) => new Span<T>(from, count).CopyTo(new Span<T>(to, count));
}
