using LstmForecast.Tests.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Optimizers;

/// <summary>Held against PyTorch and SciPy; Golden/lbfgs_reference.py made the numbers.</summary>
public class LbfgsStrongWolfeTests
{
    private static readonly LbfgsOptions Unbounded = new()
    {
        MaxIterations = 5000,
        GradientTolerance = 0,
        ChangeTolerance = 0,
    };

    [Fact]
    public void Step_Rosenbrock_NeedsNoMoreEvaluationsThanPublishedImplementations()
    {
        int evaluations = EvaluationsUntil(
            TestProblems.RosenbrockStart, TestProblems.Rosenbrock, LbfgsReference.RosenbrockTarget);

        evaluations.Should().BeLessThanOrEqualTo(LbfgsReference.RosenbrockTorchEvaluations);
        evaluations.Should().BeLessThanOrEqualTo(LbfgsReference.RosenbrockScipyEvaluations);
        evaluations.Should().BeLessThanOrEqualTo(LbfgsReference.RosenbrockScipyTenPairsEvaluations);
    }

    [Fact]
    public void Step_Beale_NeedsNoMoreEvaluationsThanPublishedImplementations()
    {
        int evaluations = EvaluationsUntil(TestProblems.BealeStart, TestProblems.Beale, LbfgsReference.BealeTarget);

        evaluations.Should().BeLessThanOrEqualTo(LbfgsReference.BealeTorchEvaluations);
        evaluations.Should().BeLessThanOrEqualTo(LbfgsReference.BealeScipyEvaluations);
        evaluations.Should().BeLessThanOrEqualTo(LbfgsReference.BealeScipyTenPairsEvaluations);
    }

    [Fact]
    public void Step_QuadraticOfConditionMillion_NeedsNoMoreEvaluationsThanPublishedImplementations()
    {
        int evaluations = EvaluationsUntil(
            TestProblems.QuadraticStart, TestProblems.Quadratic, LbfgsReference.QuadraticTarget);

        evaluations.Should().BeLessThanOrEqualTo(LbfgsReference.QuadraticTorchEvaluations);
        evaluations.Should().BeLessThanOrEqualTo(LbfgsReference.QuadraticScipyEvaluations);
        evaluations.Should().BeLessThanOrEqualTo(LbfgsReference.QuadraticScipyTenPairsEvaluations);
    }

    [Fact]
    public void Step_Rosenbrock_FollowsPyTorch()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector(TestProblems.RosenbrockStart);

        Follow([x], () => TestProblems.Rosenbrock(x), 4, LbfgsReference.RosenbrockSteps, 1e-11);
    }

    [Fact]
    public void Step_Beale_FollowsPyTorch()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector(TestProblems.BealeStart);

        Follow([x], () => TestProblems.Beale(x), 4, LbfgsReference.BealeSteps, 1e-11);
    }

    [Fact]
    public void Step_Lstm_FollowsPyTorch()
    {
        using DisposeScopeOfTest scope = new();
        var waves = new Waves();

        Follow(waves.Weights, waves.Loss, 5, LbfgsReference.WavesSteps, 1e-10);
    }

    [Fact]
    public void Step_StrongWolfe_NeverRaisesTheLoss()
    {
        using DisposeScopeOfTest scope = new();
        var waves = new Waves();
        using var optimizer = new Lbfgs(waves.Weights);
        double last = double.PositiveInfinity;
        for (int step = 0; step < 10; step++)
        {
            double first = optimizer.step(TestProblems.Closure(optimizer, waves.Loss)).ToDouble();
            LbfgsStep report = optimizer.LastStep!;

            report.FirstLoss.Should().Be(first).And.BeLessThanOrEqualTo(last);
            report.FinalLoss.Should().BeLessThanOrEqualTo(first);
            using Tensor now = waves.Loss();
            now.ToDouble().Should().Be(report.FinalLoss);
            last = report.FinalLoss;
        }
    }

    [Fact]
    public void Step_LossKnownToFewDigits_EndsWithLineSearchFailedAtTheStart()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([2, 3]);
        using var optimizer = new Lbfgs([x]);

        // The gradient points uphill: no length lowers the loss.
        optimizer.step(() =>
        {
            optimizer.zero_grad();
            using Tensor uphill = -x.pow(2).sum();
            uphill.backward();
            return x.detach().pow(2).sum();
        });

        optimizer.LastStep!.Outcome.Should().Be(LbfgsOutcome.LineSearchFailed);
        TestProblems.Values([x]).Should().Equal(2, 3);
        optimizer.ExportState().HistoryCount.Should().Be(0);
    }

    private static int EvaluationsUntil(double[] start, Func<Tensor, Tensor> loss, double target)
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector(start);
        using var optimizer = new Lbfgs([x], Unbounded);
        int count = 0;
        int reached = 0;
        optimizer.step(() =>
        {
            count++;
            optimizer.zero_grad();
            Tensor value = loss(x);
            value.backward();
            if (reached == 0 && value.ToDouble() <= target)
            {
                reached = count;
                x.grad!.zero_();
            }

            return value;
        });

        reached.Should().BePositive("the loss must reach {0}", target);
        return reached;
    }

    private static void Follow(
        IReadOnlyList<Parameter> weights, Func<Tensor> loss, int iterations, double[][] reference, double precision)
    {
        using var optimizer = new Lbfgs(weights, new LbfgsOptions { MaxIterations = iterations });
        int total = 0;
        foreach (double[] step in reference)
        {
            double first = optimizer.step(TestProblems.Closure(optimizer, loss)).ToDouble();

            // Near a minimum the loss is a difference of rounded numbers; the first loss gives their size.
            first.Should().BeApproximately(step[0], precision * (step[0] + (1e-6 * reference[0][0])));
            optimizer.LastStep!.Evaluations.Should().Be((int)step[1]);
            NumbersShould.BeClose(TestProblems.Values(weights), step[2..], precision, $"after {total} evaluations");
            total += optimizer.LastStep.Evaluations;
        }

        optimizer.ExportState().Evaluations.Should().Be(total);
    }
}
