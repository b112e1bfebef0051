using System.Runtime.CompilerServices;

namespace LstmForecast.Network;

/// <summary>
/// One LSTM layer over a block of rows, backward through time: from the derivatives of the loss by the outputs to those
/// by the weights, the inputs and the initial state.
/// </summary>
internal static unsafe class LayerBackward<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where T : unmanaged
{
    /// <summary>
    /// All steps of the pass, from the last to the first: each through its activations and its weights, and a few at
    /// once to the derivatives by the weights.
    /// </summary>
    public static void Run(in BackwardPass<T> pass)
    {
        LayerSize size = pass.Weights.Size;
        int rows = pass.Rows;
        LayerState<T> state = pass.StateGradient;
        T* operandGradient = pass.Scratch.OperandGradient.Pointer;
        for (int row = 0; row < rows; row++)
            Copy(state.Hidden.Pointer + row * size.Units, operandGradient + row * size.OperandRow, size.Units);

        int stepsAtOnce = BackwardScratch<T>.StepsAtOnce(rows);
        int pending = 0;
        for (int step = pass.Steps - 1; step >= 0; step--)
        {
            T* gates = pass.Trace.Gates.Pointer + (nint)step * rows * size.BlockGates;
            ThroughActivations(pass, step, gates);
            ThroughWeights(pass, step, gates);
            // A few steps at a time, while their derivatives are still in the cache.
            if (++pending < stepsAtOnce && step > 0) continue;
            ToWeights(pass, step, pending, gates);
            pending = 0;
        }

        for (int row = 0; row < rows; row++)
            Copy(operandGradient + row * size.OperandRow, state.Hidden.Pointer + row * size.Units, size.Units);
        GC.KeepAlive(pass.Weights);
        GC.KeepAlive(pass.Trace);
        GC.KeepAlive(pass.Scratch);
        GC.KeepAlive(pass.StateGradient);
        GC.KeepAlive(pass.WeightGradient);
    }

    /// <summary>From the derivatives by the state after a step to those before the activations of its gates.</summary>
    private static void ThroughActivations(in BackwardPass<T> pass, int step, T* gates)
    {
        LayerSize size = pass.Weights.Size;
        int rows = pass.Rows;
        int blockUnits = size.BlockUnits;
        int blockGates = 4 * blockUnits;
        for (int row = 0; row < rows; row++)
        {
            T* hiddenGradient = pass.Scratch.OperandGradient.Pointer + row * size.OperandRow;
            Add(pass.OutputGradient.At(row, step), hiddenGradient, size.Hidden);
            T* cell = pass.Trace.Cells.Pointer + ((nint)step * rows + row) * size.Units;
            T* cellGradient = pass.StateGradient.Cell.Pointer + row * size.Units;
            T* ofBlock = gates + row * blockGates;
            for (int first = 0; first < size.Units; first += blockUnits, ofBlock += BlockStride(pass))
            {
                for (int unit = first; unit < first + blockUnits; unit += TSimd.Width)
                {
                    Differentiate(
                        ofBlock + unit - first,
                        blockUnits,
                        cell + unit,
                        cell + rows * size.Units + unit,
                        hiddenGradient + unit,
                        cellGradient + unit);
                }
            }
        }
    }

