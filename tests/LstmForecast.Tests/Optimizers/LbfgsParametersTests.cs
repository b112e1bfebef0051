using LstmForecast.Tests.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Optimizers;

public class LbfgsParametersTests
{
    [Theory]
    [InlineData(LineSearch.None, 0.2)]
    [InlineData(LineSearch.StrongWolfe, 1)]
    public void Step_Float32Lstm_LearnsLikeFloat64(LineSearch search, double learningRate)
    {
        using DisposeScopeOfTest scope = new();
        var single = new Waves(ScalarType.Float32);
        var doubled = new Waves();
        LbfgsOptions options = new() { LineSearch = search, LearningRate = learningRate, MaxIterations = 5 };
        using var singleOptimizer = new Lbfgs(single.Weights, options);
        using var doubleOptimizer = new Lbfgs(doubled.Weights, options);

        Tensor loss = singleOptimizer.step(TestProblems.Closure(singleOptimizer, single.Loss));
        doubleOptimizer.step(TestProblems.Closure(doubleOptimizer, doubled.Loss));

        loss.dtype.Should().Be(ScalarType.Float32);
        loss.shape.Should().BeEmpty();
        loss.requires_grad.Should().BeFalse();
        NumbersShould.BeClose(
            TestProblems.Values(single.Weights), TestProblems.Values(doubled.Weights), 1e-4, "float32 has 24 bits");
    }

    [Fact]
    public void Step_SeveralShapesTypesAndLayouts_FindsTheTarget()
    {
        using DisposeScopeOfTest scope = new();
        Parameter matrix = new(arange(6, ScalarType.Float64).reshape(2, 3).t()); // [3, 2], not contiguous
        Parameter cube = new(zeros(2, 1, 2, ScalarType.Float32));
        Parameter scalar = new(tensor(7.0));
        Tensor target = tensor(new double[] { 1, 2, 3, 4, 5, 6 }).reshape(3, 2);
        using var optimizer = new Lbfgs([matrix, cube, scalar]);

        optimizer.step(TestProblems.Closure(
            optimizer,
            () => (matrix - target).pow(2).sum() + (3 * (cube - 2).pow(2).sum()) + (scalar + 1).pow(4).squeeze()));
        for (int step = 0; step < 5; step++)
        {
            optimizer.step(TestProblems.Closure(
                optimizer,
                () => (matrix - target).pow(2).sum() + (3 * (cube - 2).pow(2).sum()) + (scalar + 1).pow(4).squeeze()));
        }

        matrix.shape.Should().Equal(3, 2);
        TestProblems.Values([matrix]).Should().BeEquivalentTo(
            [1.0, 2, 3, 4, 5, 6],
            o => o.WithStrictOrdering().Using<double>(c => c.Subject.Should().BeApproximately(c.Expectation, 1e-3))
                .WhenTypeIs<double>());
        TestProblems.Values([cube]).Should().AllSatisfy(v => v.Should().BeApproximately(2, 1e-3));
        TestProblems.Values([scalar])[0].Should().BeApproximately(-1, 0.05);
        optimizer.ExportState().ParameterCount.Should().Be(11);
    }

    [Fact]
    public void Step_OneParameterHasNoGradient_StaysAndTheOthersMove()
    {
        using DisposeScopeOfTest scope = new();
        Parameter used = TestProblems.Vector([3]);
        Parameter unused = TestProblems.Vector([5, 6]);
        using var optimizer = new Lbfgs([unused, used]);

        optimizer.step(TestProblems.Closure(optimizer, () => (used - 1).pow(2).sum()));

        TestProblems.Values([unused]).Should().Equal(5, 6);
        TestProblems.Values([used])[0].Should().BeApproximately(1, 1e-6);
    }

    [Fact]
    public void Step_GradientsDisabledByTheCaller_AreEnabledForTheClosure()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([3]);
        using var optimizer = new Lbfgs([x]);

        using (no_grad())
        {
            optimizer.step(TestProblems.Closure(optimizer, () => (x - 1).pow(2).sum()));
            is_grad_enabled().Should().BeFalse();
        }

