using LstmForecast.Model;
using LstmForecast.Runtime.Tests.Streaming;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting;

/// <summary>A value that fits a double may be too large for the network once it is scaled.</summary>
public sealed class InputRangeTests
{
    private static readonly ModelDefinition Definition = StreamModels.Of(
        [new FittedStandardize([100, 100], [10, 10])], MissingValues.Error, precision: Precision.Float32, known: true);

    private static readonly TrainedForecaster Model = new(Definition);

    private static readonly TimeSeries History = StreamModels.Series(Definition, 9);

    [Theory]
    [InlineData(1e32, "scaled as the training series were that is 1E+31, and a network in Float32 takes numbers up to ±1E+30.*")]
    [InlineData(1e200, "values must lie within ±1E+100.*")]
    public void Forecast_HistoryWithAHugeValue_NamesIt(double huge, string message)
    {
        double[] values = [.. History.Values];
        values[4 * 3 + 1] = huge;
        var history = new TimeSeries("A", values, History.Channels);

        FluentActions.Invoking(() => Model.Forecast(history, 2, Known(1, 2))).Should().ThrowExactly<ArgumentException>()
            .WithMessage(FormattableString.Invariant($"Series 'A' has {huge} at index 4 of channel 'b'; ") + message);
        FluentActions.Invoking(() => Model.Forecast([History, history], 2, [Known(1, 2), Known(1, 2)])).Should().ThrowExactly<ArgumentException>();
        FluentActions.Invoking(() => Model.FittedValues(history)).Should().ThrowExactly<ArgumentException>();
        FluentActions.Invoking(() => Model.StartStream(history, known: Known(1))).Should().ThrowExactly<ArgumentException>();
    }

    [Fact]
    public void Forecast_HugeKnownCovariate_NamesIt()
    {
        FluentActions.Invoking(() => Model.Forecast(History, 2, Known(1, 1e33))).Should().ThrowExactly<ArgumentException>()
            .WithParameterName("known").WithMessage("Series 'A' has 1E+33 at index 1 of channel 'known'; scaled *");
        FluentActions.Invoking(() => Model.StartStream(History, known: Known(1e33))).Should().ThrowExactly<ArgumentException>()
            .WithParameterName("known");
    }

    [Fact]
    public void Update_HugeValue_LeavesTheStateAsItWas()
    {
        ForecastStream stream = Model.StartStream(History, known: Known(1, 2, 3, 4));
        double[] before = [.. stream.Forecast(3).Values];

        foreach (double huge in (double[])[1e32, 1e200, double.MaxValue])
        {
            FluentActions.Invoking(() => stream.Update([1, huge, 0])).Should().ThrowExactly<ArgumentException>()
                .WithParameterName("values").WithMessage(FormattableString.Invariant($"Series 'A', channel 'b', point 9: {huge}*"));
            FluentActions.Invoking(() => stream.ProvideKnown([1, huge])).Should().ThrowExactly<ArgumentException>().WithParameterName("known");
        }

        stream.Forecast(3).Values.ToArray().Should().Equal(before);
        stream.Update([1, 2, 0]).Should().BeTrue();
        stream.Count.Should().Be(10);
    }

    private static TimeSeries Known(params double[] values) => new("A", values, ["known"]);
}
