using System.Text.Json.Nodes;
using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Runtime.Tests.Network;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>What a model file keeps of ensembles, horizons, covariates, gaps and categories.</summary>
public sealed class CoreOptionTests
{
    private static readonly ChannelRoles Roles = new(["a", "b", "c", "d"], [0, 2], [3], [1]);

    private static readonly TrainingHistory FullHistory =
        Models.NoHistory with { Choices = ["a season of 12"], Members = [Models.NoHistory] };

    [Fact]
    public void Load_ModelWithEveryOption_HasThem()
    {
        ModelDefinition model = Full();

        TrainedForecaster loaded = TrainedForecaster.Load(
            new MemoryStream(HandMadeFile.Bytes(new TrainedForecaster(model, FullHistory))));

        loaded.Definition.Should().BeEquivalentTo(model, options => options
            .RespectingRuntimeTypes().WithStrictOrdering());
        loaded.History.Should().BeEquivalentTo(FullHistory, options => options
            .RespectingRuntimeTypes().WithStrictOrdering().ComparingByMembers<TrainingHistory>());
        for (int member = 0; member < 3; member++)
        {
            foreach ((string name, _) in model.Weights.Shape.Weights())
                loaded.Definition.Members[member][name].Should().Equal(model.Members[member][name], $"{member} {name}");
        }
    }

    [Fact]
    public void Forecast_AfterLoading_HasTheSameBits()
    {
        var model = new TrainedForecaster(Definitions.Random(
            Roles, steps: 3, levels: [0.1, 0.5], missing: MissingValues.Mask, members: 2));
        var history = new TimeSeries("A", [1, 2, 3, 4, double.NaN, 6, 7, 8, 9, 1, double.NaN, 3], Roles.Names);
        var known = new TimeSeries("A", [1, 5, 2], ["b"]);

        Forecast forecast = TrainedForecaster.Load(new MemoryStream(HandMadeFile.Bytes(model))).Forecast(history, 3, known);

        forecast.Values.ToArray().Should().Equal(model.Forecast(history, 3, known).Values.ToArray());
        forecast.Quantile(0.1, 1).Should().Equal(model.Forecast(history, 3, known).Quantile(0.1, 1));
    }

    [Theory]
    [InlineData("channels.targets", "[]")]
    [InlineData("channels.targets", "[0]")]
    [InlineData("channels.targets", "[0, 2, 2]")]
    [InlineData("channels.past", "[7]")]
    [InlineData("channels.known", "[-1]")]
    [InlineData("channels.known", "null")]
    [InlineData("covariates.means", "[0]")]
    [InlineData("covariates.means", "[0, \"NaN\"]")]
    [InlineData("covariates.scales", "[1, 0]")]
    [InlineData("covariates.scales", "null")]
    [InlineData("covariates.numbers", "[null]")]
    [InlineData("covariates.categories", "[]")]
    [InlineData("covariates.categories", "[{\"name\":\"shop\",\"values\":[\"x\",\"x\"],\"width\":2}]")]
    [InlineData("covariates.categories", "[{\"name\":\"shop\",\"values\":[\"x\",\"y\"],\"width\":0}]")]
    [InlineData("output", "null")]
    [InlineData("output.steps", "0")]
    [InlineData("output.steps", "2")]
    [InlineData("output.steps", "2147483647")]
    [InlineData("output.targets", "1")]
    [InlineData("output.kind", "\"Point\"")]
    [InlineData("output.kind", "77")]
    [InlineData("output.levels", "[0.5, 0.1]")]
    [InlineData("output.levels", "[0.1, 0.2]")]
    [InlineData("output.levels", "[0.5, 1]")]
    [InlineData("output.levels", "null")]
    [InlineData("missing", "null")]
    [InlineData("missing.isMask", "false")]
    [InlineData("members", "0")]
    [InlineData("members", "4")]
    [InlineData("members", "1")]
    [InlineData("members", "2147483647")]
    [InlineData("combination", "9")]
    [InlineData("shape.embeddings", "null")]
    [InlineData("shape.embeddings", "[]")]
    [InlineData("shape.embeddings", "[{\"rows\":-1,\"width\":2}]")]
    [InlineData("shape.inputSize", "3")]
    [InlineData("history.members", "[null]")]
    [InlineData("history.members", "null")]
    [InlineData("history.choices", "[null]")]
    public void Load_MetadataThatLie_AreRefused(string path, string json)
    {
        HandMadeFile file = HandMadeFile.Of(new TrainedForecaster(Full(), FullHistory));
        file.EditMetadata(metadata =>
        {
            string[] names = path.Split('.');
            JsonObject at = names[..^1].Aggregate(metadata, (node, name) => node[name]!.AsObject());
            at[names[^1]] = JsonNode.Parse(json);
        });

        FluentActions.Invoking(() => TrainedForecaster.Load(new MemoryStream(file.ToBytes()))).Should()
            .ThrowExactly<InvalidDataException>().WithMessage("The model in this stream cannot be read: *");
    }

    private static ModelDefinition Full()
    {
        ModelDefinition model = Definitions.Random(Roles, steps: 3, levels: [0.1, 0.5, 0.9], missing: MissingValues.Mask);
        model = model with
        {
            Covariates = model.Covariates with
            {
                Numbers = [new StaticNumber("size", 3, 2)],
                Categories = [new StaticCategory("shop", ["north", "south"], Width: 2)],
            },
            Combination = EnsembleCombination.Mean,
        };
        var shape = new NetworkShape(model.Input.Width, [4], [3], model.Output.Width, Normalization.Batch)
        {
            Embeddings = [new(3, 2)],
        };
        return model with
        {
            Members = [.. Enumerable.Range(0, 3).Select(seed => new NetworkWeights(shape, RandomWeights.For(shape, seed)))],
        };
    }
}
