using System.Text.Json.Nodes;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>Files that are well-formed and lie.</summary>
public sealed class HostileFileTests
{
    /// <summary>Each edit of the metadata, by a path of property names, and the JSON put there; "-" removes.</summary>
    [Theory]
    [InlineData("version", "-", "format version none")]
    [InlineData("version", "3", "format version 3, this library reads 1 and 2")]
    [InlineData("version", "2", "contradict each other")]
    [InlineData("version", "\"1\"", "")]
    [InlineData("version", "1e99", "")]
    [InlineData("channels", "-", "channels")]
    [InlineData("channels", "null", "channels")]
    [InlineData("channels", "[]", "")]
    [InlineData("channels.names", "[]", "contradict")]
    [InlineData("channels.names", "[null, null]", "contradict")]
    [InlineData("channels.names", "[\"a\", \"a\"]", "contradict")]
    [InlineData("channels.names", "[\"a\"]", "contradict")]
    [InlineData("channels.names", "[1, 2]", "")]
    [InlineData("precision", "\"Float16\"", "")]
    [InlineData("precision", "7", "contradict")]
    [InlineData("precision", "\"Float64\"", "needs F64 values 8 x 2, found F32 values 8 x 2")]
    [InlineData("members", "0", "contradict")]
    [InlineData("members", "1025", "contradict")]
    [InlineData("members", "2", "weight 'members.0.cells.0.weight_ih' needs F32 values 8 x 2, found none")]
    [InlineData("shape", "null", "")]
    [InlineData("shape", "[]", "")]
    [InlineData("shape.inputSize", "1", "contradict")]
    [InlineData("shape.outputSize", "-2", "contradict")]
    [InlineData("shape.hiddenSizes", "-", "")]
    [InlineData("shape.hiddenSizes", "null", "")]
    [InlineData("shape.hiddenSizes", "[]", "contradict")]
    [InlineData("shape.hiddenSizes", "[-2, 1]", "contradict")]
    [InlineData("shape.hiddenSizes", "[0, 1]", "contradict")]
    [InlineData("shape.hiddenSizes", "[2147483647, 1]", "contradict")]
    [InlineData("shape.hiddenSizes", "[1048576, 1048576]", "needs")]
    [InlineData("shape.hiddenSizes", "[65536, 1]", "needs")]
    [InlineData("shape.hiddenSizes", "[99999999999]", "")]
    [InlineData("shape.hiddenSizes", "[2, 1, 1]", "weight 'cells.2.weight_ih' needs F32 values 4 x 1, found none")]
    [InlineData("shape.headSizes", "[-3]", "contradict")]
    [InlineData("shape.headSizes", "null", "")]
    [InlineData("shape.normalization", "5", "contradict")]
    [InlineData("shape.normalization", "\"Group\"", "")]
    [InlineData("transforms", "null", "")]
    [InlineData("transforms", "[null]", "contradict")]
    [InlineData("transforms", "[{}]", "")]
    [InlineData("transforms", "[{\"kind\":\"system.diagnostics.process\"}]", "")]
    [InlineData("transforms", "[{\"kind\":\"difference\"}]", "")]
    [InlineData("transforms", "[{\"kind\":\"difference\",\"lag\":0}]", "contradict")]
    [InlineData("transforms", "[{\"kind\":\"difference\",\"lag\":-1}]", "contradict")]
    [InlineData("transforms", "[{\"kind\":\"difference\",\"lag\":2147483647}]", "contradict")]
    [InlineData(
        "transforms",
        "[{\"kind\":\"difference\",\"lag\":2000000000},{\"kind\":\"difference\",\"lag\":2000000000}]",
        "contradict")]
    [InlineData("transforms", "[{\"kind\":\"standardize\",\"means\":[0],\"scales\":[1]}]", "contradict")]
    [InlineData("transforms", "[{\"kind\":\"standardize\",\"means\":null,\"scales\":[1,1]}]", "")]
    [InlineData("transforms", "[{\"kind\":\"standardize\",\"means\":[0,0],\"scales\":[1,0]}]", "contradict")]
    [InlineData("transforms", "[{\"kind\":\"standardize\",\"means\":[0,\"NaN\"],\"scales\":[1,1]}]", "contradict")]
    [InlineData("history", "null", "")]
    [InlineData("history.epochs", "null", "")]
    [InlineData("history.epochs", "[null]", "contradict")]
    [InlineData("history.epochs", "[{}]", "")]
    [InlineData("history.stopReason", "99", "contradict")]
    [InlineData("history.restoredEpoch", "-1", "contradict")]
    public void Load_MetadataThatLie_AreRefused(string path, string json, string message)
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        file.EditMetadata(metadata =>
        {
            string[] names = path.Split('.');
            JsonObject at = names[..^1].Aggregate(metadata, (node, name) => node[name]!.AsObject());
            if (json == "-") at.Remove(names[^1]);
            else at[names[^1]] = JsonNode.Parse(json);
        });

        Refusal.Of(file.ToBytes()).Should().Match($"The model in this stream cannot be read: *{message}*");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":1,\"version\":1}")]
    [InlineData("{\"version\":1")]
    public void Load_MetadataOfNoModel_AreRefused(string json)
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        file.SetMetadata(json);

        Refusal.Of(file.ToBytes()).Should().NotBeNull();
    }

    /// <summary>A model of a later version may have other properties; the version is what must be named.</summary>
    [Fact]
    public void Load_LaterVersionWithOtherProperties_NamesTheVersion()
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        file.SetMetadata("""{"version":3,"layers":[]}""");

        Refusal.Of(file.ToBytes()).Should().Contain("it has the format version 3, this library reads 1 and 2.");
    }

    [Fact]
    public void Load_DeeplyNestedMetadata_AreRefused()
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        file.SetMetadata(new string('[', 100_000));

        Refusal.Of(file.ToBytes()).Should().NotBeNull();
    }
}
