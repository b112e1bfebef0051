using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class SeriesScalingTests
{
    /// <summary>Means 2, 200 and 5; deviations 1, 100 and none: the median of the two is 50.5.</summary>
    private static readonly FittedTransform Fitted = Transform.StandardizePerSeries.Fit(
        [new TimeSeries("small", [1, 3]), new TimeSeries("large", [100, 300]), new TimeSeries("flat", [5, 5, 5])]);

    [Theory]
    [InlineData("small", 3, 1)]
    [InlineData("large", 400, 2)]
    public void Apply_SeriesOfTheTraining_UsesWhatTrainingMeasured(string name, double value, double expected) =>
        Fitted.Apply(new TimeSeries(name, [value, 1e6]))[0].Should().Be(expected);

    [Fact]
    public void Apply_ConstantSeries_IsDividedByTheTypicalScale() =>
        Fitted.Apply(new TimeSeries("flat", [5, 5 + 50.5])).Values.ToArray().Should().Equal(0, 1);

    [Fact]
    public void For_UnknownSeries_IsMeasuredByItsHistory()
    {
        ChannelTransform unknown = Fitted.For("unknown", 0, [10, 30]);
        double[] future = [20, 40];

        unknown.Apply([10, 30], future);

        future.Should().Equal(0, 2);
    }

    [Theory]
    [InlineData(new double[0], 0)]
    [InlineData(new double[] { 7 }, 7)]
    [InlineData(new double[] { 7, 7, 7 }, 7)]
    public void For_UnknownSeriesThatTellsNothing_HasTheTypicalScale(double[] history, double level)
    {
        double[] future = [level + 101];

        Fitted.For("unknown", 0, history).Apply(history, future);

        future.Should().Equal(2);
    }

    [Theory]
    [InlineData("MinMax", -0.5)] // (0 - 2) / (6 - 2)
    [InlineData("Robust", -1.5)] // median 3, quartiles 2.5 and 4.5
    public void Apply_OtherMeasures_AreOfTheSeriesToo(string measure, double expected)
    {
        Transform plan = measure == "MinMax" ? Transform.MinMaxPerSeries : Transform.RobustPerSeries;
        FittedTransform fitted = plan.Fit([new TimeSeries("A", [2, 3, 6]), new TimeSeries("B", [1000, 0, 2000])]);

        fitted.Apply(new TimeSeries("A", [0])).Values.ToArray().Should().Equal(expected);
        fitted.Description.Should().Be($"Transform.{measure}PerSeries");
    }
}
