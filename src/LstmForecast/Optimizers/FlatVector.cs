using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LstmForecast.Optimizers;

/// <summary>
/// Arithmetic on flat float64 vectors. Sums run in one fixed order, eight lanes wide on every machine and without
/// fused multiply-add, so that equal input gives equal bits whatever the hardware and the number of threads.
/// </summary>
internal static class FlatVector
{
    private const int Lanes = 4;

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        ref double left = ref MemoryMarshal.GetReference(a);
        ref double right = ref MemoryMarshal.GetReference(b[..a.Length]);
        Vector256<double> even = Vector256<double>.Zero;
        Vector256<double> odd = Vector256<double>.Zero;
        int i = 0;
        for (; i <= a.Length - (2 * Lanes); i += 2 * Lanes)
        {
            nuint first = (nuint)i;
            nuint second = first + Lanes;
            even += Vector256.LoadUnsafe(ref left, first) * Vector256.LoadUnsafe(ref right, first);
            odd += Vector256.LoadUnsafe(ref left, second) * Vector256.LoadUnsafe(ref right, second);
        }

        // Spelled out: Vector256.Sum leaves the order of its additions to the platform.
        Vector256<double> lanes = even + odd;
        double sum = lanes[0] + lanes[1] + (lanes[2] + lanes[3]);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>target += scale · vector.</summary>
    public static void AddScaled(Span<double> target, double scale, ReadOnlySpan<double> vector)
    {
        ref double to = ref MemoryMarshal.GetReference(target);
        ref double from = ref MemoryMarshal.GetReference(vector[..target.Length]);
        Vector256<double> factor = Vector256.Create(scale);
        int i = 0;
        for (; i <= target.Length - Lanes; i += Lanes)
        {
            Vector256<double> moved = Vector256.LoadUnsafe(ref to, (nuint)i)
                + (factor * Vector256.LoadUnsafe(ref from, (nuint)i));
            moved.StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < target.Length; i++)
        {
            target[i] += scale * vector[i];
        }
    }

    /// <summary>start + length · direction, as a new vector.</summary>
    public static double[] Along(ReadOnlySpan<double> start, double length, ReadOnlySpan<double> direction)
    {
        double[] point = start.ToArray();
        AddScaled(point, length, direction);
        return point;
    }

    public static double[] Scaled(ReadOnlySpan<double> vector, double scale)
    {
        var product = new double[vector.Length];
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = vector[i] * scale;
        }

        return product;
    }

    public static double[] Difference(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var difference = new double[a.Length];
        for (int i = 0; i < difference.Length; i++)
        {
            difference[i] = a[i] - b[i];
        }

        return difference;
    }

    public static double MaxAbs(ReadOnlySpan<double> vector)
    {
        double largest = 0;
        foreach (double value in vector)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }

    public static double SumAbs(ReadOnlySpan<double> vector)
    {
        double sum = 0;
        foreach (double value in vector)
        {
            sum += Math.Abs(value);
        }

        return sum;
    }

    public static bool IsFinite(ReadOnlySpan<double> vector)
    {
        foreach (double value in vector)
        {
            if (!double.IsFinite(value))
            {
                return false;
            }
        }

        return true;
    }
}
