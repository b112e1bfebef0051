using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting;

public sealed class ForecastErrorTests
{
    private static readonly TrainedForecaster Model = Models.Random(2, new FittedDifference(1));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void Forecast_HorizonBelowOne_NamesIt(int horizon)
    {
        TimeSeries history = Models.Wave("A", 9, 2);
        Action one = () => Model.Forecast(history, horizon);
        Action many = () => Model.Forecast([history], horizon);

        foreach (Action forecast in (Action[])[one, many])
        {
            forecast.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(horizon))
                .WithMessage($"The horizon must be at least 1 step.*{horizon}*");
        }
    }

    public static TheoryData<TimeSeries, string> BadHistories => new()
    {
        {
            new TimeSeries("A", [1, 2, 3]),
            "Series 'A' has the channels (value); the model was trained on (channel 0, channel 1). "
                + "Give it the same channels in the same order.*"
        },
        {
            new TimeSeries("A", [1, 2, 3, 4], ["channel 1", "channel 0"]),
            "Series 'A' has the channels (channel 1, channel 0); the model was trained on (channel 0, channel 1)*"
        },
        { Models.Wave("A", 1, 2), "Series 'A' has 1 point; a forecast needs at least 2.*" },
        { Models.Wave("A", 0, 2), "Series 'A' has 0 points; a forecast needs at least 2.*" },
        {
            new TimeSeries("A", [1, 2, 3, double.NaN, 5, 6], Models.ChannelNames(2)),
            "Series 'A' has NaN at index 1 of channel 'channel 1'; every value must be a finite number.*"
        },
        {
            new TimeSeries("A", [1, 2, double.NegativeInfinity, 4, 5, 6], Models.ChannelNames(2)),
            "Series 'A' has -Infinity at index 1 of channel 'channel 0'; every value must be a finite number.*"
        },
    };

    [Theory]
    [MemberData(nameof(BadHistories))]
    public void Forecast_HistoryDoesNotFit_NamesWhatToMend(TimeSeries history, string message)
    {
        Action one = () => Model.Forecast(history, 1);
        Action many = () => Model.Forecast([Models.Wave("B", 9, 2), history], 1);

        one.Should().Throw<ArgumentException>().WithParameterName(nameof(history)).WithMessage(message);
        many.Should().Throw<ArgumentException>().WithParameterName("histories").WithMessage(message);
    }

    [Theory]
    [MemberData(nameof(BadHistories))]
    public void OneStepForecasts_SeriesDoesNotFit_NamesWhatToMend(TimeSeries history, string message)
    {
        string expected = message.Replace(
            "a forecast needs at least 2",
            "a one-step forecast that can be compared needs at least 3",
            StringComparison.Ordinal);
        Action one = () => Model.FittedValues(history);
        Action many = () => Model.FittedValues([Models.Wave("B", 9, 2), history]);

        one.Should().Throw<ArgumentException>().WithParameterName("series").WithMessage(expected);
        many.Should().Throw<ArgumentException>().WithParameterName("series").WithMessage(expected);
    }

    [Fact]
    public void Forecast_Null_Throws()
    {
        Action one = () => Model.Forecast((TimeSeries)null!, 1);
        Action list = () => Model.Forecast((IReadOnlyList<TimeSeries>)null!, 1);
        Action inList = () => Model.Forecast([null!], 1);

        one.Should().Throw<ArgumentNullException>().WithParameterName("history");
        list.Should().Throw<ArgumentNullException>().WithParameterName("histories");
        inList.Should().Throw<ArgumentNullException>().WithParameterName("histories");
    }

    /// <summary>A refusal by a transform came out of the parallel loop as an AggregateException.</summary>
    [Fact]
    public void Forecast_TransformRefusesOneOfMany_ThrowsAsForASingleOne()
    {
        TrainedForecaster model = Models.Random(1, new FittedLog());
        TimeSeries[] histories = [Models.Wave("A", 5, 1, level: 9), Models.Wave("B", 5, 1, level: -9)];

        // Not FluentAssertions, which looks inside an AggregateException.
        foreach (Action all in (Action[])[() => model.Forecast(histories, 1), () => model.FittedValues(histories)])
            Assert.Throws<ArgumentException>(all).Message.Should().Match("Series 'B' has -9 at index 0*Log needs*");
    }

    [Fact]
    public void ChannelByName_NoSuchChannel_NamesThoseThatAreForecast()
    {
        var forecast = new Forecast(new TimeSeries("A", [1, 2, 3, 4], ["price", "demand"]), cutoff: 0);

        forecast.Channel("demand").Should().Equal(2, 4);
        forecast.Step(2, "demand").Should().Be(4);
        forecast.Invoking(one => one.Quantile(0.5, "prize")).Should().Throw<ArgumentException>().WithMessage(
            "Of series 'A' the channels (price, demand) are forecast; 'prize' is none of them.*");
    }
}
