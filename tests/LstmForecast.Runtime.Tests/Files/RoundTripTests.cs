using CsCheck;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Runtime.Tests.Network;

namespace LstmForecast.Runtime.Tests.Files;

public sealed class RoundTripTests
{
    [Fact]
    public void Load_AnySavedModel_HasEveryOption() => SampleModels.Any.Sample(model =>
    {
        TrainedForecaster loaded = Load(HandMadeFile.Bytes(model));

        loaded.Definition.Should().BeEquivalentTo(model.Definition, options => options
            .RespectingRuntimeTypes()
            .WithStrictOrdering()
            .ComparingByMembers<TrainingHistory>()
            .ComparingByMembers<EpochReport>());
        foreach ((string name, _) in model.Definition.Weights.Shape.Weights())
            loaded.Definition.Weights[name].Should().Equal(model.Definition.Weights[name], name);
    }, iter: 30);

    [Fact]
    public void Forecast_AfterLoading_HasTheSameBits() => SampleModels.Any.Sample(model =>
    {
        TimeSeries history = Models.Wave("A", model.MinimumHistory + 3, model.Channels.Count, level: 2);

        Forecast forecast = Load(HandMadeFile.Bytes(model)).Forecast(history, 5);

        return forecast.Values.SequenceEqual(model.Forecast(history, 5).Values);
    });

    [Fact]
    public void Save_LoadedModel_GivesTheSameBytes() => SampleModels.Any.Sample(model =>
    {
        byte[] bytes = HandMadeFile.Bytes(model);

        return HandMadeFile.Bytes(Load(bytes)).AsSpan().SequenceEqual(bytes);
    });

    [Fact]
    public void Load_KeptEpochs_AreNotInTheFile()
    {
        TrainedForecaster small = SampleModels.Small();
        var epochs = small.History.Epochs.Select(epoch => epoch with { Model = small }).ToArray();
        var kept = new TrainedForecaster(small.Definition, small.History with { Epochs = epochs });

        TrainedForecaster loaded = Load(HandMadeFile.Bytes(kept));

        loaded.History.Epochs.Should().HaveCount(2).And.OnlyContain(epoch => epoch.Model == null);
    }

    [Fact]
    public void Load_ChannelNamesInAnyScript_AreKept()
    {
        string[] channels = ["Köln \"Süd\"", "北京\n\u0001"];
        var shape = new NetworkShape(2, [1], [], 2, Normalization.None);
        TrainedForecaster model = Models.From(shape, RandomWeights.For(shape, 0), channels: channels);

        Load(HandMadeFile.Bytes(model)).Channels.Should().Equal(channels);
    }

    [Fact]
    public void Save_StreamThatHasMore_WritesAfterItAndLeavesItOpen()
    {
        using var stream = new MemoryStream();
        stream.WriteByte(1);
        SampleModels.Small().Save(stream);
        stream.Position = 1;

        TrainedForecaster.Load(stream).Channels.Should().HaveCount(2);

        stream.CanRead.Should().BeTrue();
    }

    [Fact]
    public void Load_Null_Throws()
    {
        Action save = () => SampleModels.Small().Save((Stream)null!);
        Action load = () => TrainedForecaster.Load((Stream)null!);
        Action savePath = () => SampleModels.Small().Save(" ");
        Action loadPath = () => TrainedForecaster.Load("");

        save.Should().Throw<ArgumentNullException>().WithParameterName("stream");
        load.Should().Throw<ArgumentNullException>().WithParameterName("stream");
        savePath.Should().Throw<ArgumentException>().WithParameterName("path");
        loadPath.Should().Throw<ArgumentException>().WithParameterName("path");
    }

    private static TrainedForecaster Load(byte[] bytes) => TrainedForecaster.Load(new MemoryStream(bytes));
}
