using LstmForecast.Model;
using LstmForecast.Runtime.Tests.Files;
using LstmForecast.Runtime.Tests.Forecasting;

namespace LstmForecast.Onnx.Tests;

public sealed class ModelGraphTests
{
    [Fact]
    public void Sequence_InputsAndOutputs_AreAsDocumented()
    {
        using var onnx = new OnnxModel(Models.Random(2), new() { Mode = OnnxMode.Sequence });

        Describe(onnx.Inputs).Should().BeEquivalentTo(
            "x [batch, time, 2]", "h0 [batch, 5]", "c0 [batch, 5]", "h1 [batch, 3]", "c1 [batch, 3]");
        Describe(onnx.Outputs).Should().BeEquivalentTo(
            "y [batch, time, 2]",
            "h0_next [batch, 5]", "c0_next [batch, 5]", "h1_next [batch, 3]", "c1_next [batch, 3]");
    }

    [Fact]
    public void Step_InputsAndOutputs_AreAsDocumented()
    {
        using var onnx = new OnnxModel(Models.Random(2), new() { Mode = OnnxMode.Step });

        Describe(onnx.Inputs).Should().BeEquivalentTo(
            "x [batch, 2]", "h0 [batch, 5]", "c0 [batch, 5]", "h1 [batch, 3]", "c1 [batch, 3]");
        Describe(onnx.Outputs).Should().BeEquivalentTo(
            "y [batch, 2]", "h0_next [batch, 5]", "c0_next [batch, 5]", "h1_next [batch, 3]", "c1_next [batch, 3]");
    }

    [Theory]
    [InlineData(OnnxMode.Sequence, "batch, time, ")]
    [InlineData(OnnxMode.Step, "batch, ")]
    public void InputsAndOutputs_OfAModelThatRunsOnItsForecasts_AreAsDocumented(OnnxMode form, string outer)
    {
        TrainedForecaster model = new AnyModel
        {
            Kind = OutputKind.NegativeBinomial,
            Missing = MissingValues.Mask,
            Steps = 3,
        }.Create();
        using var onnx = new OnnxModel(model, new() { Mode = form });

        Describe(onnx.Inputs).Should().BeEquivalentTo(
            $"x [{outer}2]", "h0 [batch, 5]", "c0 [batch, 5]", "h1 [batch, 3]", "c1 [batch, 3]",
            "f [batch, 2]", "sum [batch, 2]", "observed [batch, 2]");
        Describe(onnx.Outputs).Should().BeEquivalentTo(
            $"y [{outer}6]", $"distribution [{outer}6, 2]",
            "h0_next [batch, 5]", "c0_next [batch, 5]", "h1_next [batch, 3]", "c1_next [batch, 3]",
            "f_next [batch, 2]", "sum_next [batch, 2]", "observed_next [batch, 2]");
    }

    [Fact]
    public void Metadata_OfQuantiles_NamesTheirLevels()
    {
        TrainedForecaster model = new AnyModel
        {
            Kind = OutputKind.Quantiles,
            Levels = [0.1, 0.5, 0.9],
            Steps = 2,
        }.Create();
        using var onnx = new OnnxModel(model, new());

        onnx.Metadata.CustomMetadataMap.Should().Contain("steps", "2")
            .And.Contain("quantile.0", "0.1").And.Contain("quantile.1", "0.5").And.Contain("quantile.2", "0.9");
        Describe(onnx.Outputs).Should().Contain("y [batch, time, 4]").And.Contain("quantiles [batch, time, 4, 3]");
    }

    [Fact]
    public void Metadata_OfModel_NamesFormTransformsAndColumns()
    {
        using var onnx = new OnnxModel(
            Models.Random(2), new() { Mode = OnnxMode.Step, IncludeTransforms = false });

        onnx.Metadata.ProducerName.Should().Be("LstmForecast");
        onnx.Metadata.CustomMetadataMap.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["form"] = "Step",
            ["transforms"] = "Exclude",
            ["input.0"] = "channel 0",
            ["input.0.role"] = "target",
            ["input.1"] = "channel 1",
            ["input.1.role"] = "target",
            ["steps"] = "1",
            ["target.0"] = "channel 0",
            ["target.1"] = "channel 1",
        });
    }

    [Fact]
    public void ExportOnnx_ToAPath_WritesWhatItWritesToAStream()
    {
        using var folder = new TemporaryFolder();
        TrainedForecaster model = Models.Random(1);
        using var stream = new MemoryStream();
        string path = folder.File("model.onnx");
        File.WriteAllText(path, "an older file");

        model.ExportOnnx(stream);
        model.ExportOnnx(path);

        File.ReadAllBytes(path).Should().Equal(stream.ToArray());
        folder.Names().Should().Equal("model.onnx");
    }

    [Fact]
    public void Options_UnknownMode_IsRejected()
    {
        Action export = () => Models.Random(1).ExportOnnx(Stream.Null, new OnnxExportOptions { Mode = (OnnxMode)7 });

        export.Should().Throw<ArgumentException>().WithMessage(
            "OnnxExportOptions: Mode has the unknown value 7. (Parameter 'options')");
    }

    private static IEnumerable<string> Describe(
        IReadOnlyDictionary<string, Microsoft.ML.OnnxRuntime.NodeMetadata> values) =>
        values.Select(one => $"{one.Key} [" + string.Join(", ", one.Value.Dimensions.Zip(
            one.Value.SymbolicDimensions, (size, name) => size < 0 ? name : $"{size}")) + "]");
}
