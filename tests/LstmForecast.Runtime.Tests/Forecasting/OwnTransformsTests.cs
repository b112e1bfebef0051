using System.Text.Json.Nodes;
using LstmForecast.Runtime.Tests.Files;
using LstmForecast.Runtime.Tests.Streaming;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting;

/// <summary>Ensembles whose members prepare the series each in its own way.</summary>
public sealed class OwnTransformsTests
{
    private static readonly TrainedForecaster Model = new(StreamModels.WithOwn(
        StreamModels.Of([], MissingValues.Error, steps: 3, members: 3),
        [[new FittedLog()], [new FittedSubtractLastValue(), new FittedStandardize([0, 1], [1, 2])], [new FittedSeasonalNaiveResidual(4)]]));

    private static readonly TimeSeries Series = StreamModels.Series(Model.Definition, 30);

    [Theory]
    [InlineData(EnsembleCombination.Median)]
    [InlineData(EnsembleCombination.Mean)]
    public void Forecast_EachMemberItsOwn_CombinesWhatTheyForecastAlone(EnsembleCombination combination)
    {
        var model = new TrainedForecaster(Model.Definition with { Combination = combination });
        double[][] alone =
        [
            .. Enumerable.Range(0, 3).Select(member => new TrainedForecaster(Model.Definition with
            {
                Members = [Model.Definition.Members[member]],
                Transforms = Model.Definition.OwnTransforms![member],
                OwnTransforms = null,
            }).Forecast(Series, 3).Values.ToArray()),
        ];

        double[] forecast = model.Forecast(Series, 3).Values.ToArray();

        forecast.Should().Equal(Enumerable.Range(0, forecast.Length).Select(i =>
        {
            double[] values = [.. alone.Select(one => one[i]).Order()];
            return combination == EnsembleCombination.Median ? values[1] : alone.Average(one => one[i]);
        }));
        alone[0].Should().NotEqual(alone[1]);
    }

    [Fact]
    public void MinimumHistory_MembersOfDifferentNeed_IsTheGreatest()
    {
        Model.MinimumHistory.Should().Be(5);

        FluentActions.Invoking(() => Model.Forecast(Series[..4], 3)).Should().Throw<ArgumentException>().WithMessage("*needs at least 5*");
        Model.StartStream(Series[..4]).IsReady.Should().BeFalse();
        Model.StartStream(Series[..5]).IsReady.Should().BeTrue();
    }

    [Fact]
    public void Forecast_HistoryThatOneMemberCannotTake_IsRefused()
    {
        var low = new TimeSeries("low", [.. Series.Values.ToArray().Select(value => value - 10)], Series.Channels);

        FluentActions.Invoking(() => Model.Forecast(low, 3)).Should().Throw<ArgumentException>().WithMessage("*'low'*Transform.Log*");
    }

    [Fact]
    public void Load_SavedModel_ForecastsTheSame() =>
        TrainedForecaster.Load(new MemoryStream(HandMadeFile.Bytes(Model))).Forecast(Series, 3).Values.ToArray()
            .Should().Equal(Model.Forecast(Series, 3).Values.ToArray());

    [Fact]
    public void Load_FileThatContradictsItself_IsRefused()
    {
        Refused(metadata => metadata["version"] = 1);
        Refused(metadata => metadata["ownTransforms"]!.AsArray().RemoveAt(0));
        Refused(metadata => metadata["ownTransforms"]![1] = null);
        Refused(metadata => metadata["ownTransforms"]![1]![1]!["scales"] = new JsonArray(1, 0));
        Refused(metadata => metadata.Remove("ownTransforms"));
    }

    private static void Refused(Action<JsonObject> edit)
    {
        HandMadeFile file = HandMadeFile.Of(Model);
        file.EditMetadata(edit);
        Refusal.Of(file.ToBytes()).Should().NotBeNull();
    }
}
