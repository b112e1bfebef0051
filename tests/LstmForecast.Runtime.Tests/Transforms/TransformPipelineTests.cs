using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class TransformPipelineTests
{
    [Fact]
    public void Fit_TwoTransforms_FitsTheSecondOnWhatTheFirstLeaves()
    {
        // The differences of both series are 1, 3 and 5, 7: mean 4, population variance 5.
        TimeSeries[] train = [new("A", [0, 1, 4]), new("B", [10, 15, 22])];

        TransformPipeline fitted = TransformPipeline.Fit([Transform.Difference(), Transform.Standardize], train);

        fitted.PointsUsedUp.Should().Be(1);
        fitted.Apply(new TimeSeries("C", [1, 5])).Values.ToArray().Should().Equal(0);
        fitted.Apply(new TimeSeries("C", [0, 4 + Math.Sqrt(5)]))[0].Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void Fit_SeriesTooShortForADifference_NamesTheSeries()
    {
        Action fit = () => TransformPipeline.Fit(
            [Transform.Difference(2), Transform.Difference(2)],
            [new TimeSeries("A", new double[9]), new TimeSeries("B", new double[4])]);

        fit.Should().Throw<ArgumentException>().WithMessage("Series 'B' has 2 points; Transform.Difference(2) needs*");
    }

    [Fact]
    public void Apply_NoTransforms_IsTheSeries()
    {
        TransformPipeline none = TransformPipeline.Fit([], [new TimeSeries("A", [1])]);

        none.PointsUsedUp.Should().Be(0);
        none.Apply(new TimeSeries("B", [1, 2])).Values.ToArray().Should().Equal(1, 2);
    }
}
