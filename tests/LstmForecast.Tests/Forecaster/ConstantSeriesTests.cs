namespace LstmForecast.Tests.Forecaster;

/// <summary>What never varied is forecast as it is, in any unit; what varies again is forecast by the network.</summary>
public sealed class ConstantSeriesTests
{
    private static readonly LbfgsTraining Short = new() { Epochs = 2 };

    [Theory]
    [InlineData(2e-5)]
    [InlineData(5)]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(-3e40)]
    public void Forecast_SeriesThatNeverVaried_IsThatConstant(double constant)
    {
        var series = new TimeSeries("flat", Enumerable.Repeat(constant, 60).ToArray());
        foreach (ForecasterOptions options in (ForecasterOptions[])[
            ForecasterOptions.Auto(12) with { HiddenSizes = [4], EnsembleSize = 2 },
            new() { HiddenSizes = [4] },
            new() { HiddenSizes = [4], Horizon = 12, Loss = Loss.Quantile(0.1, 0.5, 0.9), Transforms = [Transform.MinMax] },
            new() { HiddenSizes = [4], Loss = Loss.Gaussian }])
        {
            TrainedForecaster model = new SequenceForecaster(options).Fit(series, Short);

            Forecast forecast = model.Forecast(series, 12);

            forecast.Values.ToArray().Should().AllBeEquivalentTo(constant);
            model.StartStream(series).Forecast(12).Values.ToArray().Should().AllBeEquivalentTo(constant);
            model.FittedValues(series).Values.ToArray().Should().AllBeEquivalentTo(constant);
            Small.Reloaded(model).Forecast(series, 12).Values.ToArray().Should().AllBeEquivalentTo(constant);
            if (options.Loss == Loss.Gaussian)
                model.SamplePaths(series, 5, paths: 3).Path(2).Should().AllBeEquivalentTo(constant);
            if (options.Horizon == 12 && options.Loss.Equals(Loss.Quantile(0.1, 0.5, 0.9)))
                forecast.Quantile(0.9).Should().AllBeEquivalentTo(constant);
        }
    }

    [Fact]
    public void Forecast_ConstantBesideAWave_IsThatConstantUntilItVaries()
    {
        TimeSeries Both(int length, Func<int, double> level) => new(
            "both", [.. Enumerable.Range(0, length).SelectMany(t => new[] { Math.Sin(0.5 * t), level(t) })], ["wave", "level"]);
        TimeSeries train = Both(60, _ => 2e-5);
        TrainedForecaster model = new SequenceForecaster(new() { HiddenSizes = [4] }).Fit(train, Short);

        Forecast forecast = model.Forecast(train, 6);
        forecast.Channel("level").Should().AllBeEquivalentTo(2e-5);
        forecast.Channel("wave").Should().OnlyHaveUniqueItems();

        TimeSeries moved = Both(30, t => t < 20 ? 7 : 7.5);
        model.Forecast(moved[..20], 6).Channel("level").Should().AllBeEquivalentTo(7.0, "no series of this channel varied");
        model.Forecast(moved, 6).Channel("level").Should().OnlyHaveUniqueItems("it varied");
        ForecastStream stream = model.StartStream(moved[..20]);
        stream.Update([0, 7.5]);
        stream.Forecast(6).Channel("level").Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Forecast_ConstantAmongOtherSeries_IsHeldByName()
    {
        TimeSeries flat = new("flat", Enumerable.Repeat(3.0, 40).ToArray());
        var train = new SeriesSet(Small.Wave("a", 40), Small.Wave("b", 40, 1), flat);
        TrainedForecaster model = new SequenceForecaster(new() { HiddenSizes = [4] }).Fit(train, Short);

        model.Forecast(flat, 5).Values.ToArray().Should().AllBeEquivalentTo(3.0);
        model.Forecast(flat.WithName("new"), 5).Values.ToArray().Should().OnlyHaveUniqueItems("of a new series the network says");
        TrainedForecaster further = new SequenceForecaster(new() { HiddenSizes = [4] })
            .FineTune(model, new(Small.Wave("c", 40), Small.Wave("flat", 40)), Short);
        further.Forecast(flat, 5).Values.ToArray().Should().OnlyHaveUniqueItems("it has varied since");
    }
}
