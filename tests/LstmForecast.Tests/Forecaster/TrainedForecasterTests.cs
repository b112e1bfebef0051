namespace LstmForecast.Tests.Forecaster;

public sealed class TrainedForecasterTests
{
    private static readonly TrainedForecaster Model = Small.Untrained(Small.Exact, Small.Waves());

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Forecast_HorizonBelowOne_Throws(int horizon)
    {
        foreach (Action act in (Action[])[() => Model.Forecast(Small.Waves()[0], horizon), () => Model.Forecast(Small.Waves(), horizon)])
        {
            act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(horizon))
                .WithMessage("The horizon must be at least 1 step.*").Which.ActualValue.Should().Be(horizon);
        }
    }

    [Fact]
    public void Forecast_OtherChannels_NamesBoth() => Throws(
        Small.TwoChannels("other", 4, 0),
        "Series 'other' has the channels (wave, line); the model was trained on (value). "
        + "Give it the same channels in the same order.*");

    [Fact]
    public void Forecast_NotFinite_NamesThePlace() => Throws(
        new TimeSeries("gap", [0, 1, double.NaN]), "Series 'gap' has NaN at index 2 of channel 'value'; *");

    [Fact]
    public void Forecast_NoHistory_SaysHowMuchItNeeds()
    {
        Action act = () => Model.Forecast(Small.Wave("empty", 0), 1);

        act.Should().Throw<ArgumentException>().WithMessage("Series 'empty' has 0 points; a forecast needs at least 1.*");
    }

    [Fact]
    public void OneStepForecasts_OnePoint_SaysHowManyItNeeds()
    {
        Action act = () => Model.FittedValues(Small.Wave("one", 1));

        act.Should().Throw<ArgumentException>()
            .WithMessage("Series 'one' has 1 point; a one-step forecast that can be compared needs at least 2.*");
    }

    [Fact]
    public void Forecast_DifferencedModel_NeedsThePointsTheyUseUp()
    {
        ForecasterOptions options = Small.Exact with { Transforms = [Transform.Difference(), Transform.Difference(3)] };
        TrainedForecaster model = Small.Untrained(options, Small.Waves());

        model.MinimumHistory.Should().Be(5);
        model.Forecast(Small.Wave("enough", 5), 2).Cutoff.Should().Be(4);
        FluentActions.Invoking(() => model.Forecast(Small.Wave("four", 4), 2)).Should().Throw<ArgumentException>()
            .WithMessage("Series 'four' has 4 points; a forecast needs at least 5.*");
    }

    [Fact]
    public void Forecast_ManySteps_FeedsOnItsOwnForecasts()
    {
        TimeSeries series = Small.Wave("wave", 6);

        double[] longRun = Model.Forecast(series, 4).Channel();

        // Step by step by hand: append each forecast to the history and ask for the next.
        var history = new List<double>(series.Channel());
        foreach (double expected in longRun)
        {
            double next = Model.Forecast(new TimeSeries("wave", [.. history]), 1).Step(1);
            expected.Should().BeApproximately(next, 1e-14);
            history.Add(next);
        }
    }

    [Fact]
    public void Forecast_ManySeries_EqualsOneByOne()
    {
        SeriesSet waves = Small.Waves([9, 3, 1]);

        IReadOnlyList<Forecast> together = Model.Forecast(waves, 3);

        for (int i = 0; i < 3; i++)
        {
            together[i].SeriesName.Should().Be(waves[i].Name);
            together[i].Values.ToArray().Should().Equal(Model.Forecast(waves[i], 3).Values.ToArray());
        }
    }

    [Fact]
    public void OneStepForecasts_Untrained_EqualAnIndependentNetwork()
    {
        TimeSeries series = Small.Wave("wave", 9);
        using var reference = new TorchReference(Model);

        Model.FittedValues(series).Values.ToArray().Should()
            .Equal(reference.FittedValues(series), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    private static void Throws(TimeSeries history, string message)
    {
        foreach (Action act in (Action[])
            [
                () => Model.Forecast(history, 1), () => Model.Forecast([history], 1),
                () => Model.FittedValues(history), () => Model.FittedValues([history]),
            ])
        {
            act.Should().ThrowExactly<ArgumentException>().WithMessage(message);
        }
    }
}
