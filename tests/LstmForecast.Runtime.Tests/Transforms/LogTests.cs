using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class LogTests
{
    private static readonly FittedTransform Fitted = Transform.Log.Fit([]);

    [Fact]
    public void Apply_PositiveValues_TakesNaturalLogarithms() =>
        Fitted.Apply(new TimeSeries("A", [1, Math.E, 0.5])).Values.ToArray()
            .Should().Equal([0, 1, -0.6931471805599453], (a, b) => Math.Abs(a - b) < 1e-15);

    [Fact]
    public void Invert_Logarithms_GivesExponentials() =>
        Fitted.Observe(new TimeSeries("A", [1])).InvertFrom(1, 0, 1).Should().Equal(1, Math.E);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.5, "-0.5")]
    public void Apply_ValueNotAboveZero_NamesSeriesValueIndexChannelAndRemedy(double bad, string printed)
    {
        var series = new TimeSeries("A", [1, 2, 3, 4, 5, bad], ["x", "y"]);
        Action apply = () => Fitted.Apply(series);

        apply.Should().Throw<ArgumentException>().WithParameterName("series").WithMessage(
            $"Series 'A' has {printed} at index 2 of channel 'y'; Transform.Log needs values above 0. "
            + "Leave the transform out, or shift the series.*");
    }

    [Fact]
    public void Fit_TrainingSeriesWithAZero_NamesIt()
    {
        Action fit = () => TransformPipeline.Fit(
            [Transform.Log, Transform.Standardize], [new TimeSeries("A", [1]), new TimeSeries("B", [1, 0])]);

        fit.Should().Throw<ArgumentException>().WithMessage("Series 'B' has 0 at index 1*");
    }
}
