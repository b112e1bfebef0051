using LstmForecast.Tests.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Optimizers;

public class LbfgsNotFiniteTests
{
    [Theory]
    [InlineData(LineSearch.None)]
    [InlineData(LineSearch.StrongWolfe)]
    public void Step_StartNotFinite_ChangesNothing(LineSearch search)
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([2, -1]);
        using var optimizer = new Lbfgs([x], new() { LineSearch = search });

        double loss = Minimize(optimizer, () => TestProblems.Barrier(x)).ToDouble();

        loss.Should().Be(double.NaN);
        optimizer.LastStep!.Outcome.Should().Be(LbfgsOutcome.StartNotFinite);
        optimizer.LastStep.Evaluations.Should().Be(1);
        TestProblems.Values([x]).Should().Equal(2, -1);
    }

    [Theory]
    [InlineData(LineSearch.None)]
    [InlineData(LineSearch.StrongWolfe)]
    public void Step_MovesBeyondTheDomain_AreHalvedUntilTheyAreInside(LineSearch search)
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([3, 5, 2]);

        // Downhill by 1, in the 1-norm, times 40: far beyond zero.
        using var optimizer = new Lbfgs(
            [x], new() { LineSearch = search, LearningRate = 40, MaxIterations = 2, MaxEvaluations = 99 });
        var outside = 0;

        Minimize(optimizer, () =>
        {
            outside += TestProblems.Values([x]).Min() < 0 ? 1 : 0;
            return TestProblems.Barrier(x);
        });

        outside.Should().BeGreaterThan(1);
        double.IsFinite(optimizer.LastStep!.FinalLoss).Should().BeTrue();
        optimizer.LastStep.Outcome.Should().Be(LbfgsOutcome.MaxIterations);
    }

    [Fact]
    public void Step_MovesBeyondTheDomain_StrongWolfeStillConverges()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([3, 5, 2]);
        using var optimizer = new Lbfgs([x], new() { LearningRate = 40 });

        for (int step = 0; step < 8; step++)
        {
            Minimize(optimizer, () => TestProblems.Barrier(x));
        }

        TestProblems.Values([x]).Should().AllSatisfy(v => v.Should().BeApproximately(1, 1e-4));
    }

    [Fact]
    public void Step_LossOverflowsOnLongMoves_StrongWolfeStillConverges()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([2.0, -3.0]);
        using var optimizer = new Lbfgs([x], new() { LearningRate = 1000 });

        for (int step = 0; step < 5; step++)
        {
            Minimize(optimizer, () => x.pow(2).sum().exp());
        }

        TestProblems.Values([x]).Should().AllSatisfy(v => v.Should().BeApproximately(0, 1e-4));
    }

    [Theory]
    [InlineData(LineSearch.None)]
    [InlineData(LineSearch.StrongWolfe)]
    public void Step_OnlyTheGradientIsNotFinite_CountsAsNotFinite(LineSearch search)
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([1]);
        using var optimizer = new Lbfgs([x], new() { LineSearch = search, LearningRate = 0.5 });

        optimizer.step(() =>
        {
            optimizer.zero_grad();
            Tensor loss = x.pow(2).sum();
            loss.backward();
            if (x.ToDouble() < 0.75)
            {
                x.grad!.fill_(double.NaN);
            }

            return loss;
        });

        optimizer.LastStep!.FinalLoss.Should().BeLessThan(1);
        double.IsFinite(optimizer.LastStep.GradientNorm).Should().BeTrue();
        TestProblems.Values([x])[0].Should().BeGreaterThanOrEqualTo(0.75).And.BeLessThan(1);
    }

    [Theory]
    [InlineData(LineSearch.None)]
    [InlineData(LineSearch.StrongWolfe)]
    public void Step_NothingButTheStartIsFinite_EndsAtTheStart(LineSearch search)
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([2, 3]);
        using var optimizer = new Lbfgs([x], new() { LineSearch = search });
        int calls = 0;

        Minimize(optimizer, () => calls++ == 0 ? x.pow(2).sum() : x.sum() * double.NaN);

        optimizer.LastStep!.Outcome.Should().Be(LbfgsOutcome.NotFinite);
        optimizer.LastStep.FinalLoss.Should().Be(13);
        optimizer.LastStep.Evaluations.Should().Be(22, "the start, the first trial and 20 halvings");
        TestProblems.Values([x]).Should().Equal(2, 3);
    }

    [Theory]
    [InlineData(LineSearch.None, 5)]
    [InlineData(LineSearch.StrongWolfe, 5)]
    public void Step_NeverFiniteAgain_EndsAtTheBestPointAndTheNextStepRecovers(LineSearch search, int finiteCalls)
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector(TestProblems.RosenbrockStart);
        using var optimizer = new Lbfgs([x], new() { LineSearch = search, LearningRate = 0.5, MaxHalvings = 3 });
        int calls = 0;
        var losses = new List<double>();

        Minimize(optimizer, () =>
        {
            Tensor loss = TestProblems.Rosenbrock(x);
            if (calls++ < finiteCalls)
            {
                losses.Add(loss.ToDouble());
                return loss;
            }

            return loss * double.PositiveInfinity;
        });

        optimizer.LastStep!.Outcome.Should().Be(LbfgsOutcome.NotFinite);
        optimizer.LastStep.FinalLoss.Should().Be(losses.Min());
        TestProblems.Rosenbrock(x).ToDouble().Should().Be(losses.Min());
        optimizer.ExportState().HistoryCount.Should().Be(0);

        Minimize(optimizer, () => TestProblems.Rosenbrock(x));
        optimizer.LastStep.Outcome.Should().NotBe(LbfgsOutcome.NotFinite);
        if (search == LineSearch.StrongWolfe)
        {
            optimizer.LastStep.FinalLoss.Should().BeLessThan(losses.Min());
        }
    }

    [Theory]
    [InlineData(LineSearch.None)]
    [InlineData(LineSearch.StrongWolfe)]
    public void Step_NoHalvingsAllowed_EndsAtTheFirstNotFiniteTrial(LineSearch search)
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([0.5]);
        using var optimizer = new Lbfgs([x], new() { LineSearch = search, LearningRate = 40, MaxHalvings = 0 });
        int calls = 0;

        Minimize(optimizer, () => calls++ == 0 ? x.pow(2).sum() : x.sum() * double.NaN);

        optimizer.LastStep!.Outcome.Should().Be(LbfgsOutcome.NotFinite);
        optimizer.LastStep.Evaluations.Should().Be(2);
        TestProblems.Values([x]).Should().Equal(0.5);
    }

    private static Tensor Minimize(Lbfgs optimizer, Func<Tensor> loss)
        => optimizer.step(TestProblems.Closure(optimizer, loss));
}
