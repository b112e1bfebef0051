namespace LstmForecast.Tests.Forecaster;

/// <summary>What is far from all that training or calibration saw is forecast, and said to be.</summary>
public sealed class ForecastWarningTests
{
    private static readonly LbfgsTraining Short = new() { Epochs = 1, Optimizer = new() { MaxIterations = 3 } };

    private static readonly SeriesSet Train = new([Wave("shop", 60, 100), Wave("kiosk", 60, 5)]);

    [Fact]
    public void Warnings_WhatTrainingSaw_AreNone()
    {
        TrainedForecaster model = Fit(Transform.StandardizePerSeries);

        model.Forecast(Train[0], 12).Warnings.Should().BeEmpty();
        model.Forecast(Wave("new", 30, 1e6), 12).Warnings.Should().BeEmpty("it is scaled by its own history");
        model.StartStream(Train[1]).Forecast(3).Warnings.Should().BeEmpty();
    }

    [Theory]
    [InlineData(100.0, "reaches *, and training reached *")]
    [InlineData(0.01, "reaches *, and training reached *")]
    public void Warnings_KnownNameAtAnotherScale_AreSaidEverywhere(double factor, string what)
    {
        TrainedForecaster model = Small.Reloaded(Fit(Transform.StandardizePerSeries));
        TimeSeries moved = Wave("shop", 60, 100 * factor);
        string expected = $"Series 'shop', channel 'value', {what} (transformed): the model never saw the like. It is scaled as the "
            + "training series of that name: give another series another name, or train anew where this one has changed.";

        model.Forecast(moved, 3).Warnings.Should().ContainSingle().Which.Should().Match(expected);
        model.Forecast([Train[1], moved], 3)[1].Warnings.Should().ContainSingle().Which.Should().Match(expected);
        ForecastStream stream = model.StartStream(moved);
        stream.Update(moved[0, 0]);
        stream.Forecast(2).Warnings.Should().ContainSingle().Which.Should().Match(expected);
        stream.Clone().Forecast(2).Warnings.Should().ContainSingle();
    }

    [Fact]
    public void Warnings_FlatWhereTrainingVaried_IsSaid()
    {
        TrainedForecaster model = Fit(Transform.StandardizePerSeries);
        var flat = new TimeSeries("shop", [.. Enumerable.Range(0, 60).Select(t => 100 + 0.1 * Math.Sin(t))]);

        model.Forecast(flat, 3).Warnings.Should().ContainSingle().Which.Should()
            .Match("Series 'shop', channel 'value', varies by 0.00*, and each training series by 1 or more (transformed): *");
    }

    [Fact]
    public void Warnings_AnyScaleFarBeyondTraining_NameTheTransformsForIt()
    {
        TrainedForecaster model = Fit(Transform.Standardize);

        model.Forecast(Wave("mall", 60, 1e5), 3).Warnings.Should().ContainSingle().Which.Should()
            .EndWith("A transform for series of any level, such as WindowNormalize or StandardizePerSeries, or training on such "
                + "series, would mend that.");
    }

    [Fact]
    public void Warnings_FreeRunLongerThanTraining_IsSaid()
    {
        TrainedForecaster model = Fit(Transform.Standardize);

        model.Forecast(Train[0], 60).Warnings.Should().BeEmpty();
        model.Forecast(Train[0], 61).Warnings.Should().Equal(
            "The forecast of series 'shop' runs freely for 61 steps, and the longest sequence in training has 60: what the network "
            + "does beyond, it never learnt. Train on longer series, or forecast fewer steps.");
    }

    [Fact]
    public void Warnings_StartBeyondTheCalibratedPoints_IsSaid()
    {
        TrainedForecaster model = Small.Reloaded(Fit(Transform.Standardize).CalibrateIntervals(
            [Wave("shop", 90, 100)], new RollingCutoffs { Horizon = 4, First = 70, Count = 10 }));

        // The last of 10 cutoffs is after 79 points, and its last step is number 83.
        TimeSeries longer = Wave("shop", 120, 100);
        model.Forecast(longer[..83], 4).Warnings.Should().BeEmpty();
        model.Forecast(longer[..84], 4).Warnings.Should().Equal(
            "The intervals of series 'shop' were calibrated on points up to number 83, and the forecast starts after 84: errors may "
            + "have grown since. Calibrate on newer points.");
    }

    [Fact]
    public void Evaluate_SeriesFarFromTraining_IsAWarningOfTheBacktest()
    {
        TrainedForecaster model = Fit(Transform.StandardizePerSeries);
        var options = new BacktestOptions { Cutoffs = new() { Horizon = 3, Count = 4 } };

        BacktestResult result = Backtest.Evaluate(model, new SeriesSet([Wave("shop", 60, 1e4), Train[1]]), options);

        result.Warnings.Should().ContainSingle(warning => warning.StartsWith("Series 'shop', channel 'value', reaches"));
    }

    [Fact]
    public void FineTune_OnAnotherScale_KnowsBoth()
    {
        ForecasterOptions options = Options(Transform.Standardize);
        TrainedForecaster model = new SequenceForecaster(options).Fit(Train, Short);
        TimeSeries mall = Wave("mall", 70, 1e5);

        TrainedForecaster tuned = new SequenceForecaster(options).FineTune(model, new SeriesSet(mall), Short);

        tuned.Forecast(mall, 70).Warnings.Should().BeEmpty();
        tuned.Forecast(Train[0], 3).Warnings.Should().BeEmpty();
    }

    private static TrainedForecaster Fit(Transform transform) => new SequenceForecaster(Options(transform)).Fit(Train, Short);

    private static ForecasterOptions Options(Transform transform) => new() { HiddenSizes = [4], Transforms = [transform] };

    private static TimeSeries Wave(string name, int length, double level) =>
        new(name, [.. Enumerable.Range(0, length).Select(t => level * (1 + 0.3 * Math.Sin(0.6 * t)))]);
}
