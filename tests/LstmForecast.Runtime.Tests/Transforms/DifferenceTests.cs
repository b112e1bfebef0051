using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class DifferenceTests
{
    private static readonly TimeSeries Levels = new("A", [1, 10, 2, 30, 4, 20, 8, 60, 16, 50], ["x", "y"]);

    [Fact]
    public void Apply_LagTwo_SubtractsWithinEachChannel() =>
        Fit(2).Apply(Levels).Values.ToArray().Should().Equal(3, 10, 6, 30, 12, 30);

    [Fact]
    public void Invert_InsideTheSeries_BuildsEachStepOnWhatWasObserved()
    {
        // Forecasts of the time steps 2, 3 and 4, each from the step before it.
        Fit(1).Observe(Levels, channel: 0).InvertOneStep(2, 0.5, 0.5, 0.5).Should().Equal(2.5, 4.5, 8.5);
        Fit(1).Observe(Levels, channel: 1).InvertOneStep(2, 0, 0, 1).Should().Equal(30, 20, 61);
    }

    [Fact]
    public void Invert_BeyondTheEnd_BuildsOnItsOwnForecasts()
    {
        TransformedChannel x = Fit(1).Observe(Levels, channel: 0);
        TransformedChannel y = Fit(1).Observe(Levels, channel: 1);

        x.InvertFrom(5, 0.5, 0.5, 0.5).Should().Equal(16.5, 17, 17.5);
        y.InvertFrom(5, 0, 0, 1).Should().Equal(50, 50, 51);
        x.InvertRecursiveFrom(5, 0.5, 0.5, 0.5).Should().Equal(16.5, 17, 17.5);
        y.InvertRecursiveFrom(5, 0, 0, 1).Should().Equal(50, 50, 51);
    }

    [Fact]
    public void Invert_SeasonBeyondTheEnd_TakesTheSameSeasonBefore()
    {
        TransformedChannel months = Fit(2).Observe(new TimeSeries("A", [5, 6, 7]));

        // Lag 2: the steps 3 and 4 build on the observed 6 and 7, the steps 5 and 6 on those.
        months.InvertFrom(3, 1, 1, 1, 1).Should().Equal(7, 8, 8, 9);
        months.InvertRecursiveFrom(3, 1, 1, 1, 1).Should().Equal(7, 8, 8, 9);
    }

    [Fact]
    public void Invert_AcrossTheEnd_PassesFromObservedToForecast()
    {
        TransformedChannel months = Fit(1).Observe(new TimeSeries("A", [5, 6, 7]));

        months.InvertOneStep(2, 10, 1).Should().Equal(16, 8);
        months.InvertRecursiveFrom(3, 1, 1).Should().Equal(8, 9);
    }

    [Fact]
    public void Apply_FromACutoff_TakesDifferencesAlongTheHorizon()
    {
        TransformedChannel months = Fit(2).Observe(new TimeSeries("A", [5, 6, 7]));

        // 9 - 6, 11 - 7, 10 - 9, 15 - 11; and from the cutoff before: 7 - 5, 9 - 6.
        months.ApplyFrom(3, 9, 11, 10, 15).Should().Equal(3, 4, 1, 4);
        months.ApplyFrom(2, 7, 9).Should().Equal(2, 3);
    }

    [Theory]
    [InlineData(1, 1, "1 point")]
    [InlineData(12, 12, "12 points")]
    public void Apply_TooShort_NamesSeriesLengthLagAndNeed(int lag, int length, string points)
    {
        Action apply = () => Fit(lag).Apply(new TimeSeries("A", new double[length]));

        apply.Should().Throw<ArgumentException>().WithParameterName("series")
            .WithMessage($"Series 'A' has {points}; Transform.Difference({lag}) needs at least {lag + 1}.*");
    }

    [Fact]
    public void Difference_LagThatAsksForGigabytes_Throws()
    {
        FluentActions.Invoking(() => Transform.Difference(int.MaxValue)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("lag");
        Fit(1 << 24).Invoking(fitted => fitted.Apply(Levels)).Should().Throw<ArgumentException>()
            .WithMessage("*.Difference(16777216) needs at least 16777217*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Difference_LagBelowOne_Throws(int lag)
    {
        Action plan = () => Transform.Difference(lag);

        plan.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(lag)).WithMessage($"*{lag}*");
    }

    [Fact]
    public void Difference_NoLag_IsOne() => Transform.Difference().Should().Be(Transform.Difference(1));

    private static FittedTransform Fit(int lag) => Transform.Difference(lag).Fit([]);
}
