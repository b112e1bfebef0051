using CsCheck;
using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.Tests.Objectives.Torch;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

/// <summary>
/// Layers by nn.LSTM, as on CUDA, against LSTMCell, step by step; on the CPU, where both are there. In the collection
/// that counts tensors, so that no other test makes any meanwhile.
/// </summary>
[Collection(nameof(ProcessWide))]
public sealed class ModuleStackTests
{
    private const int Cases = 10;
    private const double Float32 = 1e-5;

    private static readonly NetworkShape Shape = new(2, [4, 3], [2], 2, Normalization.Layer);

    [Fact]
    public void ForwardAndBackward_AnyShapeInFloat64_EqualTorchCells() => StackCase.Any.Sample(
        one =>
        {
            Dictionary<string, double[]> modules = one.Run(LayerRunner.Modules, ScalarType.Float64);
            Dictionary<string, double[]> cells = one.Run(LayerRunner.Cells, ScalarType.Float64);

            modules.Keys.Should().Equal(cells.Keys);
            foreach ((string name, double[] numbers) in modules)
                StackCase.Error(numbers, cells[name]).Should().BeLessThan(1e-11, name);
        },
        iter: Cases,
        threads: 1);

    /// <summary>
    /// libtorch sums in another order in nn.LSTM: where sums cancel either rounds, by up to 2e-5 in gradients. That the
    /// mathematics are the same is what the 64 bits above hold.
    /// </summary>
    [Fact]
    public void ForwardAndBackward_AnyShapeInFloat32_AreAsExactAsTorchCells() =>
        StackCase.Any.Select(one => one with { Dropout = 0 }).Where(one => one.IsTellingInFloat32).Sample(
            one =>
            {
                Dictionary<string, double[]> exact = one.Run(LayerRunner.Cells, ScalarType.Float64);
                Dictionary<string, double[]> cells = one.Run(LayerRunner.Cells, ScalarType.Float32);

                foreach ((string name, double[] numbers) in one.Run(LayerRunner.Modules, ScalarType.Float32))
                {
                    double tolerance = Math.Max(10 * Float32, 4 * StackCase.Error(cells[name], exact[name]));
                    StackCase.Error(numbers, exact[name]).Should().BeLessThan(tolerance, name);
                }
            },
            iter: Cases,
            threads: 1);

    [Fact]
    public void Forward_BeyondTheInput_EqualsTorchCells()
    {
        NetworkWeights weights = Example.Weights(Shape);
        using LstmStack modules = Example.Stack(weights, runner: LayerRunner.Modules);
        using LstmStack cells = Example.Stack(weights);
        double[][][] input = Example.Input(series: 3, time: 5, channels: 2);

        Example.ShouldAgree(Example.Run(modules, input, future: 4), Example.Run(cells, input, future: 4), 1e-14);
    }

    /// <summary>The model file knows weights by these names, in this order.</summary>
    [Fact]
    public void StateDict_OfModules_HasTheNamesOfCells()
    {
        using LstmStack modules = Example.Stack(Example.Weights(Shape), runner: LayerRunner.Modules);
        using LstmStack cells = Example.Stack(Example.Weights(Shape));

        modules.state_dict().Keys.Should().Equal(cells.state_dict().Keys);
    }

    [Fact]
    public void Export_AfterImport_GivesTheSameWeights()
    {
        NetworkWeights weights = Example.Weights(Shape);
        using LstmStack modules = Example.Stack(weights, runner: LayerRunner.Modules);

        StackWeights.Export(modules).Hash().Should().Be(weights.Hash());
    }

    [Fact]
    public void ForwardAndBackward_ManyTimes_LeaveNoTensorBehind()
    {
        using LstmStack stack = Example.Stack(Example.Weights(Shape), dropout: 0.5, runner: LayerRunner.Modules);
        stack.train();
        using Tensor input = Example.ToTensor(Example.Input(series: 4, time: 5, channels: 2));

        TensorCount.AfterEachRun(() =>
        {
            using Tensor output = stack.forward(input);
            using Tensor loss = output.sum();
            loss.backward();
        }).Should().OnlyContain(change => change == 0);
    }
}
