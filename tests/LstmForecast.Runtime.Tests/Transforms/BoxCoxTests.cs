using CsCheck;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class BoxCoxTests
{
    [Fact]
    public void Apply_SquareRoot_IsTheFormulaInUnitsOfTheGeometricMean()
    {
        // Geometric mean of 1, 4 and 16: 4.
        FittedTransform fitted = Transform.BoxCox(0.5).Fit([new TimeSeries("A", [1, 16]), new TimeSeries("B", [4])]);

        fitted.Apply(new TimeSeries("A", [1, 4, 9, 16])).Values.ToArray()
            .Should().Equal([-1, 0, 1, 2], (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Apply_PowerZero_IsTheLogarithm()
    {
        FittedTransform fitted = Transform.BoxCox(0).Fit([new TimeSeries("A", [1, 4, 16])]);

        fitted.Apply(new TimeSeries("A", [1, 4, 8])).Values.ToArray()
            .Should().Equal([-Math.Log(4), 0, Math.Log(2)], (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Apply_CountsWithZeros_AddsHalfTheMedianDistanceToTheSmallest()
    {
        // Above 0 there are 1, 1 and 2: 1/2 is added. The geometric mean of 1/2, 1/2, 3/2, 3/2 and 5/2 is the unit.
        FittedTransform fitted = Transform.LogShifted.Fit([new TimeSeries("A", [0, 1, 0, 2, 1])]);
        double unit = Math.Pow(0.5 * 0.5 * 1.5 * 1.5 * 2.5, 0.2);

        fitted.Apply(new TimeSeries("A", [0, 1, 2])).Values.ToArray().Should().Equal(
            [Math.Log(0.5 / unit), Math.Log(1.5 / unit), Math.Log(2.5 / unit)], (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Apply_NegativeAndConstantValues_AreShiftedToo()
    {
        // -3 becomes half of the median distance, 2: 1; so -1 becomes 3.
        Curve(1, -3, -1, -1).Shift.Should().Be(4);
        Curve(0, 0, 0, 0).Apply(0).Should().Be(0);
        Curve(0, -7).Apply(-7).Should().Be(0);
    }

    /// <summary>Powers have no inverse where <c>λ y + 1</c> is below 0; a network may forecast that all the same.</summary>
    [Fact]
    public void Invert_AnyNumber_GivesAFiniteOneWhoseImageItIs() =>
        Gen.Select(Gen.Double[-1, 2], Gen.Double[-20, 20]).Sample((lambda, forecast) =>
        {
            BoxCoxCurve curve = Curve(lambda, 50, 100, 200);
            double value = curve.Invert(forecast);
            return double.IsFinite(value) && Math.Abs(curve.Apply(value) - forecast) < 1e-7;
        });

    [Fact]
    public void Apply_LargerValue_GivesALargerOne() =>
        Gen.Select(Gen.Double[-1, 2], Gen.Double[-5000, 5000], Gen.Double[1, 1000]).Sample((lambda, value, more) =>
        {
            BoxCoxCurve curve = Curve(lambda, 50, 100, 200);
            return curve.Apply(value + more) > curve.Apply(value);
        });

    [Fact]
    public void Invert_SmallAndLargeForecasts_LeaveTheCurveAtTenTimesTheTrainingValues()
    {
        BoxCoxCurve curve = Curve(0, 1, 4, 16);

        curve.Invert(Math.Log(1 / 4.0 / 10)).Should().BeApproximately(0.1, 1e-12);
        // The tangent at 1/40 has the slope 40, that at 40 the slope 1/40.
        curve.Invert(Math.Log(1 / 4.0 / 10) - 1).Should().BeApproximately(0, 1e-12);
        curve.Invert(Math.Log(40) + 1).Should().BeApproximately(320, 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Fit_SpreadThatGrowsWithAPowerOfTheLevel_FindsThePower(double lambda)
    {
        // The curve's inverse of a line with a wave on it has by construction a spread as level^(1 - λ).
        double[] values = [.. Enumerable.Range(0, 240).Select(time => 10 + time / 24.0 + 0.2 * Math.Sin(time * Math.PI / 6))
            .Select(level => lambda == 0 ? Math.Exp(level) : Math.Pow(level, 1 / lambda))];

        var fitted = (FittedBoxCox)Transform.BoxCox().Fit([new TimeSeries("A", values)]);

        fitted.Curves[0].Lambda.Should().BeApproximately(lambda, 0.051);
    }

    [Fact]
    public void Fit_TooShortToTell_ChangesNothingButTheUnit()
    {
        var fitted = (FittedBoxCox)Transform.BoxCox().Fit([new TimeSeries("A", [1, 2, 4])]);

        fitted.Curves[0].Lambda.Should().Be(1);
        fitted.Apply(new TimeSeries("A", [1, 2, 4])).Values.ToArray().Should().Equal([-0.5, 0, 1], (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Theory]
    [InlineData(-1.01)]
    [InlineData(2.01)]
    [InlineData(double.NaN)]
    public void BoxCox_PowerOutOfRange_Throws(double lambda)
    {
        Action plan = () => Transform.BoxCox(lambda);

        plan.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(lambda));
    }

    [Theory]
    [InlineData(3, 0, 1, 0.1, 10)]
    [InlineData(1e-9, 0, 1, 0.1, 10)]
    [InlineData(0, double.NaN, 1, 0.1, 10)]
    [InlineData(0, 0, 0, 0.1, 10)]
    [InlineData(0, 0, 1, 0, 10)]
    [InlineData(0, 0, 1, 10, 1)]
    [InlineData(0, 0, 1, 1, double.PositiveInfinity)]
    [InlineData(2, 0, 1, 1, 1e200)]
    public void IsValidFor_WhatNoFitProduces_IsFalse(double lambda, double shift, double unit, double lowest, double highest) =>
        new FittedBoxCox([new BoxCoxCurve(lambda, shift, unit, lowest, highest)]).IsValidFor(1).Should().BeFalse();

    private static BoxCoxCurve Curve(double lambda, params double[] values) => BoxCoxCurve.Fit(lambda, values);
}
