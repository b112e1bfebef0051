using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Streaming;

public sealed class ForecastStateErrorTests
{
    private static readonly TrainedForecaster Model = new(StreamModels.Of([new FittedLog()], MissingValues.Error));

    [Fact]
    public void Update_ValueThatHasNoLogarithm_LeavesTheStateAsItWas()
    {
        ForecastStream state = Model.StartStream(StreamModels.Series(Model.Definition, 9));
        double[] before = state.Forecast(3).Values.ToArray();

        FluentActions.Invoking(() => state.Update([4, -2])).Should().Throw<ArgumentException>().WithParameterName("values")
            .WithMessage("Series 'A', channel 'b', point 9: -2 cannot be transformed (Transform.Log). The state is as it was; give NaN to go on as if the value were missing.*");

        state.Forecast(3).Values.ToArray().Should().Equal(before);
        state.Count.Should().Be(9);
    }

    [Fact]
    public void Update_OtherNumberOfValues_SaysHowMany()
    {
        ForecastStream state = Model.StartStream(StreamModels.Series(Model.Definition, 9));

        FluentActions.Invoking(() => state.Update(1)).Should().Throw<ArgumentException>().WithMessage(
            "Series 'A' got 1 value; the model has 2 channels (a, b). Give one for each, in this order.*");
    }

    [Fact]
    public void Update_FirstPointIsMissing_SaysSo()
    {
        ForecastStream state = Model.StartStream(StreamModels.Series(Model.Definition, 9)[..0]);

        FluentActions.Invoking(() => state.Update([1, double.NaN])).Should().Throw<ArgumentException>().WithMessage(
            "Series 'A', channel 'b', point 0: NaN is no finite number. The first point of a series must be observed; begin with a later one.*");
    }

    [Fact]
    public void Update_PastCovariateIsMissing_SaysSo()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Mask, steps: 2, past: true));
        ForecastStream state = model.StartStream(StreamModels.Series(model.Definition, 9));

        FluentActions.Invoking(() => state.Update([1, 2, double.NaN])).Should().Throw<ArgumentException>().WithMessage(
            "Series 'A', channel 'past', point 9: NaN is no finite number. Give a number; NaN stands for a target that was not observed, and for nothing else.*");
    }

    [Fact]
    public void Forecast_TooFewPoints_SaysHowMany()
    {
        var model = new TrainedForecaster(StreamModels.Of([new FittedDifference(3)], MissingValues.Error));
        ForecastStream state = model.StartStream(StreamModels.Series(model.Definition, 2));

        FluentActions.Invoking(() => state.Forecast(1)).Should().Throw<InvalidOperationException>().WithMessage(
            "Series 'A' has 2 points; a forecast needs at least 4. Update the state with more of them.");
    }

    [Fact]
    public void Forecast_HorizonOutOfRange_SaysSo()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error, steps: 2));
        ForecastStream state = model.StartStream(StreamModels.Series(model.Definition, 5));

        FluentActions.Invoking(() => state.Forecast(3)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => state.Forecast(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => state.Forecast(new double[3])).Should().Throw<ArgumentException>()
            .WithMessage("There is room for 3 values; a step has 2, one for each target.*");
    }

    [Fact]
    public void Warm_HistoryDoesNotFit_IsRefusedAsForAForecast()
    {
        FluentActions.Invoking(() => Model.StartStream(new TimeSeries("A", [1, 2]))).Should().Throw<ArgumentException>()
            .WithParameterName("history").WithMessage("Series 'A' has the channels (value); *");
        FluentActions.Invoking(() => Model.StartStream(new TimeSeries("A", [1, 2, double.NaN, 3], ["a", "b"]))).Should()
            .Throw<ArgumentException>().WithMessage("Series 'A' has NaN at index 1 of channel 'a'; *");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Warm_HistoryWithAGapOfAModelThatTakesNone_IsRefusedHoweverShort(int differences)
    {
        var model = new TrainedForecaster(StreamModels.Of(differences == 0 ? [] : [new FittedDifference(differences)], MissingValues.Error));

        FluentActions.Invoking(() => model.StartStream(new TimeSeries("A", [1, 2, double.NaN, 3], ["a", "b"]))).Should()
            .Throw<ArgumentException>().WithMessage("Series 'A' has NaN at index 1 of channel 'a'; *");
    }

    [Fact]
    public void Announce_BadValues_AreRefused()
    {
        var model = new TrainedForecaster(StreamModels.Of([], MissingValues.Error, known: true));
        TimeSeries series = StreamModels.Series(model.Definition, 6);
        ForecastStream state = model.StartStream(series, known: new TimeSeries("A", [1.0], ["known"]));

        FluentActions.Invoking(() => state.ProvideKnown([double.NaN])).Should().Throw<ArgumentException>()
            .WithMessage("A value known ahead of series 'A' is not finite; every one must be a number.*");
        FluentActions.Invoking(() => Model.StartStream(StreamModels.Series(Model.Definition, 4)).ProvideKnown([1])).Should()
            .Throw<ArgumentException>().WithMessage("Series 'A' got 1 values known ahead; the model takes 0 a time step*");
    }
}
