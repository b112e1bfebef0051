using System.Text.Json.Nodes;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Runtime.Tests.Network;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>The file is read here by the rules of the format alone, as a reader in another language would.</summary>
public sealed class FormatTests
{
    private static readonly NetworkShape Shape = new(2, [3, 1], [4], 2, Normalization.Batch);

    [Theory]
    [InlineData(Precision.Float32, "F32", 4)]
    [InlineData(Precision.Float64, "F64", 8)]
    public void Save_EveryWeight_LiesWhereTheHeaderSays(Precision precision, string type, int size)
    {
        Dictionary<string, double[]> weights = RandomWeights.For(Shape, 3);

        HandMadeFile file = HandMadeFile.Of(Models.From(Shape, weights, precision: precision));

        file.Header.Select(entry => entry.Key).Should().BeEquivalentTo(["__metadata__", .. weights.Keys]);
        foreach ((string name, double[] expected) in weights)
        {
            file[name]["dtype"]!.GetValue<string>().Should().Be(type);
            int[] place = [.. file[name]["data_offsets"]!.AsArray().Select(offset => offset!.GetValue<int>())];
            (place[1] - place[0]).Should().Be(expected.Length * size);
            IEnumerable<double> values = file.Data[place[0]..place[1]].Chunk(size)
                .Select(bytes => size == 4 ? BitConverter.ToSingle(bytes) : BitConverter.ToDouble(bytes));
            values.Should().Equal(expected, name);
        }
    }

    [Fact]
    public void Save_Matrices_HaveRowsFirst()
    {
        HandMadeFile file = HandMadeFile.Of(Models.From(Shape, RandomWeights.For(Shape, 3)));

        ShapeOf(file, "cells.0.weight_ih").Should().Equal(12, 2);
        ShapeOf(file, "cells.1.weight_hh").Should().Equal(4, 1);
        ShapeOf(file, "norms.0.running_var").Should().Equal(3);
        ShapeOf(file, "head.0.weight").Should().Equal(4, 1);
        ShapeOf(file, "head.1.bias").Should().Equal(2);
    }

    /// <summary>So that a reader may map the file into memory.</summary>
    [Fact]
    public void Save_Data_IsAlignedAndWithoutHoles()
    {
        byte[] bytes = HandMadeFile.Bytes(Models.From(Shape, RandomWeights.For(Shape, 3)));
        HandMadeFile file = HandMadeFile.Of(Models.From(Shape, RandomWeights.For(Shape, 3)));

        ((bytes.Length - file.Data.Length) % 8).Should().Be(0);
        JsonArray[] places = [.. file.Header.Where(entry => entry.Key != "__metadata__")
            .Select(entry => entry.Value!["data_offsets"]!.AsArray())];
        places[0][0]!.GetValue<int>().Should().Be(0);
        places[^1][1]!.GetValue<int>().Should().Be(file.Data.Length);
        places.Zip(places[1..]).Should().OnlyContain(pair =>
            pair.First[1]!.GetValue<int>() == pair.Second[0]!.GetValue<int>());
    }

    /// <summary>Names in the file are a promise to every file there is: a renamed property would break them.</summary>
    [Fact]
    public void Save_Metadata_HaveTheNamesOfVersionOne()
    {
        JsonObject metadata = HandMadeFile.Of(SampleModels.Small()).Metadata();

        metadata["version"]!.GetValue<int>().Should().Be(1);
        metadata["precision"]!.GetValue<string>().Should().Be("Float32");
        metadata["channels"]!.ToJsonString().Should().Be(
            """{"names":["channel 0","channel 1"],"targets":[0,1],"past":[],"known":[]}""");
        metadata["covariates"]!.ToJsonString().Should().Be("""{"means":[],"scales":[],"numbers":[],"categories":[],"calendar":[]}""");
        metadata["output"]!.ToJsonString().Should().Be("""{"steps":1,"targets":2,"kind":"Point","levels":[]}""");
        metadata["missing"]!.ToJsonString().Should().Be("""{"isMask":false,"filling":null}""");
        metadata["members"]!.GetValue<int>().Should().Be(1);
        metadata["combination"]!.GetValue<string>().Should().Be("Median");
        metadata["shape"]!.ToJsonString().Should().Be(
            """{"inputSize":2,"hiddenSizes":[2,1],"headSizes":[3],"outputSize":2,"normalization":"Batch","embeddings":[]}""");
        metadata["transforms"]!.ToJsonString().Should().Be(
            """[{"kind":"log"},{"kind":"standardize","means":[0.25,-1.5],"scales":[2,0.5]},"""
            + """{"kind":"difference","lag":2}]""");
        metadata["history"]!["stopReason"]!.GetValue<string>().Should().Be("PatienceExhausted");
        metadata["history"]!["restoredEpoch"]!.GetValue<int>().Should().Be(1);
        metadata["history"]!["epochs"]![0]!.AsObject().Select(property => property.Key).Should().BeEquivalentTo(
            "epoch", "member", "epochs", "evaluations", "totalEvaluations", "trainingLoss", "validationLoss",
            "freeRunningError", "gradientNorm", "weightsHash", "elapsed", "estimatedTimeLeft");
    }

    private static int[] ShapeOf(HandMadeFile file, string tensor) =>
        [.. file[tensor]["shape"]!.AsArray().Select(size => size!.GetValue<int>())];
}
