using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.Optimizers;
using LstmForecast.Tests.TrainingData;
using LstmForecast.TrainingData;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

/// <summary>
/// A network that is not on the CPU, without a graphics card: libtorch's device "meta" knows shapes and no numbers, and
/// an operation that mixes it with the CPU throws. Normalisations, nn.LSTM and the choice of rows do not run on it.
/// </summary>
public sealed class StackDeviceTests
{
    private static readonly SeriesSet Unequal = new(
        new TimeSeries("a", [1, 2, 3, 4, 5, 6, 7, 8], ["x", "y"]), new TimeSeries("b", [1, 2, 3, 4, 5, 6], ["x", "y"]));

    private static readonly LossSum SquaredError = new(Loss.Squared, parameters: 1);

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void ForwardAndBackward_OnAnotherDevice_MixInNothingOfTheCpu(ScalarType type)
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(2, [4, 3], [2], 2, Normalization.None));
        using LstmStack stack = Example.Stack(weights, type, dropout: 0.5, device: Meta);
        using TrainingBatch windows = Batches.OneStep(Unequal, type == ScalarType.Float64 ? Precision.Float64 : Precision.Float32);
        TorchBatch batch = TorchBatch.Of(windows, Meta);
        stack.train();

        using Tensor free = stack.Forward(batch.Inputs, future: 2);
        using Tensor block = stack.ForwardBlock(batch.Inputs, first: 1, count: 1);
        using Tensor blockErrors = SquaredError.Of(block, batch, first: 1, count: 1);
        using Tensor output = stack.forward(batch.Inputs);
        using Tensor loss = SquaredError.Of(output, batch, first: 0, count: 2);
        loss.backward();

        free.shape.Should().Equal(2, 5, 2);
        new[] { free, block, blockErrors, output, loss }.Should().OnlyContain(tensor => IsMeta(tensor));
        foreach ((string name, Parameter parameter) in stack.named_parameters())
            (IsMeta(parameter) && IsMeta(parameter.grad!)).Should().BeTrue(name);
    }

    [Fact]
    public void Write_ToParametersOnAnotherDevice_LeavesThemThere()
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(1, [4], [], 1, Normalization.None));
        using LstmStack stack = Example.Stack(weights, ScalarType.Float32, device: Meta);
        var flat = new FlatParameters(stack.parameters());

        flat.Write(new double[flat.Count]);

        stack.parameters().Should().OnlyContain(parameter => IsMeta(parameter));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Step_OfAnOptimizer_OnAnotherDevice_MixesInNothingOfTheCpu(bool adam)
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(2, [4], [], 2, Normalization.None));
        using LstmStack stack = Example.Stack(weights, device: Meta);
        using TrainingBatch windows = Batches.OneStep(Unequal, Precision.Float64);
        TorchBatch batch = TorchBatch.Of(windows, Meta);
        using optim.Optimizer optimizer = adam
            ? optim.AdamW(stack.parameters(), weight_decay: 0.1)
            : optim.SGD(stack.parameters(), 0.1, momentum: 0.9);

        using (Tensor loss = SquaredError.Of(stack.forward(batch.Inputs), batch, first: 0, count: 2)) loss.backward();
        optimizer.step();

        stack.parameters().Should().OnlyContain(parameter => IsMeta(parameter));
    }

    [Theory]
    [InlineData(Normalization.Layer)]
    [InlineData(Normalization.Batch)]
    public void Weights_OfNormalizations_AreOnTheDevice(Normalization normalization)
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(2, [4, 3], [], 2, normalization));
        using LstmStack stack = Example.Stack(weights, device: Meta);

        stack.state_dict().Should().OnlyContain(entry => IsMeta(entry.Value));
    }

    private static Device Meta => new(DeviceType.META);

    private static bool IsMeta(Tensor tensor) => tensor.device_type == DeviceType.META;
}
