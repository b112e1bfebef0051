using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Tests.Forecaster;
using LstmForecast.Transforms;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

public sealed class TorchModulesTests
{
    [Theory]
    [InlineData(Normalization.None, Precision.Float64, 1e-12)]
    [InlineData(Normalization.None, Precision.Float32, 1e-5)]
    [InlineData(Normalization.Layer, Precision.Float64, 1e-12)]
    [InlineData(Normalization.Batch, Precision.Float64, 1e-12)]
    public void ToTorchModule_AnyInput_SaysWhatTheRuntimeNetworkSays(
        Normalization normalization, Precision precision, double tolerance)
    {
        TrainedForecaster model = Model(normalization, precision);
        LstmNetwork network = LstmNetwork.Create(model.Definition.Weights, precision);
        double[][][] input = Example.Input(series: 3, time: 7, channels: 2);
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = model.ToTorchModule();

        Tensor output = module.forward(Example.ToTensor(
            input, precision == Precision.Float64 ? ScalarType.Float64 : ScalarType.Float32));

        output.shape.Should().Equal(3, 7, 2);
        var expected = new List<double>();
        foreach (double[][] series in input)
        {
            NetworkState state = network.NewState();
            foreach (double[] step in series)
            {
                var said = new double[2];
                network.Step(step, state, said);
                expected.AddRange(said);
            }
        }

        Example.ShouldAgree(Example.Flat(output.detach()), [.. expected], tolerance);
    }

    [Theory]
    [InlineData(Normalization.None, Precision.Float32)]
    [InlineData(Normalization.Batch, Precision.Float64)]
    public void WithTorchWeights_OfItsOwnModule_KeepsEveryBit(Normalization normalization, Precision precision)
    {
        TrainedForecaster model = Model(normalization, precision);
        using nn.Module<Tensor, Tensor> module = model.ToTorchModule();

        model.WithTorchWeights(module).Definition.Weights.Hash().Should().Be(model.Definition.Weights.Hash());
    }

    [Fact]
    public void WithTorchWeights_TrainedFurther_ForecastsByThemAndLeavesTheModel()
    {
        TrainedForecaster model = Model(Normalization.None, Precision.Float32);
        string before = model.Definition.Weights.Hash();
        using nn.Module<Tensor, Tensor> module = model.ToTorchModule();
        using (NewDisposeScope())
        using (no_grad())
            module.state_dict()["head.0.bias"].fill_(0.1);

        TrainedForecaster changed = model.WithTorchWeights(module);

        changed.Definition.Weights["head.0.bias"].Should().Equal((float)0.1, (float)0.1);
        model.Definition.Weights.Hash().Should().Be(before);
        changed.HasCalibratedIntervals.Should().BeFalse();
    }

    [Fact]
    public void WithTorchWeights_NotANumberOrAnotherShape_SaysWhichWeight()
    {
        TrainedForecaster model = Model(Normalization.None, Precision.Float64);
        using nn.Module<Tensor, Tensor> module = model.ToTorchModule();
        using nn.Module<Tensor, Tensor> linear = nn.Linear(2, 2);
        using (NewDisposeScope())
        using (no_grad())
            module.state_dict()["head.0.bias"].fill_(double.NaN);

        FluentActions.Invoking(() => model.WithTorchWeights(module)).Should().Throw<ArgumentException>()
            .WithMessage("Weight 'head.0.bias' needs 2 finite values, and the module has NaN among them.*");
        FluentActions.Invoking(() => model.WithTorchWeights(linear)).Should().Throw<ArgumentException>()
            .WithMessage("Weight 'cells.0.weight_ih' needs 20 x 2 finite values, and the module has none of that name.*");
    }

    [Fact]
    public void ToTorchModule_Ensemble_WantsTheMemberNamed()
    {
        TrainedForecaster one = Model(Normalization.None, Precision.Float64);
        NetworkWeights second = Example.Weights(one.Definition.Weights.Shape, seed: 9);
        var model = new TrainedForecaster(one.Definition with { Members = [one.Definition.Weights, second] });

        FluentActions.Invoking(() => model.ToTorchModule()).Should().Throw<ArgumentException>().WithMessage("*ensemble of 2 networks*");
        FluentActions.Invoking(() => model.ToTorchModule(2)).Should().Throw<ArgumentOutOfRangeException>();
        using nn.Module<Tensor, Tensor> module = model.ToTorchModule(1);
        TrainedForecaster again = model.WithTorchWeights(module, 0);
        again.Definition.Members.Select(member => member.Hash()).Should().Equal(second.Hash(), second.Hash());
    }

    private static TrainedForecaster Model(Normalization normalization, Precision precision)
    {
        Small.LoadTorch();
        var shape = new NetworkShape(2, [5, 4], [], 2, normalization);
        return new TrainedForecaster(ModelDefinition.OneStep(
            ["a", "b"], precision, new TransformPipeline([]), Example.Weights(shape, precision)));
    }
}
