using CsCheck;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Runtime.Tests.Network;

namespace LstmForecast.Runtime.Tests.Files.PyTorch;

public sealed class PyTorchRoundTripTests
{
    [Fact]
    public void Write_AnyModel_ComesBackWithTheSameWeights() => SampleModels.Any.Sample(model =>
    {
        PyTorchLayout layout = Layout(model, "lstm_{0}", "norm_{0}", "linear_{0}");
        using var stream = new MemoryStream();
        PyTorchFile.Write(model, stream, layout);
        stream.Position = 0;

        return IsSame(PyTorchFile.Read(stream, layout, new() { Channels = model.Channels }), model);
    });

    [Fact]
    public void Read_OwnModelFile_IsReadByItsOwnNames() => SampleModels.Any.Sample(model =>
    {
        using var stream = new MemoryStream(HandMadeFile.Bytes(model));
        PyTorchLayout layout = Layout(model, "cells.{0}", "norms.{0}", "head.{0}");

        return IsSame(PyTorchFile.Read(stream, layout, new() { Channels = model.Channels }), model);
    });

    [Theory]
    [InlineData("", 1, Normalization.None)]
    [InlineData("", 3, Normalization.None)]
    [InlineData("encoder.lstm", 2, Normalization.None)]
    [InlineData("lstm", 1, Normalization.Layer)]
    [InlineData("lstm", 1, Normalization.Batch)]
    public void Write_AsOneLstm_ComesBackWithAllLayers(string module, int layers, Normalization normalization)
    {
        var shape = new NetworkShape(1, [.. Enumerable.Repeat(4, layers)], [], 1, normalization);
        TrainedForecaster model = Models.From(shape, RandomWeights.For(shape, 8), channels: ["value"]);
        PyTorchLayout layout = PyTorchLayout.Lstm(module).Linear("fc");
        if (normalization == Normalization.Layer) layout = layout.LayerNorm("norm");
        if (normalization == Normalization.Batch) layout = layout.BatchNorm("norm");
        using var folder = new TemporaryFolder();
        PyTorchFile.Write(model, folder.File("a.safetensors"), layout);

        IsSame(PyTorchFile.Read(folder.File("a.safetensors"), layout), model).Should().BeTrue();
        folder.Names().Should().Equal("a.safetensors");
    }

    /// <summary>All but the first network of an ensemble were dropped without a word.</summary>
    [Fact]
    public void Write_EnsembleWithoutAMember_SaysWhichArgumentChooses()
    {
        TrainedForecaster model = GoldenModels.All["ensemble"]();
        using var stream = new MemoryStream();
        Action write = () => PyTorchFile.Write(model, stream, Layout(model, "lstm_{0}", "norm_{0}", "linear_{0}"));

        write.Should().Throw<ArgumentException>().WithMessage(
            "The model is an ensemble of 3 networks, and a file for PyTorch holds one. Say which by member, 0 to 2, and write a "
            + "file for each.*").WithParameterName("member");
        stream.Length.Should().Be(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Write_MemberOfAnEnsemble_IsThatNetwork(int member)
    {
        TrainedForecaster model = GoldenModels.All["ensemble"]();
        PyTorchLayout layout = Layout(model, "lstm_{0}", "norm_{0}", "linear_{0}");
        using var stream = new MemoryStream();
        PyTorchFile.Write(model, stream, layout, member);
        stream.Position = 0;

        PyTorchFile.Read(stream, layout, new() { Channels = model.Channels }).Definition.Weights.Hash()
            .Should().Be(model.Definition.Members[member].Hash());
    }

    [Theory]
    [InlineData("ensemble", 3)]
    [InlineData("ensemble", -1)]
    [InlineData("plain", 1)]
    public void Write_MemberThatIsNotThere_IsRefused(string name, int member)
    {
        TrainedForecaster model = GoldenModels.All[name]();
        Action write = () =>
            PyTorchFile.Write(model, Stream.Null, Layout(model, "lstm_{0}", "norm_{0}", "linear_{0}"), member);

        write.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(member));
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
