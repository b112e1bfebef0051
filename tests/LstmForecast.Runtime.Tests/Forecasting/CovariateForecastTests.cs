using LstmForecast.Model;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Unrolling;

namespace LstmForecast.Runtime.Tests.Forecasting;

public sealed class CovariateForecastTests
{
    // The channels known ahead in another order than in the series.
    private static readonly ChannelRoles Roles = new(["past", "target", "price", "holiday"], [1], [0], [3, 2]);

    private static readonly ChannelRoles OneKnown = new(["target", "price"], [0], [], [1]);

    private static readonly TimeSeries Series = new("A", [.. Enumerable.Range(0, 20).Select(i => i + 0.25)], Roles.Names);

    [Fact]
    public void WriteInput_EveryRole_HasItsColumn()
    {
        ModelDefinition model = Definitions.Random(Roles, steps: 2, missing: MissingValues.Mask);
        var future = new TimeSeries("A", [100, 200], ["holiday", "price"]);
        var feed = new SeriesFeed(model, Series, KnownValues.Of(model, Series, future, ahead: 4), capacity: null);
        var input = new double[model.Input.Width];
        double Scaled(double value, int covariate) =>
            (value - Definitions.MeanOf(covariate)) / Definitions.ScaleOf(covariate);
        var rows = new List<double[]>();
        for (int time = 0; time < 5; time++)
        {
            feed.Append(Series.At(time), []);
            feed.WriteInput(input);
            rows.Add([.. input]);
        }

        // Target, whether it was missing, past, and what is known of the next two steps.
        rows[2].Should().Equal(
            9.25, 0, Scaled(8.25, 0), Scaled(15.25, 1), Scaled(14.25, 2), Scaled(19.25, 1), Scaled(18.25, 2));
        rows[3].Should().Equal(
            13.25, 0, Scaled(12.25, 0), Scaled(19.25, 1), Scaled(18.25, 2), Scaled(100, 1), Scaled(200, 2));
        rows[4].Should().Equal(
            [17.25, 0, Scaled(16.25, 0), Scaled(100, 1), Scaled(200, 2), 0, 0], "of one step nothing is known");
    }

    [Fact]
    public void Forecast_RecursiveWithKnownCovariate_IsFedWithItsNextValueAtEachStep()
    {
        ModelDefinition model = Definitions.Random(OneKnown);
        TimeSeries history = Models.Wave("A", 6, 2).Named(OneKnown);
        var known = new TimeSeries("A", [3, -1, 4, 99], ["price"]);
        double[] price = [.. history.Channel(1), .. known.Channel()];
        double Scaled(int time) => (price[time] - Definitions.MeanOf(0)) / Definitions.ScaleOf(0);
        ReferenceNetwork reference = model.Reference();
        double last = 0;
        for (int time = 0; time < 6; time++) last = reference.Step([history[time], Scaled(time + 1)])[0];
        var expected = new List<double> { last };
        for (int time = 6; time < 8; time++) expected.Add(last = reference.Step([last, Scaled(time + 1)])[0]);

        Forecast forecast = new TrainedForecaster(model).Forecast(history, horizon: 3, known);

        forecast.Values.ToArray().ShouldBeNear([.. expected]);
        forecast.Channels.Should().Equal("target");
    }

    [Fact]
    public void Forecast_ManyWithKnownCovariates_IsOneByOneInOrder()
    {
        var model = new TrainedForecaster(Definitions.Random(Roles, steps: 3));
        TimeSeries[] histories = [.. Enumerable.Range(3, 20).Select(i => Models.Wave($"{i}", i, 4, level: i).Named(Roles))];
        TimeSeries[] known = [.. histories.Select((one, i) => new TimeSeries(one.Name, [i, 1, i, 2, i, 3], model.KnownCovariates))];

        IReadOnlyList<Forecast> forecasts = model.Forecast(histories, 2, known);

        for (int i = 0; i < histories.Length; i++)
        {
            forecasts[i].SeriesName.Should().Be(histories[i].Name);
            forecasts[i].Values.ToArray().Should().Equal(model.Forecast(histories[i], 2, known[i]).Values.ToArray());
        }
    }

