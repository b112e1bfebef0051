using System.Numerics;

namespace LstmForecast.Numerics;

/// <summary>
/// A generator of our own, so that a seed gives the same numbers on every platform and in every version of .NET:
/// xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), seeded by SplitMix64.
/// Not for several threads at once.
/// </summary>
internal sealed class SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;
    private double? _spareNormal;

    /// <summary>Streams of the same seed are independent of each other.</summary>
    public SeededRandom(long seed, ulong stream = 0)
    {
        ulong state = unchecked((ulong)seed + stream * 0xD1342543DE82EF95);
        _s0 = SplitMix64(ref state);
        _s1 = SplitMix64(ref state);
        _s2 = SplitMix64(ref state);
        _s3 = SplitMix64(ref state);
    }

    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [minimum, maximum).</summary>
    public double NextUniform(double minimum, double maximum) => minimum + (maximum - minimum) * NextDouble();

    /// <summary>Uniform over the whole numbers in [minimum, maximum), without bias (Lemire 2019, by rejection).</summary>
    public int NextInteger(int minimum, int maximum)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(minimum, maximum);
        ulong range = (ulong)((long)maximum - minimum);
        ulong threshold = unchecked(0 - range) % range;
        while (true)
        {
            ulong high = Math.BigMul(NextUInt64(), range, out ulong low);
            if (low >= threshold) return (int)(minimum + (long)high);
        }
    }

    /// <summary>Normally distributed, by Marsaglia's polar method (1964).</summary>
    public double NextNormal(double mean, double standardDeviation)
    {
        if (_spareNormal is double spare)
        {
            _spareNormal = null;
            return mean + standardDeviation * spare;
        }

        while (true)
        {
            double u = NextUniform(-1, 1);
            double v = NextUniform(-1, 1);
            double s = u * u + v * v;
            if (s is 0 or >= 1) continue;
            double scale = Math.Sqrt(-2 * Math.Log(s) / s);
            _spareNormal = v * scale;
            return mean + standardDeviation * u * scale;
        }
    }

    /// <summary>Puts a list in random order (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int last = items.Length - 1; last > 0; last--)
        {
            int other = NextInteger(0, last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    private static ulong SplitMix64(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
