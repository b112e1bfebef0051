namespace LstmForecast.Network;

/// <summary>A linear layer over some points, forward and backward.</summary>
internal static unsafe class LinearLayerKernel<TSimd, TVector, T>
    where TSimd : struct, ISimd<TVector, T>
    where T : unmanaged
{
    /// <summary><c>y = W x + b</c>; what fills the rows of y up to whole vectors becomes 0.</summary>
    public static void Forward(LinearWeights<T> weights, int points, Points<T> x, Points<T> y)
    {
        MatrixProduct<TSimd, TVector, T>.Compute(
            new MatrixProduct<TSimd, TVector, T>.Operands
            {
                A = x.Start,
                ARow = x.Stride,
                AStep = 1,
                B = weights.ByInput.Pointer,
                BRow = weights.OutputRow,
                Depth = weights.Inputs,
                Start = weights.Bias.Pointer,
                StartRow = 0,
                C = y.Start,
                CRow = y.Stride,
            },
            rows: points,
            vectors: weights.OutputRow / TSimd.Width);
        GC.KeepAlive(weights);
    }

    /// <summary>
    /// <c>dx = W' dy</c>, and adds <c>dy x'</c> and <c>dy</c> of all points to the derivatives by weights and bias.
    /// </summary>
    public static void Backward(
        LinearWeights<T> weights, int points, Points<T> x, Points<T> dy, Points<T> dx, LinearGradient<T> gradient)
    {
        int inputVectors = weights.InputRow / TSimd.Width;
        MatrixProduct<TSimd, TVector, T>.Compute(
            new MatrixProduct<TSimd, TVector, T>.Operands
            {
                A = dy.Start,
                ARow = dy.Stride,
                AStep = 1,
                B = weights.ByOutput.Pointer,
                BRow = weights.InputRow,
                Depth = weights.Outputs,
                C = dx.Start,
                CRow = dx.Stride,
            },
            rows: points,
            inputVectors);
        MatrixProduct<TSimd, TVector, T>.Compute(
            new MatrixProduct<TSimd, TVector, T>.Operands
            {
                A = dy.Start,
                ARow = 1,
                AStep = dy.Stride,
                B = x.Start,
                BRow = x.Stride,
                Depth = points,
                Start = gradient.Weight.Pointer,
                StartRow = weights.InputRow,
                C = gradient.Weight.Pointer,
                CRow = weights.InputRow,
            },
            rows: weights.Outputs,
            inputVectors);
        // The bias is the weight of an input that is always 1.
        T one = typeof(T) == typeof(float) ? (T)(object)1f : (T)(object)1d;
        MatrixProduct<TSimd, TVector, T>.Compute(
            new MatrixProduct<TSimd, TVector, T>.Operands
            {
                A = &one,
                ARow = 0,
                AStep = 0,
                B = dy.Start,
                BRow = dy.Stride,
                Depth = points,
                Start = gradient.Bias.Pointer,
                StartRow = weights.OutputRow,
                C = gradient.Bias.Pointer,
                CRow = weights.OutputRow,
            },
            rows: 1,
            vectors: weights.OutputRow / TSimd.Width);
        GC.KeepAlive(weights);
        GC.KeepAlive(gradient);
    }
}
