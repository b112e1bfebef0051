using LstmForecast.Network;
using static LstmForecast.Runtime.Tests.Network.Kernel.ActivationRun;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

public sealed class ActivationsDoubleTests
{
    private const int MostUlps = 4;

    private static readonly double[] Points = [.. ActivationReference.Bits.Select(one => FromBits(one.X))];

    public static TheoryData<int> Widths => KernelWidths.All;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Sigmoid_PointsFromAllOfTheRange_IsTheNearestDoubleToAFewUnitsInTheLastPlace(int width) =>
        Worst(Sigmoid((SimdWidth)width, Points), one => one.Sigmoid).Should().BeLessThanOrEqualTo(MostUlps);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Tanh_PointsFromAllOfTheRange_IsTheNearestDoubleToAFewUnitsInTheLastPlace(int width) =>
        Worst(Tanh((SimdWidth)width, Points), one => one.Tanh).Should().BeLessThanOrEqualTo(MostUlps);

    [Theory]
    [MemberData(nameof(Widths))]
    public void SigmoidAndTanh_DenseGrid_AgreeWithTheRuntimeAndStayInBounds(int width)
    {
        double[] x = [.. Enumerable.Range(-500_000, 1_000_001).Select(i => i / 12_345.0)];

        double[] sigmoid = Sigmoid((SimdWidth)width, x);
        double[] tanh = Tanh((SimdWidth)width, x);

        // The runtime's own functions are not correctly rounded either, and sigmoid needs three of their operations.
        x.Select((value, i) => Ulps(tanh[i], Math.Tanh(value))).Max().Should().BeLessThanOrEqualTo(MostUlps);
        x.Select((value, i) => Ulps(sigmoid[i], NaiveLayer.Sigmoid(value))).Max().Should().BeLessThanOrEqualTo(MostUlps);
        sigmoid.All(y => y >= 0 && y <= 1).Should().BeTrue();
        tanh.All(y => y >= -1 && y <= 1).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void SigmoidAndTanh_SpecialArguments_AreExact(int width)
    {
        double[] x = [double.NegativeInfinity, double.PositiveInfinity, double.NaN, 0.0, -0.0, 5e-324, -5e-324, 1];

        double[] sigmoid = Sigmoid((SimdWidth)width, x);
        double[] tanh = Tanh((SimdWidth)width, x);

        sigmoid[..7].Should().Equal(0, 1, double.NaN, 0.5, 0.5, 0.5, 0.5);
        tanh[..7].Should().Equal(-1, 1, double.NaN, 0.0, -0.0, 5e-324, -5e-324);
        double.IsNegative(tanh[3]).Should().BeFalse();
        double.IsNegative(tanh[4]).Should().BeTrue();
        double.IsNaN(sigmoid[7] + tanh[7]).Should().BeFalse();
    }

    private static long Worst(double[] actual, Func<(ulong X, ulong Sigmoid, ulong Tanh), ulong> expected) =>
        actual.Zip(ActivationReference.Bits, (y, one) => Ulps(y, FromBits(expected(one)))).Max();

    private static double FromBits(ulong bits) => BitConverter.UInt64BitsToDouble(bits);
}
