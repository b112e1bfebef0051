using System.Numerics;
using System.Runtime.Intrinsics;
using CsCheck;
using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

public sealed class MatrixProductTests
{
    public static TheoryData<int> Widths => KernelWidths.All;

    private static readonly Gen<Case> Cases =
        from rows in Gen.Int[1, 14]
        from vectors in Gen.Int[1, 9]
        from depth in Gen.Int[0, 40]
        from layout in Gen.Int[0, 1000]
        from transposed in Gen.Bool
        from start in Gen.Enum<Start>()
        select new Case(rows, vectors, depth, layout, transposed, start);

    /// <summary>Factors and sums are small whole numbers, so every order of adding gives the same bits.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Compute_AnyShapeAndStrides_EqualsTheNaiveLoopAndWritesNothingElse(int width) => Cases.Sample(
        one =>
        {
            switch ((SimdWidth)width)
            {
                case SimdWidth.Bits512:
                    Check<Simd512<float>, Vector512<float>, float>(one);
                    Check<Simd512<double>, Vector512<double>, double>(one);
                    break;
                case SimdWidth.Bits256:
                    Check<Simd256<float>, Vector256<float>, float>(one);
                    Check<Simd256<double>, Vector256<double>, double>(one);
                    break;
                case SimdWidth.Bits128:
                    Check<Simd128<float>, Vector128<float>, float>(one);
                    Check<Simd128<double>, Vector128<double>, double>(one);
                    break;
                default:
                    Check<SimdScalar<float>, float, float>(one);
                    Check<SimdScalar<double>, double, double>(one);
                    break;
            }
        },
        iter: 300);

    private static void Check<TSimd, TVector, T>(Case one)
        where TSimd : struct, ISimd<TVector, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int rows, int depth, int columns) = (one.Rows, one.Depth, one.Vectors * TSimd.Width);
        double[] a = Whole(rows * depth, one.Layout);
        double[] b = Whole(depth * columns, one.Layout + 1);
        double[] start = one.Start switch
        {
            Start.Itself => Whole(rows * columns, one.Layout + 2),
            Start.OneRow => [.. Enumerable.Repeat(Whole(columns, one.Layout + 2), rows).SelectMany(row => row)],
            _ => new double[rows * columns],
        };
        // [rows, depth, 1] or, transposed, the same with depth outside; even layouts have rows outside.
        int even = one.Layout / 2 * 2;
        GuardedMemory left = new GuardedMemory(rows, Math.Max(1, depth), 1, one.Transposed ? even + 1 : even)
            .With([.. a, .. new double[depth == 0 ? rows : 0]]);
        GuardedMemory right = new GuardedMemory(Math.Max(1, depth), 1, columns, even)
            .With([.. b, .. new double[depth == 0 ? columns : 0]]);
        var product = new GuardedMemory(rows, 1, columns, even + 2);
        // Where it is replaced, what was there must not matter, not even NaN.
        if (one.Start == Start.Itself) product.With(start);
        GuardedMemory row = new GuardedMemory(1, 1, columns, even).With(start[..columns]);

        // By reflection, since this project has no pointers of its own.
        object operands = default(MatrixProduct<TSimd, TVector, T>.Operands);
        void Set(string name, object value) => operands.GetType().GetProperty(name)!.SetValue(operands, value);
        Set("A", left.Address<T>());
        Set("ARow", (nint)left.RowStride);
        Set("AStep", (nint)left.StepStride);
        Set("B", right.Address<T>());
        Set("BRow", (nint)right.RowStride);
        Set("Depth", depth);
        Set("C", product.Address<T>());
        Set("CRow", (nint)product.RowStride);
        if (one.Start == Start.Itself) Set("Start", product.Address<T>());
        if (one.Start == Start.Itself) Set("StartRow", (nint)product.RowStride);
        if (one.Start == Start.OneRow) Set("Start", row.Address<T>());
        MatrixProduct<TSimd, TVector, T>.Compute(
            (MatrixProduct<TSimd, TVector, T>.Operands)operands, rows, one.Vectors);

        product.Numbers<T>().Should().Equal(Naive(a, b, start, rows, depth, columns));
        product.GuardsAreIntact().Should().BeTrue();
        GC.KeepAlive(left);
        GC.KeepAlive(right);
        GC.KeepAlive(row);
    }

    private static double[] Naive(double[] a, double[] b, double[] c, int rows, int depth, int columns)
    {
        double[] product = [.. c];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                for (int k = 0; k < depth; k++)
                    product[row * columns + column] += a[row * depth + k] * b[k * columns + column];
            }
        }

        return product;
    }

    private static double[] Whole(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(-9, 10))];
    }

    private sealed record Case(int Rows, int Vectors, int Depth, int Layout, bool Transposed, Start Start);

    private enum Start
    {
        Nothing,
        Itself,
        OneRow,
    }
}
