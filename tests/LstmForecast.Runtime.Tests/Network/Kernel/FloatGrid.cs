namespace LstmForecast.Runtime.Tests.Network.Kernel;

/// <summary>The finite floats that the activations are held against double on, in the order of their values.</summary>
internal static class FloatGrid
{
    /// <summary>Numbers on each side of a point that are all taken.</summary>
    private const int Neighbours = 1 << 13;

    private static readonly Lazy<float[]> AllPoints = new(Make);
    private static readonly Lazy<float[]> AllSigmoids = new(() => [.. AllPoints.Value.Select(x => (float)Sigmoid(x))]);
    private static readonly Lazy<float[]> AllTanhs = new(() => [.. AllPoints.Value.Select(x => (float)Math.Tanh(x))]);

    public static float[] Points => AllPoints.Value;

    /// <summary>Of all points, rounded once from double.</summary>
    public static float[] Sigmoids => AllSigmoids.Value;

    /// <inheritdoc cref="Sigmoids"/>
    public static float[] Tanhs => AllTanhs.Value;

    /// <summary>For x below 0 the form that keeps its digits where the result is tiny.</summary>
    private static double Sigmoid(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));

    private static float[] Make()
    {
        var positive = new HashSet<int>();
        int infinity = BitConverter.SingleToInt32Bits(float.PositiveInfinity);
        for (int bits = 0; bits < infinity; bits += 1 << 10) positive.Add(bits);

        // 0.3125 is where tanh's far branch takes exp of -0.625; 87.3 and 104 are where exp leaves normal numbers and
        // where it leaves all of them, 9.01 and 17.3 where tanh and sigmoid become 1.
        foreach (float point in (float[])[0, 0.3125f, 0.625f, 1, 9.01f, 17.3f, 87.33f, 88, 103.97f, 104, float.MaxValue])
        {
            int middle = BitConverter.SingleToInt32Bits(point);
            int last = Math.Min(middle + Neighbours, infinity - 1);
            for (int bits = Math.Max(0, middle - Neighbours); bits <= last; bits++) positive.Add(bits);
        }

        float[] sizes = [.. positive.Order().Select(BitConverter.Int32BitsToSingle)];
        return [.. sizes.Reverse().Select(size => -size), .. sizes];
    }
}
