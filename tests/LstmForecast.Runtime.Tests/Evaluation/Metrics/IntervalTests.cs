using CsCheck;

namespace LstmForecast.Runtime.Tests.Evaluation;

public sealed class IntervalTests
{
    [Fact]
    public void Coverage_EndsAndOutside_CountsEndsAsInside() =>
        Metrics.Coverage([1, 2, 3, 4], [1, 0, 3.5, 0], [5, 2, 5, 3]).Should().Be(.5);

    /// <summary>The true quantiles of values 1 to 100 hold as many of them as their level says.</summary>
    [Fact]
    public void Coverage_TrueQuantiles_IsTheirLevel() =>
        Gen.Int[0, 49].Sample(tail =>
        {
            double[] values = [.. Enumerable.Range(1, 100).Select(value => (double)value)];
            double[] lower = [.. values.Select(_ => tail + .5)];
            double[] upper = [.. values.Select(_ => 100.5 - tail)];
            return Metrics.Coverage(values, lower, upper) == (100 - 2 * tail) / 100.0;
        });

    [Fact]
    public void IntervalWidth_AnyIntervals_IsTheMean() =>
        Metrics.IntervalWidth([1, -2], [2, 1]).Should().Be(2);

    [Fact]
    public void Coverage_MissingValue_IsNotPassedOver()
    {
        Metrics.Coverage([double.NaN, 1], [0, 0], [2, 2]).Should().Be(double.NaN);
        Metrics.Coverage([1, 1], [0, double.NaN], [2, 2]).Should().Be(double.NaN);
    }

    [Fact]
    public void Coverage_EndsTheWrongWayRound_NamesThePlace()
    {
        Action coverage = () => Metrics.Coverage([1, 1], [0, 1.5], [2, .5]);

        coverage.Should().Throw<ArgumentException>().WithParameterName("upper")
            .WithMessage("The interval at index 1 goes from 1.5 to 0.5; its upper end must not lie below*");
    }

    [Fact]
    public void Intervals_NotAsManyOfEach_NameBothNumbers()
    {
        Action lower = () => Metrics.Coverage([1, 1], [0], [1, 1]);
        Action upper = () => Metrics.Coverage([1, 1], [0, 0], [1]);
        Action width = () => Metrics.IntervalWidth([], []);

        lower.Should().Throw<ArgumentException>().WithMessage("2 observed and 1 forecast values*");
        upper.Should().Throw<ArgumentException>().WithMessage("2 lower and 1 upper ends*");
        width.Should().Throw<ArgumentException>().WithMessage("0 lower and 0 upper ends*");
    }
}
