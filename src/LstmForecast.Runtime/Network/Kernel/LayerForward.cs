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
        LayerTrace<T>? trace = pass.Trace;
        int operands = rows * size.OperandRow;
        int cells = rows * size.Units;
        T* operand = pass.Scratch.Operand.Pointer;
        T* nextOperand = pass.Scratch.NextOperand.Pointer;
        T* cell = pass.State.Cell.Pointer;
        if (trace is not null)
        {
            operand = trace.Operands.Pointer;
            cell = trace.Cells.Pointer;
            Copy(pass.State.Cell.Pointer, cell, cells);
        }

        for (int row = 0; row < rows; row++)
            Copy(pass.State.Hidden.Pointer + row * size.Units, operand + row * size.OperandRow, size.Units);
        for (int step = 0; step < pass.Steps; step++)
        {
            for (int row = 0; row < rows; row++)
                CopyVectors(pass.Input.At(row, step), operand + row * size.OperandRow + size.InputOffset, size.Input);

            T* nextCell = cell;
            T* gates = pass.Scratch.Gates.Pointer;
            nint blockStride = 0;
            if (trace is not null)
            {
                nextOperand = operand + operands;
                nextCell = cell + cells;
                gates = trace.Gates.Pointer + (nint)step * rows * size.BlockGates;
                blockStride = (nint)pass.Steps * rows * size.BlockGates;
            }

            Step(pass.Weights, rows, operand, nextOperand, cell, nextCell, gates, blockStride, keepGates: trace is not null);
            if (!pass.Output.IsNull)
            {
                for (int row = 0; row < rows; row++)
                    CopyVectors(nextOperand + row * size.OperandRow, pass.Output.At(row, step), size.Hidden);
            }

            T* used = operand;
            operand = nextOperand;
            nextOperand = used;
            cell = nextCell;
        }

        for (int row = 0; row < rows; row++)
            Copy(operand + row * size.OperandRow, pass.State.Hidden.Pointer + row * size.Units, size.Units);
        if (trace is not null) Copy(cell, pass.State.Cell.Pointer, cells);
        GC.KeepAlive(pass.Weights);
        GC.KeepAlive(pass.State);
        GC.KeepAlive(trace);
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
        Step(weights, state.Rows, operand, state.NextOperand.Pointer, cell, cell, state.Gates.Pointer, blockStride: 0, keepGates: false);
        state.Advance();
        GC.KeepAlive(weights);
        GC.KeepAlive(state);
    }

    /// <summary>One time step: <c>[h | x] W + b</c>, the activations, the new cell and hidden states.</summary>
    /// <param name="weights">The layer's weights.</param>
    /// <param name="rows">Rows of all that follows.</param>
    /// <param name="operand"><c>[rows, operand row]</c>.</param>
    /// <param name="nextOperand">Where the hidden states go, in the same layout.</param>
    /// <param name="cell"><c>[rows, units]</c>.</param>
    /// <param name="nextCell">Where the new ones go; may be the same.</param>
    /// <param name="gates">Of the first block of units, <c>[rows, gate, unit of the block]</c>.</param>
    /// <param name="blockStride">Numbers from there to the gates of the next block; 0 where nobody wants them afterwards.</param>
    /// <param name="keepGates">Whether they are to be there afterwards.</param>
    // Inlined somewhere else, it would leave the compiler no room to inline the operations on vectors.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Step(
        LayerWeights<T> weights, int rows, T* operand, T* nextOperand, T* cell, T* nextCell, T* gates, nint blockStride, bool keepGates)
    {
        LayerSize size = weights.Size;
        int blockUnits = size.BlockUnits;
        int blockGates = 4 * blockUnits;
        T* panel = weights.Panels.Pointer;
        for (int first = 0; first < size.Units; first += blockUnits, gates += blockStride, panel += (1 + size.Depth) * blockGates)
        {
            MatrixProduct<TSimd, TVector, T>.Compute(
                new MatrixProduct<TSimd, TVector, T>.Operands
                {
                    A = operand,
                    ARow = size.OperandRow,
                    AStep = 1,
                    B = panel + blockGates,
                    BRow = blockGates,
                    Depth = size.Depth,
                    Start = panel,
                    StartRow = 0,
                    C = gates,
                    CRow = blockGates,
                },
                rows,
                vectors: blockGates / TSimd.Width);
            for (int row = 0; row < rows; row++)
            {
                for (int unit = 0; unit < blockUnits; unit += TSimd.Width)
                {
                    Activate(
                        gates + row * blockGates + unit,
                        blockUnits,
                        cell + row * size.Units + first + unit,
                        nextCell + row * size.Units + first + unit,
                        nextOperand + row * size.OperandRow + first + unit,
                        keepGates);
                }
            }
        }
    }

    /// <summary>
    /// <c>i, f, o = sigmoid</c>, <c>g = tanh</c>, <c>c' = f c + i g</c>, <c>h = o tanh(c')</c>, for a vector of units.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Activate(T* gates, int gateStride, T* cell, T* nextCell, T* hidden, bool keepGates)
    {
        Fraction<TSimd, TVector, T> i = Activations<TSimd, TVector, T>.Sigmoid(TSimd.Load(gates));
        TVector f = Activations<TSimd, TVector, T>.Sigmoid(TSimd.Load(gates + gateStride)).Value;
        Fraction<TSimd, TVector, T> g = Activations<TSimd, TVector, T>.Tanh(TSimd.Load(gates + 2 * gateStride));
        Fraction<TSimd, TVector, T> o = Activations<TSimd, TVector, T>.Sigmoid(TSimd.Load(gates + 3 * gateStride));
        TVector c = TSimd.MultiplyAdd(f, TSimd.Load(cell), (i * g).Value);
        TSimd.Store(c, nextCell);
        TSimd.Store((o * Activations<TSimd, TVector, T>.Tanh(c)).Value, hidden);
        if (!keepGates) return;
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
