using LstmForecast.Backend;
using LstmForecast.Optimizers;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AdamW = LstmForecast.Optimizers.AdamW;

namespace LstmForecast.Tests.Optimizers;

/// <summary>AdamW, SGD and clipping on flat vectors against TorchSharp's, in double precision.</summary>
public sealed class GradientOptimizerTests
{
    private const int Count = 37;
    private const int Steps = 40;

    public GradientOptimizerTests() => NativeBackend.EnsureLoaded();

    [Theory]
    [InlineData(0.9, 0.999, 0, null)]
    [InlineData(0.9, 0.999, 0.05, null)]
    [InlineData(0.5, 0.9, 0.3, 0.7)]
    [InlineData(0, 0, 0, 0.2)]
    public void AdamW_ManySteps_EqualsTorchs(double beta1, double beta2, double decay, double? clip) => Compare(
        parameters => optim.AdamW(parameters, 0.01, beta1, beta2, weight_decay: decay),
        new AdamW(Count, beta1, beta2, decay),
        clip);

    [Theory]
    [InlineData(0, 0, null)]
    [InlineData(0.9, 0, null)]
    [InlineData(0.5, 0.1, 0.6)]
    [InlineData(0, 0.2, 1e9)]
    public void Sgd_ManySteps_EqualsTorchs(double momentum, double decay, double? clip) => Compare(
        parameters => optim.SGD(parameters, 0.01, momentum, weight_decay: decay),
        new Sgd(Count, momentum, decay),
        clip);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Restore_InTheMiddle_GivesTheSameBits(bool adam)
    {
        IGradientOptimizer New() => adam ? new AdamW(Count, 0.9, 0.99, 0.1) : new Sgd(Count, 0.9, 0.1);
        IGradientOptimizer whole = New();
        double[] expected = Start();
        IGradientOptimizer first = New();
        double[] weights = Start();
        for (int step = 0; step < 10; step++)
        {
            whole.Step(expected, Gradient(expected, step), 0.01);
            first.Step(weights, Gradient(weights, step), 0.01);
        }

        using var stream = new MemoryStream();
        first.Export(new BinaryWriter(stream));
        stream.Position = 0;
        IGradientOptimizer second = New();
        second.Restore(new BinaryReader(stream));
        for (int step = 10; step < 20; step++)
        {
            whole.Step(expected, Gradient(expected, step), 0.01);
            second.Step(weights, Gradient(weights, step), 0.01);
        }

        weights.Should().Equal(expected);
        stream.Position = 0;
        FluentActions.Invoking(() => new AdamW(Count + 1, 0.9, 0.99, 0).Restore(new BinaryReader(stream)))
            .Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void Clip_NotANumber_IsOneAfterwards()
    {
        double[] gradient = [1, double.NaN, 3];

        GradientNorm.Clip(gradient, 0.5);

        gradient.Should().AllSatisfy(value => value.Should().Be(double.NaN));
    }

    private static void Compare(Func<IEnumerable<Parameter>, optim.Optimizer> torchs, IGradientOptimizer ours, double? clip)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] weights = Start();
        // In two parts, as the weights of a network are.
        Parameter[] parameters =
            [new(tensor(weights[..10], ScalarType.Float64)), new(tensor(weights[10..], ScalarType.Float64))];
        using optim.Optimizer optimizer = torchs(parameters);
        for (int step = 0; step < Steps; step++)
        {
            double[] theirs = Values(parameters);
            double[] gradient = Gradient(theirs, step);
            parameters[0].grad = tensor(gradient[..10], ScalarType.Float64);
            parameters[1].grad = tensor(gradient[10..], ScalarType.Float64);
            double[] own = Gradient(weights, step);
            if (clip is double limit)
            {
                nn.utils.clip_grad_norm_(parameters, limit);
                GradientNorm.Clip(own, limit);
            }

            optimizer.step();
            ours.Step(weights, own, 0.01);

            weights.Should().Equal(Values(parameters), (a, b) => Math.Abs(a - b) <= 1e-12);
        }
    }

    private static double[] Start() => [.. Enumerable.Range(1, Count).Select(i => Math.Cos(i))];

    /// <summary>Of a bowl, with something that changes from step to step as a mini-batch does.</summary>
    private static double[] Gradient(double[] weights, int step) =>
        [.. weights.Select((weight, i) => (weight - 0.3) * (1 + i % 5) + 0.5 * Math.Sin(step * 1.7 + i))];

    private static double[] Values(Parameter[] parameters) =>
        [.. parameters.SelectMany(parameter => parameter.data<double>().ToArray())];
}
