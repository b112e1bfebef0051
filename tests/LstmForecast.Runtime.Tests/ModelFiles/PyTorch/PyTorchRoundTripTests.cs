using CsCheck;
using LstmForecast.Lstm;
using LstmForecast.Tests.Forecasting;
using LstmForecast.Tests.Lstm;

namespace LstmForecast.Tests.ModelFiles.PyTorch;

public sealed class PyTorchRoundTripTests
{
    [Fact]
    public void SaveWeights_AnyModel_ComesBackWithTheSameWeights() => SampleModels.Any.Sample(model =>
    {
        PyTorchLayout layout = Layout(model, "lstm_{0}", "norm_{0}", "linear_{0}");
        using var stream = new MemoryStream();
        model.SaveWeights(stream, layout);
        stream.Position = 0;

        return IsSame(TrainedForecaster.FromPyTorch(stream, layout, new() { Channels = model.Channels }), model);
    });

    [Fact]
    public void FromPyTorch_OwnModelFile_IsReadByItsOwnNames() => SampleModels.Any.Sample(model =>
    {
        using var stream = new MemoryStream(HandMadeFile.Bytes(model));
        PyTorchLayout layout = Layout(model, "cells.{0}", "norms.{0}", "head.{0}");

        return IsSame(TrainedForecaster.FromPyTorch(stream, layout, new() { Channels = model.Channels }), model);
    });

    [Theory]
    [InlineData("", 1, Normalization.None)]
    [InlineData("", 3, Normalization.None)]
    [InlineData("encoder.lstm", 2, Normalization.None)]
    [InlineData("lstm", 1, Normalization.Layer)]
    [InlineData("lstm", 1, Normalization.Batch)]
    public void SaveWeights_AsOneLstm_ComesBackWithAllLayers(string module, int layers, Normalization normalization)
    {
        var shape = new NetworkShape(1, [.. Enumerable.Repeat(4, layers)], [], 1, normalization);
        TrainedForecaster model = Models.From(shape, RandomWeights.For(shape, 8), channels: ["value"]);
        PyTorchLayout layout = PyTorchLayout.Lstm(module).Linear("fc");
        if (normalization == Normalization.Layer) layout = layout.LayerNorm("norm");
        if (normalization == Normalization.Batch) layout = layout.BatchNorm("norm");
        using var folder = new TemporaryFolder();
        model.SaveWeights(folder.File("a.safetensors"), layout);

        IsSame(TrainedForecaster.FromPyTorch(folder.File("a.safetensors"), layout), model).Should().BeTrue();
        folder.Names().Should().Equal("a.safetensors");
    }

    private static PyTorchLayout Layout(TrainedForecaster model, string cell, string norm, string linear)
    {
        NetworkShape shape = model.Definition.Weights.Shape;
        string[] Names(string pattern, int count) =>
            [.. Enumerable.Range(0, count).Select(index => string.Format(null, pattern, index))];

        int layers = shape.HiddenSizes.Length;
        PyTorchLayout layout = PyTorchLayout.LstmCells(Names(cell, layers))
            .Linear(Names(linear, shape.HeadSizes.Length + 1));
        return shape.Normalization switch
        {
            Normalization.Layer => layout.LayerNorm(Names(norm, layers)),
            Normalization.Batch => layout.BatchNorm(Names(norm, layers)),
            _ => layout,
        };
    }

    private static bool IsSame(TrainedForecaster actual, TrainedForecaster expected) =>
        actual.Definition.Precision == expected.Definition.Precision
        && actual.Weights.Select(one => $"{one}").SequenceEqual(expected.Weights.Select(one => $"{one}"))
        && actual.Definition.Weights.Hash() == expected.Definition.Weights.Hash();
}