    public static TheoryData<TimeSeries, string> BadKnown => new()
    {
        {
            new TimeSeries("A", [1, 2], ["price"]),
            "Series 'A' has 2 points; a forecast of series 'A' with covariates known ahead needs at least 3.*"
        },
        {
            new TimeSeries("A", [1, 2, double.NaN], ["price"]),
            "Series 'A' has NaN at index 2 of channel 'price'; every value must be a finite number.*"
        },
        {
            new TimeSeries("A", [1, 2, 3]),
            "The covariates of series 'A' have the channels (value); the model knows (price) ahead. Give it those in this order.*"
        },
    };

    [Theory]
    [MemberData(nameof(BadKnown))]
    public void Forecast_KnownDoesNotFit_NamesWhatToMend(TimeSeries known, string message)
    {
        var model = new TrainedForecaster(Definitions.Random(OneKnown));
        TimeSeries history = Models.Wave("A", 6, 2).Named(OneKnown);

        FluentActions.Invoking(() => model.Forecast(history, 3, known)).Should().ThrowExactly<ArgumentException>()
            .WithParameterName(nameof(known)).WithMessage(message);
        FluentActions.Invoking(() => model.Forecast([history], 3, [known])).Should().ThrowExactly<ArgumentException>()
            .WithParameterName(nameof(known)).WithMessage(message);
    }

    [Fact]
    public void Forecast_DirectWithKnownCovariate_NeedsItForAllStepsOfTheModel()
    {
        var model = new TrainedForecaster(Definitions.Random(OneKnown, steps: 4));
        var known = new TimeSeries("A", [1, 2], ["price"]);

        FluentActions.Invoking(() => model.Forecast(Models.Wave("A", 6, 2).Named(OneKnown), 2, known)).Should()
            .ThrowExactly<ArgumentException>().WithMessage("Series 'A' has 2 points; *needs at least 4.*");
    }

    [Fact]
    public void Forecast_KnownCovariatesNotGiven_NamesThem()
    {
        var model = new TrainedForecaster(Definitions.Random(OneKnown));
        TimeSeries history = Models.Wave("A", 6, 2).Named(OneKnown);
        const string Message = "The model takes covariates that are known ahead (price); give their values in the 5 steps "
            + "after series 'A' as the argument known.*";

        FluentActions.Invoking(() => model.Forecast(history, 5)).Should().ThrowExactly<ArgumentException>().WithMessage(Message);
        FluentActions.Invoking(() => model.Forecast([history], 5)).Should().ThrowExactly<ArgumentException>().WithMessage(Message);
    }

    [Fact]
    public void Forecast_KnownCovariatesNotTaken_SaysSo()
    {
        TrainedForecaster model = Models.Random(1);

        FluentActions.Invoking(() => model.Forecast(Models.Wave("A", 6, 1), 1, new TimeSeries("A", [1], ["price"]))).Should()
            .ThrowExactly<ArgumentException>().WithMessage(
                "The model takes no covariates that are known ahead, series 'A' comes with (price); leave them out.*");
    }

    [Fact]
    public void Forecast_FewerKnownThanSeries_SaysSo()
    {
        var model = new TrainedForecaster(Definitions.Random(OneKnown));

        FluentActions.Invoking(() => model.Forecast([Models.Wave("A", 6, 2).Named(OneKnown)], 1, [])).Should()
            .ThrowExactly<ArgumentException>().WithMessage("There are 1 series and the covariates of 0; *");
    }
}

file static class Naming
{
    public static TimeSeries Named(this TimeSeries series, ChannelRoles roles) => new(series.Name, series.Values, roles.Names);
}
