using LstmForecast.Network;
using LstmForecast.Objectives;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

[Collection(nameof(ProcessWide))]
public sealed class LstmStackLeakTests
{
    [Theory]
    [InlineData(Normalization.None, false)]
    [InlineData(Normalization.None, true)]
    [InlineData(Normalization.Layer, true)]
    [InlineData(Normalization.Batch, true)]
    public void Forward_ManyTimes_LeavesNoTensorBehind(Normalization normalization, bool gradients)
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(1, [4, 3], [2], 1, normalization));
        using LstmStack stack = Example.Stack(weights, dropout: 0.5);
        stack.train();
        using Tensor input = Example.ToTensor(Example.Input(series: 4, time: 5, channels: 1));

        TensorCount.AfterEachRun(() =>
        {
            using var mode = set_grad_enabled(gradients);
            using Tensor output = stack.Forward(input, future: 3);
            if (!gradients) return;
            using Tensor loss = output.sum();
            loss.backward();
        }).Should().OnlyContain(change => change == 0);
    }

    [Fact]
    public void ImportAndExport_ManyTimes_LeaveNoTensorBehind()
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(1, [4, 3], [2], 1, Normalization.Batch));
        using LstmStack stack = Example.Stack(weights);

        TensorCount.AfterEachRun(() => StackWeights.Import(stack, StackWeights.Export(stack)))
            .Should().OnlyContain(change => change == 0);
    }
}
