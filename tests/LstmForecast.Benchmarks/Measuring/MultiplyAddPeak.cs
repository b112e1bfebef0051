using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using LstmForecast.Network;

namespace LstmForecast.Benchmarks;

/// <summary>
/// What the processor can do at most: independent multiply-adds in registers, of the kernel's width, on as many threads. No
/// product of matrices is faster.
/// </summary>
/// <param name="isDouble">In 64 bits, not 32.</param>
/// <param name="threads">How many threads.</param>
internal sealed class MultiplyAddPeak(bool isDouble, int threads)
{
    private const int Rounds = 60_000_000;
    private const int Chains = 10;

    /// <summary>Operations of one run: two a multiply-add, in each number of a vector.</summary>
    public double Operations => 2.0 * Rounds * Chains * threads * Width;

    private int Width => isDouble ? LayerKernel<double>.Widest.VectorWidth : LayerKernel<float>.Widest.VectorWidth;

    public void Run()
    {
        Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(RunOne))];
        foreach (Thread thread in all) thread.Start();
        foreach (Thread thread in all) thread.Join();
    }

    private void RunOne()
    {
        double sum = (isDouble, Width * (isDouble ? 64 : 32)) switch
        {
            (false, 512) => Chain<Simd512<float>, Vector512<float>, float>(),
            (true, 512) => Chain<Simd512<double>, Vector512<double>, double>(),
            (false, 256) => Chain<Simd256<float>, Vector256<float>, float>(),
            (true, 256) => Chain<Simd256<double>, Vector256<double>, double>(),
            (false, 128) => Chain<Simd128<float>, Vector128<float>, float>(),
            (true, 128) => Chain<Simd128<double>, Vector128<double>, double>(),
            (false, _) => Chain<SimdScalar<float>, float, float>(),
            (true, _) => Chain<SimdScalar<double>, double, double>(),
        };
        if (!double.IsFinite(sum)) throw new InvalidOperationException("The sum of the multiply-adds is not finite.");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Chain<TSimd, TVector, T>()
        where TSimd : struct, ISimd<TVector, T>
        where T : unmanaged
    {
        // Ten chains of sums that shrink towards a number: more than the processor has in flight.
        TVector a = TSimd.Constant(0.5), b = TSimd.Constant(1);
        TVector c0 = a, c1 = a, c2 = a, c3 = a, c4 = a, c5 = a, c6 = a, c7 = a, c8 = a, c9 = a;
        for (int i = 0; i < Rounds; i++)
        {
            c0 = TSimd.MultiplyAdd(c0, a, b);
            c1 = TSimd.MultiplyAdd(c1, a, b);
            c2 = TSimd.MultiplyAdd(c2, a, b);
            c3 = TSimd.MultiplyAdd(c3, a, b);
            c4 = TSimd.MultiplyAdd(c4, a, b);
            c5 = TSimd.MultiplyAdd(c5, a, b);
            c6 = TSimd.MultiplyAdd(c6, a, b);
            c7 = TSimd.MultiplyAdd(c7, a, b);
            c8 = TSimd.MultiplyAdd(c8, a, b);
            c9 = TSimd.MultiplyAdd(c9, a, b);
        }

        TVector sum = TSimd.Add(
            TSimd.Add(TSimd.Add(c0, c1), TSimd.Add(c2, c3)), TSimd.Add(TSimd.Add(c4, c5), TSimd.Add(TSimd.Add(c6, c7), TSimd.Add(c8, c9))));
        T* numbers = stackalloc T[16];
        TSimd.Store(sum, numbers);
        return Convert.ToDouble(numbers[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
