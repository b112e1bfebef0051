using System.Text.Json.Nodes;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>Files whose table of tensors is well-formed and lies.</summary>
public sealed class HostileTensorTests
{
    /// <summary>Each edit of tensor head.1.bias, two 32-bit values at the end of the data; "-" removes.</summary>
    [Theory]
    [InlineData("dtype", "-", "lacks its dtype, shape or two data_offsets")]
    [InlineData("dtype", "\"F16\"", "has the type 'F16', none of F32, F64.")]
    [InlineData("dtype", "\"F64\"", "tensor 'head.1.bias' of 2 F64 values lies")]
    [InlineData("dtype", "null", "tensor 'head.1.bias' has no type")]
    [InlineData("dtype", "3", "")]
    [InlineData("shape", "-", "lacks its dtype, shape or two data_offsets")]
    [InlineData("shape", "[3]", "of 3 F32 values")]
    [InlineData("shape", "[-2]", "")]
    [InlineData("shape", "[-1, -2]", "")]
    [InlineData("shape", "[4294967295, 4294967295, 4294967295]", "")]
    [InlineData("shape", "[4000000000]", "of 4000000000 F32 values")]
    [InlineData("shape", "\"2\"", "")]
    [InlineData("data_offsets", "-", "lacks its dtype, shape or two data_offsets")]
    [InlineData("data_offsets", "[]", "lacks its dtype, shape or two data_offsets")]
    [InlineData("data_offsets", "[0, 4, 8]", "lacks its dtype, shape or two data_offsets")]
    [InlineData("data_offsets", "[0, 8]", "the next free one is 8")]
    [InlineData("data_offsets", "[-8, 0]", "lies at bytes -8 to 0")]
    [InlineData("data_offsets", "[8, 0]", "lies at bytes 8 to 0")]
    [InlineData("data_offsets", "[9223372036854775799, 9223372036854775807]", "lies at bytes 9223372036854775799")]
    [InlineData("data_offsets", "[1.5, 2.5]", "")]
    [InlineData("data_offsets", "{}", "")]
    public void Load_TensorThatLies_IsRefused(string property, string json, string message)
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        if (json == "-") file["head.1.bias"].Remove(property);
        else file["head.1.bias"][property] = JsonNode.Parse(json);

        Refusal.Of(file.ToBytes()).Should().Match($"The model in this stream cannot be read: *{message}*");
    }

    [Theory]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("[]")]
    public void Load_TensorThatIsNone_IsRefused(string json)
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        file.Header["head.1.bias"] = JsonNode.Parse(json);

        Refusal.Of(file.ToBytes()).Should().NotBeNull();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("3")]
    [InlineData("{}")]
    [InlineData("{\"__metadata__\":null}")]
    [InlineData("{\"__metadata__\":{\"lstm-forecast\":3}}")]
    [InlineData("not json")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public void Load_HeaderOfNoModel_IsRefused(string header)
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());

        Refusal.Of(file.ToBytes(header)).Should().NotBeNull();
    }

    [Fact]
    public void Load_SafetensorsOfSomethingElse_SaysSo()
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        file.Header["__metadata__"] = new JsonObject { ["format"] = "pt" };

        Refusal.Of(file.ToBytes()).Should().Contain("it is a safetensors file, but holds no model of this library.");
    }

    [Fact]
    public void Load_SameNameTwice_IsRefused()
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        string header = file.Header.ToJsonString().Replace("head.0.bias", "head.1.bias", StringComparison.Ordinal);

        Refusal.Of(file.ToBytes(header)).Should().Contain("head.1.bias");
    }

    /// <summary>A thousand names for the same megabyte took two gigabytes to read.</summary>
    [Fact]
    public void Load_ManyTensorsOverTheSameBytes_AreRefusedBeforeTheyAreRead()
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        file.Data = new byte[1_000_000];
        for (int i = 0; i < 1000; i++)
        {
            file.Header[$"copy {i}"] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray(250_000),
                ["data_offsets"] = new JsonArray(0, 1_000_000),
            };
        }

        Refusal.Of(file.ToBytes()).Should().Contain("the next free one is");
    }

    [Fact]
    public void Load_MissingTensor_NamesIt()
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        JsonNode last = file.Header["head.1.bias"]!.DeepClone();
        file.Header.Remove("head.1.bias");
        file.Header["head.1.other"] = last;

        Refusal.Of(file.ToBytes()).Should().Contain("weight 'head.1.bias' needs F32 values 2, found none");
    }

    [Fact]
    public void Load_TensorTooMany_NamesIt()
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        file.Header["cells.9.weight_ih"] = new JsonObject
        {
            ["dtype"] = "F32",
            ["shape"] = new JsonArray(0, 7),
            ["data_offsets"] = new JsonArray(file.Data.Length, file.Data.Length),
        };

        Refusal.Of(file.ToBytes()).Should().Contain("tensor 'cells.9.weight_ih' is no weight of its network");
    }

    [Fact]
    public void Load_MatrixOnItsSide_IsRefused()
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        file["cells.0.weight_ih"]["shape"] = new JsonArray(2, 8);

        Refusal.Of(file.ToBytes()).Should().Contain("weight 'cells.0.weight_ih' needs F32 values 8 x 2, found F32 values 2 x 8");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Load_WeightThatIsNotFinite_IsRefused(float value)
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        BitConverter.GetBytes(value).CopyTo(file.Data, file.Data.Length - 4);

        Refusal.Of(file.ToBytes()).Should().Contain("weight 'head.1.bias' has a value that is not a finite number.");
    }

    [Fact]
    public void Load_VarianceBelowZero_IsRefused()
    {
        HandMadeFile file = HandMadeFile.Of(SampleModels.Small());
        int place = file["norms.0.running_var"]["data_offsets"]![0]!.GetValue<int>();
        BitConverter.GetBytes(-1f).CopyTo(file.Data, place);

        Refusal.Of(file.ToBytes()).Should().Contain("weight 'norms.0.running_var' has a variance below zero.");
    }
}
