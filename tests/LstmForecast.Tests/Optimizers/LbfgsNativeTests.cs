using LstmForecast.Tests.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Optimizers;

/// <summary>Without a line search ours must go where the native optimiser goes.</summary>
public class LbfgsNativeTests
{
    private const double Precision = 1e-9;

    [Theory]
    [InlineData(0.08, 4)]
    [InlineData(0.5, 4)]
    [InlineData(0.2, 6)]
    public void Step_LstmWithoutLineSearch_FollowsNativeLbfgs(double learningRate, int steps)
    {
        using DisposeScopeOfTest scope = new();
        var ours = new Waves();
        var native = new Waves();

        Follow(ours.Weights, ours.Loss, native.Weights, native.Loss, learningRate, steps, atLeast: 60);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.1)]
    public void Step_RosenbrockWithoutLineSearch_FollowsNativeLbfgs(double learningRate)
    {
        using DisposeScopeOfTest scope = new();
        Parameter ours = TestProblems.Vector(TestProblems.RosenbrockStart);
        Parameter native = TestProblems.Vector(TestProblems.RosenbrockStart);

        Follow(
            [ours],
            () => TestProblems.Rosenbrock(ours),
            [native],
            () => TestProblems.Rosenbrock(native),
            learningRate,
            steps: 4,
            atLeast: 60);
    }

    private static void Follow(
        IReadOnlyList<Parameter> ourWeights,
        Func<Tensor> ourLoss,
        IReadOnlyList<Parameter> nativeWeights,
        Func<Tensor> nativeLoss,
        double learningRate,
        int steps,
        int atLeast)
    {
        var options = new LbfgsOptions { LearningRate = learningRate, LineSearch = LineSearch.None };
        using var ours = new Lbfgs(ourWeights, options);
        using var native = optim.LBFGS(nativeWeights, learningRate, tolerange_grad: options.GradientTolerance);
        int ourCount = 0;
        int nativeCount = 0;
        for (int step = 0; step < steps; step++)
        {
            double ourFirst = ours.step(TestProblems.Closure(ours, ourLoss, () => ourCount++)).ToDouble();
            Func<Tensor> closure = TestProblems.Closure(native, nativeLoss, () => nativeCount++);
            double nativeFirst = native.step(() => closure().detach()).ToDouble();

            ourCount.Should().Be(nativeCount, "of step {0}", step);
            ourFirst.Should().BeApproximately(nativeFirst, Precision * Math.Abs(nativeFirst));
            NumbersShould.BeClose(
                TestProblems.Values(ourWeights), TestProblems.Values(nativeWeights), Precision, $"step {step}");
        }

        ourCount.Should().BeGreaterThanOrEqualTo(atLeast);
    }
}
