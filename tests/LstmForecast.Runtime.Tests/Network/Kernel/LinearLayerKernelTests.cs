using System.Numerics;
using CsCheck;
using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

/// <summary>Numbers are small and whole, so every order of adding gives the same bits as the naive loops.</summary>
public sealed class LinearLayerKernelTests
{
    public static TheoryData<int> Widths => KernelWidths.All;

    private static readonly Gen<Case> Cases =
        from inputs in Gen.Int[1, 40]
        from outputs in Gen.Int[1, 50]
        from points in Gen.Int[1, 20]
        from gap in Gen.Int[0, 5]
        from seed in Gen.Int[0, 1000]
        select new Case(inputs, outputs, points, gap, seed);

    [Theory]
    [MemberData(nameof(Widths))]
    public void ForwardAndBackward_AnyShapeAndStrides_EqualTheNaiveLoops(int width) => Cases.Sample(
        one =>
        {
            Check(one, LayerKernel<float>.Create((SimdWidth)width));
            Check(one, LayerKernel<double>.Create((SimdWidth)width));
        },
        iter: 100);

    private static void Check<T>(Case one, LayerKernel<T> kernel)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int inputs, int outputs, int points) = (one.Inputs, one.Outputs, one.Points);
        double[] weight = Whole(outputs * inputs, one.Seed);
        double[] bias = Whole(outputs, one.Seed + 1);
        double[] x = Whole(points * inputs, one.Seed + 2);
        double[] dy = Whole(points * outputs, one.Seed + 3);
        var weights = new LinearWeights<T>(inputs, outputs, kernel.VectorWidth);
        weights.Fill(Array.ConvertAll(weight, T.CreateChecked), Array.ConvertAll(bias, T.CreateChecked));
        Place<T> xs = Placed<T>(x, inputs, weights.InputRow + one.Gap);
        Place<T> ys = Placed<T>(new double[dy.Length], outputs, weights.OutputRow + one.Gap);
        Place<T> dys = Placed<T>(dy, outputs, weights.OutputRow + one.Gap);
        Place<T> dxs = Placed<T>(new double[x.Length], inputs, weights.InputRow + one.Gap);
        var gradient = new LinearGradient<T>(weights);

        kernel.Forward(weights, points, xs.Points, ys.Points);
        // Twice, since derivatives are added.
        for (int i = 0; i < 2; i++) kernel.Backward(weights, points, xs.Points, dys.Points, dxs.Points, gradient);

        ys.Numbers(outputs, points).Should().Equal(Each(points, outputs, (p, o) =>
            bias[o] + Sum(inputs, i => weight[o * inputs + i] * x[p * inputs + i])));
        dxs.Numbers(inputs, points).Should().Equal(Each(points, inputs, (p, i) =>
            Sum(outputs, o => weight[o * inputs + i] * dy[p * outputs + o])));
        new Place<T>(gradient.Weight, weights.InputRow).Numbers(inputs, outputs).Should().Equal(Each(outputs, inputs, (o, i) =>
            2 * Sum(points, p => dy[p * outputs + o] * x[p * inputs + i])));
        new Place<T>(gradient.Bias, weights.OutputRow).Numbers(outputs, 1).Should().Equal(Each(1, outputs, (_, o) =>
            2 * Sum(points, p => dy[p * outputs + o])));
    }

    private static Place<T> Placed<T>(double[] values, int width, int stride)
        where T : unmanaged, INumberBase<T>
    {
        var buffer = new AlignedBuffer<T>(values.Length / width * stride);
        for (int i = 0; i < values.Length; i++) buffer.Span[i / width * stride + i % width] = T.CreateChecked(values[i]);
        return new Place<T>(buffer, stride);
    }

    private static double[] Each(int rows, int columns, Func<int, int, double> value) =>
        [.. Enumerable.Range(0, rows * columns).Select(i => value(i / columns, i % columns))];

    private static double Sum(int count, Func<int, double> value) => Enumerable.Range(0, count).Sum(value);

    private static double[] Whole(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(-9, 10))];
    }

    private sealed record Case(int Inputs, int Outputs, int Points, int Gap, int Seed);

    private sealed record Place<T>(AlignedBuffer<T> Buffer, int Stride)
        where T : unmanaged, INumberBase<T>
    {
        public Points<T> Points => new(Buffer, Stride);

        public double[] Numbers(int width, int points) =>
            [.. Enumerable.Range(0, width * points).Select(i => double.CreateChecked(Buffer.Span[i / width * Stride + i % width]))];
    }
}