    /// <summary>
    /// From dh and dc of the state after a step to the derivatives before the gates' activations, which replace the
    /// gates, and dc of the state before it. For a vector of units; sigmoid' = s (1 - s), tanh' = 1 - t^2.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Differentiate(
        T* gates, int gateStride, T* cellBefore, T* cellAfter, T* hiddenGradient, T* cellGradient)
    {
        TVector one = TSimd.Constant(1);
        TVector i = TSimd.Load(gates);
        TVector f = TSimd.Load(gates + gateStride);
        TVector g = TSimd.Load(gates + 2 * gateStride);
        TVector o = TSimd.Load(gates + 3 * gateStride);
        TVector tanh = Activations<TSimd, TVector, T>.Tanh(TSimd.Load(cellAfter)).Value;
        TVector dh = TSimd.Load(hiddenGradient);
        TVector dc = TSimd.MultiplyAdd(
            TSimd.Multiply(dh, o),
            TSimd.Subtract(one, TSimd.Multiply(tanh, tanh)),
            TSimd.Load(cellGradient));
        TSimd.Store(TSimd.Multiply(dc, f), cellGradient);
        TSimd.Store(TSimd.Multiply(TSimd.Multiply(dc, g), SigmoidSlope(i)), gates);
        TSimd.Store(
            TSimd.Multiply(TSimd.Multiply(dc, TSimd.Load(cellBefore)), SigmoidSlope(f)), gates + gateStride);
        TSimd.Store(
            TSimd.Multiply(TSimd.Multiply(dc, i), TSimd.Subtract(one, TSimd.Multiply(g, g))), gates + 2 * gateStride);
        TSimd.Store(TSimd.Multiply(TSimd.Multiply(dh, tanh), SigmoidSlope(o)), gates + 3 * gateStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector SigmoidSlope(TVector s) => TSimd.Multiply(s, TSimd.Subtract(TSimd.Constant(1), s));

    /// <summary>
    /// Derivatives by the operand <c>[h | x]</c>: those by the gates times the weights, block by block. The part of h is that of the
    /// state before the step.
    /// </summary>
    private static void ThroughWeights(in BackwardPass<T> pass, int step, T* gates)
    {
        LayerSize size = pass.Weights.Size;
        T* operandGradient = pass.Scratch.OperandGradient.Pointer;
        bool withInput = !pass.InputGradient.IsNull;
        for (int block = 0; block < size.Blocks; block++, gates += BlockStride(pass))
        {
            MatrixProduct<TSimd, TVector, T>.Compute(
                new MatrixProduct<TSimd, TVector, T>.Operands
                {
                    A = gates,
                    ARow = size.BlockGates,
                    AStep = 1,
                    B = pass.Weights.Rows.Pointer + (nint)block * size.BlockGates * size.OperandRow,
                    BRow = size.OperandRow,
                    Depth = size.BlockGates,
                    Start = block == 0 ? null : operandGradient,
                    StartRow = size.OperandRow,
                    C = operandGradient,
                    CRow = size.OperandRow,
                },
                pass.Rows,
                vectors: (withInput ? size.OperandRow : size.Units) / TSimd.Width);
        }

        if (!withInput) return;
        for (int row = 0; row < pass.Rows; row++)
        {
            T* from = operandGradient + row * size.OperandRow + size.InputOffset;
            Copy(from, pass.InputGradient.At(row, step), size.Input);
        }
    }

    /// <summary>
    /// Adds what some steps from <paramref name="first"/> on contribute to the weights' derivatives: the operands, transposed, times
    /// the derivatives by the gates, whose blocks fill the tiles however narrow the layer is.
    /// </summary>
    private static void ToWeights(in BackwardPass<T> pass, int first, int count, T* gates)
    {
        LayerSize size = pass.Weights.Size;
        T* to = pass.WeightGradient.Pointer;
        for (int block = 0; block < size.Blocks; block++, gates += BlockStride(pass), to += size.BlockGates * (1 + size.Depth))
        {
            ToBias(size, count * pass.Rows, gates, to);
            MatrixProduct<TSimd, TVector, T>.Compute(
                new MatrixProduct<TSimd, TVector, T>.Operands
                {
                    A = pass.Trace.Operands.Pointer + (nint)first * pass.Rows * size.OperandRow,
                    ARow = 1,
                    AStep = size.OperandRow,
                    B = gates,
                    BRow = size.BlockGates,
                    Depth = count * pass.Rows,
                    Start = to + size.BlockGates,
                    StartRow = size.BlockGates,
                    C = to + size.BlockGates,
                    CRow = size.BlockGates,
                },
                rows: size.Depth,
                vectors: size.BlockGates / TSimd.Width);
        }
    }

    /// <summary>The bias is the weight of a 1.</summary>
    private static void ToBias(LayerSize size, int points, T* gates, T* to)
    {
        T one = typeof(T) == typeof(float) ? (T)(object)1f : (T)(object)1d;
        MatrixProduct<TSimd, TVector, T>.Compute(
            new MatrixProduct<TSimd, TVector, T>.Operands
            {
                A = &one,
                ARow = 0,
                AStep = 0,
                B = gates,
                BRow = size.BlockGates,
                Depth = points,
                Start = to,
                StartRow = 0,
                C = to,
                CRow = 0,
            },
            rows: 1,
            vectors: size.BlockGates / TSimd.Width);
    }

    /// <summary>Numbers from the gates of a block of units to those of the next.</summary>
    private static nint BlockStride(in BackwardPass<T> pass) => (nint)pass.Steps * pass.Rows * pass.Weights.Size.BlockGates;

    private static void Add(T* from, T* to, int count)
    {
        int i = 0;
        for (; i <= count - TSimd.Width; i += TSimd.Width)
            TSimd.Store(TSimd.Add(TSimd.Load(to + i), TSimd.Load(from + i)), to + i);
        for (; i < count; i++)
            to[i] = ScalarAdd(to[i], from[i]);
    }

    private static T ScalarAdd(T a, T b) => typeof(T) == typeof(float)
        ? (T)(object)((float)(object)a + (float)(object)b)
        : (T)(object)((double)(object)a + (double)(object)b);

    private static void Copy(T* from, T* to, int count) => new Span<T>(from, count).CopyTo(new Span<T>(to, count));
}
