using LstmForecast.Model;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting;

public sealed class MissingValueTests
{
    private const double Gap = double.NaN;

    private static readonly ChannelRoles OneTarget = ChannelRoles.AllTargets(Models.ChannelNames(1));

    [Fact]
    public void Forecast_GapsInTheHistory_AreFilledByTheOwnForecasts()
    {
        ModelDefinition model = Definitions.Random(OneTarget, missing: MissingValues.Mask);
        double[] values = [1, 0.5, Gap, Gap, -2, 3, Gap];
        ReferenceNetwork reference = model.Reference();
        double own = 0;
        foreach (double value in values) own = reference.Step(double.IsNaN(value) ? [own, 1] : [value, 0])[0];
        // After the last point it goes on as in a gap.
        double[] expected = [own, own = reference.Step([own, 1])[0], reference.Step([own, 1])[0]];

        Forecast forecast = Masked(model).Forecast(Series("A", values), horizon: 3);

        forecast.Values.ToArray().ShouldBeNear(expected);
    }

    [Fact]
    public void Forecast_GapsAndDifferences_AreFilledInUnitsOfTheSeries()
    {
        ModelDefinition model = Definitions.Random(
            OneTarget, missing: MissingValues.Mask, transforms: [new FittedDifference(1)]);
        // The second point comes before the network has said anything: it stays as it was.
        double[] values = [5, Gap, 4, Gap, 7];
        ReferenceNetwork reference = model.Reference();
        double own = reference.Step([0, 1])[0];
        own = reference.Step([4 - 5, 0])[0];
        double filled = 4 + own;
        own = reference.Step([own, 1])[0];
        own = reference.Step([7 - filled, 0])[0];

        Forecast forecast = Masked(model).Forecast(Series("A", values), horizon: 1);

        forecast.Values.ToArray().ShouldBeNear(7 + own);
    }

    /// <summary>A row that waits for its turn was given what the network made of its neighbours' zeros.</summary>
    [Fact]
    public void Forecast_GapBeforeTheNetworkBegins_DoesNotDependOnOtherSeries()
    {
        TrainedForecaster model = Masked(Definitions.Random(
            OneTarget, missing: MissingValues.Mask, transforms: [new FittedDifference(3)]));
        TimeSeries[] series =
        [
            .. Enumerable.Range(0, 30).Select(i => Series($"{i}", [1 + i, 2, Gap, 5, Gap, 3, .. Enumerable.Range(0, i).Select(k => Math.Sin(k))])),
        ];

        IReadOnlyList<Forecast> together = model.Forecast(series, 4);

        for (int i = 0; i < series.Length; i++)
            together[i].Values.ToArray().Should().Equal(model.Forecast(series[i], 4).Values.ToArray(), series[i].Name);
    }

    /// <summary>The scale of a series that training did not know is that of its observed values.</summary>
    [Fact]
    public void Forecast_GapsAndAScaleOfTheSeriesItself_IsFinite()
    {
        var scaling = new FittedSeriesScaling(ScaleMeasure.Standard, [], [1]);
        TrainedForecaster model = Masked(Definitions.Random(OneTarget, missing: MissingValues.Mask, transforms: [scaling]));

        model.Forecast(Series("unknown", [1, 2, Gap, 4]), 2).Values.ToArray().Should().OnlyContain(value => double.IsFinite(value));
    }

    [Fact]
    public void OneStepForecasts_Gap_IsForecastLikeAnyPoint()
    {
        TrainedForecaster model = Masked(Definitions.Random(OneTarget, missing: MissingValues.Mask));
        TimeSeries series = Series("A", [1, Gap, 3, 4]);

        model.FittedValues(series).Channel().Should().Equal(
            Enumerable.Range(1, 3).Select(seen => model.Forecast(series[..seen], 1).Step(1)));
    }

    [Fact]
    public void Forecast_FirstPointMissing_NamesThePlace() => Refuses(
        MissingValues.Mask, Series("A", [Gap, 2, 3]), "Series 'A' has NaN at index 0 of channel 'channel 0'*");

    [Fact]
    public void Forecast_InfinityInPlaceOfAGap_NamesThePlace() => Refuses(
        MissingValues.Mask, Series("A", [1, Gap, double.PositiveInfinity]), "Series 'A' has Infinity at index 2 of*");

    [Fact]
    public void Forecast_GapInErrorMode_NamesThePlace() => Refuses(
        MissingValues.Error, Series("A", [1, 2, Gap]), "Series 'A' has NaN at index 2 of channel 'channel 0'*");

    /// <summary>The target beside it may be missing; it was the one to be named.</summary>
    [Fact]
    public void Forecast_CovariateMissingBesideATarget_NamesTheCovariate()
    {
        var roles = new ChannelRoles(["target", "past"], [0], [1], []);
        var model = new TrainedForecaster(Definitions.Random(roles, steps: 2, missing: MissingValues.Mask));

        FluentActions.Invoking(() => model.Forecast(new TimeSeries("A", [1, 1, Gap, Gap], roles.Names), 1)).Should()
            .ThrowExactly<ArgumentException>().WithMessage("Series 'A' has NaN at index 1 of channel 'past'; *");
    }

    private static void Refuses(MissingValues missing, TimeSeries series, string message) =>
        FluentActions.Invoking(() => Masked(Definitions.Random(OneTarget, missing: missing)).Forecast(series, 1)).Should()
            .ThrowExactly<ArgumentException>().WithParameterName("history").WithMessage(message);

    private static TrainedForecaster Masked(ModelDefinition model) => new(model);

    private static TimeSeries Series(string name, double[] values) => new(name, values, Models.ChannelNames(1));
}