        TestProblems.Values([x])[0].Should().BeApproximately(1, 1e-6);
    }

    [Fact]
    public void Step_AlreadyAtTheMinimum_EndsWithGradientTolerance()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([1, 1]);
        using var optimizer = new Lbfgs([x]);

        optimizer.step(TestProblems.Closure(optimizer, () => TestProblems.Rosenbrock(x)));

        optimizer.LastStep.Should().Be(new LbfgsStep
        {
            Outcome = LbfgsOutcome.GradientTolerance,
            FirstLoss = 0,
            FinalLoss = 0,
            GradientNorm = 0,
            Iterations = 0,
            Evaluations = 1,
        });
    }

    [Fact]
    public void Step_FewEvaluationsAllowed_EndsWithMaxEvaluations()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector(TestProblems.RosenbrockStart);
        using var optimizer = new Lbfgs([x], new() { MaxEvaluations = 3 });

        optimizer.step(TestProblems.Closure(optimizer, () => TestProblems.Rosenbrock(x)));

        optimizer.LastStep!.Outcome.Should().Be(LbfgsOutcome.MaxEvaluations);
        optimizer.LastStep.Evaluations.Should().BeInRange(3, 6);
    }

    [Fact]
    public void Step_LearningRateScheduler_SetsTheLearningRate()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([3]);
        using var optimizer = new Lbfgs(
            [x], new() { LearningRate = 0.5, LineSearch = LineSearch.None, MaxIterations = 1 });
        optim.lr_scheduler.LRScheduler scheduler = optim.lr_scheduler.StepLR(optimizer, 1, 0.1);

        scheduler.step();

        optimizer.LearningRate.Should().BeApproximately(0.05, 1e-15);
        optimizer.step(TestProblems.Closure(optimizer, () => x.sum()));
        TestProblems.Values([x])[0].Should().BeApproximately(2.95, 1e-12);
    }

    [Theory]
    [InlineData(LineSearch.None)]
    [InlineData(LineSearch.StrongWolfe)]
    public void Step_LearningRateZero_MovesNothing(LineSearch search)
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([3]);
        using var optimizer = new Lbfgs([x], new() { LineSearch = search }) { LearningRate = 0 };

        optimizer.step(TestProblems.Closure(optimizer, () => x.pow(2).sum()));

        TestProblems.Values([x]).Should().Equal(3);
        optimizer.LastStep!.Outcome.Should().Be(LbfgsOutcome.ChangeTolerance);
        optimizer.LastStep.Evaluations.Should().Be(1);
    }

    [Fact]
    public void LearningRate_Negative_IsRefused()
    {
        using DisposeScopeOfTest scope = new();
        using var optimizer = new Lbfgs([TestProblems.Vector([3])]);

        optimizer.Invoking(o => o.LearningRate = -1).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("Lbfgs.LearningRate is -1; it must be a finite number that is 0 or greater.*");
    }

    [Fact]
    public void Constructor_NoParameters_Throws()
    {
        Action act = () => _ = new Lbfgs([]);

        act.Should().Throw<ArgumentException>().WithMessage(
            "The list of parameters is empty; L-BFGS needs at least one, such as module.parameters().*");
    }

    [Fact]
    public void Constructor_ParameterTwice_NamesIt()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([3]);
        Action act = () => _ = new Lbfgs([x, x]);

        act.Should().Throw<ArgumentException>()
            .WithMessage("Parameter 1 is given twice; it would be moved twice. Give each parameter once.*");
    }

    [Fact]
    public void Constructor_HalfPrecision_NamesTheElementType()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([3], ScalarType.BFloat16);
        Action act = () => _ = new Lbfgs([x]);

        act.Should().Throw<ArgumentException>()
            .WithMessage("Parameter 0 has element type BFloat16; L-BFGS needs Float32 or Float64.*");
    }

    [Fact]
    public void AddParamGroup_Always_IsNotSupported()
    {
        using DisposeScopeOfTest scope = new();
        Parameter x = TestProblems.Vector([3]);
        using var optimizer = new Lbfgs([x]);

        optimizer.parameters().Should().Equal(x);
        optimizer.Invoking(o => o.add_param_group(new ParamGroup())).Should().Throw<NotSupportedException>();
    }
}
