using System.Runtime.CompilerServices;

namespace LstmForecast.Lstm;

/// <summary>
/// One LSTM layer over a block of rows, backward through time: from the derivatives of the loss by the outputs to those
/// by the weights, the inputs and the initial state.
/// </summary>
internal static unsafe class LayerBackward<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where T : unmanaged
{
    /// <param name="weights">The layer's weights.</param>
    /// <param name="rows">Rows in the block.</param>
    /// <param name="steps">Time steps.</param>
    /// <param name="input">What went in.</param>
    /// <param name="output">The hidden states that came out.</param>
    /// <param name="initialHidden">The hidden state before the first step, <c>[rows, units]</c>.</param>
    /// <param name="outputGradient">The derivatives by the outputs, <c>[hidden]</c> at each row and step.</param>
    /// <param name="inputGradient">Where those by the inputs go; null if nobody wants them.</param>
    /// <param name="state">
    /// The derivatives by the state after the last step; become those by the state before the first.
    /// </param>
    /// <param name="trace">What the forward pass has left; used up.</param>
    /// <param name="weightGradient">Where the derivatives by the weights are added, <c>[gates, operand row]</c>.</param>
    /// <param name="scratch">Room for what is needed on the way.</param>
    public static void Run(
        LayerWeights<T> weights,
        int rows,
        int steps,
        Sequence<T> input,
        Sequence<T> output,
        AlignedBuffer<T> initialHidden,
        Sequence<T> outputGradient,
        Sequence<T> inputGradient,
        LayerState<T> state,
        LayerTrace<T> trace,
        AlignedBuffer<T> weightGradient,
        BackwardScratch<T> scratch)
    {
        LayerSize size = weights.Size;
        T* operandGradient = scratch.OperandGradient.Pointer;
        for (int row = 0; row < rows; row++)
            Copy(state.Hidden.Pointer + row * size.Units, operandGradient + row * size.OperandRow, size.Units);

        int stepsAtOnce = BackwardScratch<T>.StepsAtOnce(rows);
        int pending = 0;
        for (int step = steps - 1; step >= 0; step--)
        {
            T* gates = trace.Gates.Pointer + (nint)step * rows * size.Gates;
            for (int row = 0; row < rows; row++)
            {
                T* hiddenGradient = operandGradient + row * size.OperandRow;
                Add(outputGradient.At(row, step), hiddenGradient, size.Hidden);
                T* cell = trace.Cells.Pointer + ((nint)step * rows + row) * size.Units;
                for (int unit = 0; unit < size.Units; unit += TSimd.Width)
                {
                    Differentiate(
                        gates + row * size.Gates + unit,
                        size.Units,
                        cell + unit,
                        cell + rows * size.Units + unit,
                        hiddenGradient + unit,
                        state.Cell.Pointer + row * size.Units + unit);
                }
            }

            ThroughWeights(weights, rows, gates, operandGradient, withInput: !inputGradient.IsNull);
            if (!inputGradient.IsNull)
            {
                for (int row = 0; row < rows; row++)
                {
                    T* from = operandGradient + row * size.OperandRow + size.InputOffset;
                    Copy(from, inputGradient.At(row, step), size.Input);
                }
            }

            // A few steps at a time, while their derivatives are still in the cache.
            if (++pending < stepsAtOnce && step > 0) continue;
            ToWeights(size, rows, step, pending, input, output, initialHidden, gates, weightGradient, scratch);
            pending = 0;
        }

        for (int row = 0; row < rows; row++)
            Copy(operandGradient + row * size.OperandRow, state.Hidden.Pointer + row * size.Units, size.Units);
        GC.KeepAlive(weights);
        GC.KeepAlive(trace);
        GC.KeepAlive(scratch);
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
        TVector tanh = Activations<TSimd, TVector, T>.Tanh(TSimd.Load(cellAfter));
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

    /// <summary>Derivatives by the operand <c>[h | x]</c>: those by the gates times the weights.</summary>
    private static void ThroughWeights(
        LayerWeights<T> weights, int rows, T* gates, T* operandGradient, bool withInput)
    {
        LayerSize size = weights.Size;
        MatrixProduct<TSimd, TVector, T>.Compute(
            new MatrixProduct<TSimd, TVector, T>.Operands
            {
                A = gates,
                ARow = size.Gates,
                AStep = 1,
                B = weights.Rows.Pointer,
                BRow = size.OperandRow,
                Depth = size.Gates,
                C = operandGradient,
                CRow = size.OperandRow,
            },
            rows,
            vectors: (withInput ? size.OperandRow : size.Units) / TSimd.Width);
    }

    /// <summary>Adds what some steps from <paramref name="first"/> on contribute to the weights' derivatives.</summary>
    private static void ToWeights(
        LayerSize size,
        int rows,
        int first,
        int count,
        Sequence<T> input,
        Sequence<T> output,
        AlignedBuffer<T> initialHidden,
        T* gates,
        AlignedBuffer<T> weightGradient,
        BackwardScratch<T> scratch)
    {
        T* operand = scratch.Operands.Pointer;
        for (int step = first; step < first + count; step++)
        {
            for (int row = 0; row < rows; row++, operand += size.OperandRow)
            {
                T* hidden = step == 0 ? initialHidden.Pointer + row * size.Units : output.At(row, step - 1);
                Copy(hidden, operand, size.Hidden);
                Copy(input.At(row, step), operand + size.InputOffset, size.Input);
            }
        }

        MatrixProduct<TSimd, TVector, T>.Compute(
            new MatrixProduct<TSimd, TVector, T>.Operands
            {
                A = gates,
                ARow = 1,
                AStep = size.Gates,
                B = scratch.Operands.Pointer,
                BRow = size.OperandRow,
                Depth = count * rows,
                C = weightGradient.Pointer,
                CRow = size.OperandRow,
                Accumulate = true,
            },
            rows: size.Gates,
            vectors: size.OperandRow / TSimd.Width);
    }

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
