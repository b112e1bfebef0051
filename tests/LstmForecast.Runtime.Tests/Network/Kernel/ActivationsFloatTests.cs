using LstmForecast.Network;
using static LstmForecast.Runtime.Tests.Network.Kernel.ActivationRun;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

public sealed class ActivationsFloatTests
{
    private const int MostUlps = 4;

    public static TheoryData<int> Widths => KernelWidths.All;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Sigmoid_AllOfTheRange_IsTheNearestFloatToAFewUnitsInTheLastPlace(int width)
    {
        float[] actual = Sigmoid((SimdWidth)width, FloatGrid.Points);

        Worst(actual, FloatGrid.Sigmoids).Should().BeLessThanOrEqualTo(MostUlps);
        actual.All(y => y >= 0 && y <= 1).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void Tanh_AllOfTheRange_IsTheNearestFloatToAFewUnitsInTheLastPlace(int width)
    {
        float[] actual = Tanh((SimdWidth)width, FloatGrid.Points);

        Worst(actual, FloatGrid.Tanhs).Should().BeLessThanOrEqualTo(MostUlps);
        actual.All(y => y >= -1 && y <= 1).Should().BeTrue();
    }

    /// <summary>
    /// Of both at once the exponentials must not overflow, nor a factor get lost before it is divided. The smallest
    /// products lose their last digits: the numerators are below them.
    /// </summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Product_AllOfTheRange_IsThatOfSigmoidAndTanh(int width)
    {
        float[] actual = Product((SimdWidth)width, FloatGrid.Points);

        actual.Select((product, i) => (Actual: (double)product, Expected: (double)FloatGrid.Sigmoids[i] * FloatGrid.Tanhs[i]))
            .All(one => Math.Abs(one.Actual - one.Expected) <= 6e-7 * Math.Abs(one.Expected) + Math.Pow(2, -123))
            .Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void SigmoidAndTanh_GrowingArguments_NeverFallByMoreThanOneUnitInTheLastPlace(int width)
    {
        LargestFall(Sigmoid((SimdWidth)width, FloatGrid.Points)).Should().BeLessThanOrEqualTo(1);
        LargestFall(Tanh((SimdWidth)width, FloatGrid.Points)).Should().BeLessThanOrEqualTo(1);
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void SigmoidAndTanh_SpecialArguments_AreExact(int width)
    {
        // NaN stands among others: it must not spread to its neighbours, nor they replace it.
        float[] x = [float.NegativeInfinity, float.PositiveInfinity, float.NaN, 0f, -0f, 1e-45f, -1e-45f, 1];

        float[] sigmoid = Sigmoid((SimdWidth)width, x);
        float[] tanh = Tanh((SimdWidth)width, x);

        sigmoid[..7].Should().Equal(0, 1, float.NaN, 0.5f, 0.5f, 0.5f, 0.5f);
        tanh[..7].Should().Equal(-1, 1, float.NaN, 0f, -0f, 1e-45f, -1e-45f);
        float.IsNegative(tanh[3]).Should().BeFalse();
        float.IsNegative(tanh[4]).Should().BeTrue();
        float.IsNaN(sigmoid[7] + tanh[7]).Should().BeFalse();
    }

    private static long Worst(float[] actual, float[] expected) =>
        Enumerable.Range(0, expected.Length).Max(i => Ulps(actual[i], expected[i]));

    private static long LargestFall(float[] values) =>
        Enumerable.Range(1, values.Length - 1).Max(i => values[i] < values[i - 1] ? Ulps(values[i], values[i - 1]) : 0);
}
