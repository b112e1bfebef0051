using LstmForecast.Tests.Training;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Optimizers;

/// <summary>A closure may fail at any evaluation; the step is then as though it had never begun.</summary>
public class LbfgsExceptionTests
{
    private sealed class ClosureFailedException : Exception;

    [Theory]
    [InlineData(LineSearch.None, 1)]
    [InlineData(LineSearch.None, 2)]
    [InlineData(LineSearch.None, 9)]
    [InlineData(LineSearch.StrongWolfe, 1)]
    [InlineData(LineSearch.StrongWolfe, 2)]
    [InlineData(LineSearch.StrongWolfe, 3)]
    [InlineData(LineSearch.StrongWolfe, 9)]
    public void Step_ClosureThrows_LeavesParametersAndStateAndCanBeRepeated(LineSearch search, int failAt)
    {
        using DisposeScopeOfTest scope = new();
        LbfgsOptions options = new() { LineSearch = search, LearningRate = search == LineSearch.None ? 0.1 : 1 };
        var spared = new Waves();
        using var sparedOptimizer = new Lbfgs(spared.Weights, options);
        var waves = new Waves();
        using var optimizer = new Lbfgs(waves.Weights, options);
        sparedOptimizer.step(TestProblems.Closure(sparedOptimizer, spared.Loss));
        optimizer.step(TestProblems.Closure(optimizer, waves.Loss));
        long[] before = TestProblems.Bits(waves.Weights);
        byte[] stateBefore = StateBytes(optimizer);
        LbfgsStep? lastBefore = optimizer.LastStep;

        int calls = 0;
        Func<Tensor> failing = TestProblems.Closure(
            optimizer, waves.Loss, () => calls += calls + 1 == failAt ? throw new ClosureFailedException() : 1);
        Action act = () => optimizer.step(failing);

        act.Should().Throw<ClosureFailedException>();
        TestProblems.Bits(waves.Weights).Should().Equal(before);
        StateBytes(optimizer).Should().Equal(stateBefore);
        optimizer.LastStep.Should().BeSameAs(lastBefore);

        sparedOptimizer.step(TestProblems.Closure(sparedOptimizer, spared.Loss));
        optimizer.step(TestProblems.Closure(optimizer, waves.Loss));
        TestProblems.Bits(waves.Weights).Should().Equal(TestProblems.Bits(spared.Weights));
        optimizer.LastStep.Should().Be(sparedOptimizer.LastStep);
    }

    [Fact]
    public void Step_ClosureThrowsInTheLineSearchOfTheFirstStep_LeavesAnEmptyState()
    {
        using DisposeScopeOfTest scope = new();
        var x = TestProblems.Vector(TestProblems.RosenbrockStart);
        using var optimizer = new Lbfgs([x]);
        int calls = 0;

        Action act = () => optimizer.step(TestProblems.Closure(
            optimizer,
            () => TestProblems.Rosenbrock(x),
            () => calls += calls == 1 ? throw new OperationCanceledException() : 1));

        act.Should().Throw<OperationCanceledException>();
        TestProblems.Values([x]).Should().Equal(TestProblems.RosenbrockStart);
        optimizer.ExportState().Evaluations.Should().Be(0);
        optimizer.LastStep.Should().BeNull();
    }

    [Fact]
    public void Step_ClosureReturnsManyNumbers_SaysHowMany()
    {
        using DisposeScopeOfTest scope = new();
        var x = TestProblems.Vector([1, 2, 3]);
        using var optimizer = new Lbfgs([x]);

        Action act = () => optimizer.step(() => x * 2);

        act.Should().Throw<InvalidOperationException>().WithMessage(
            "The closure returned a tensor of 3 elements; the loss must be one number, such as its mean.");
    }

    [Fact]
    public void Step_ClosureReturnsNull_SaysSo()
    {
        using DisposeScopeOfTest scope = new();
        using var optimizer = new Lbfgs([TestProblems.Vector([1])]);

        Action act = () => optimizer.step(() => null!);

        act.Should().Throw<InvalidOperationException>()
            .WithMessage("The closure returned null; it must return the loss, a tensor of one element.");
    }

    [Fact]
    public void Step_NoClosure_Throws()
    {
        using DisposeScopeOfTest scope = new();
        using var optimizer = new Lbfgs([TestProblems.Vector([1])]);

        Action act = () => optimizer.step();

        act.Should().Throw<ArgumentNullException>().WithParameterName("closure");
    }

    private static byte[] StateBytes(Lbfgs optimizer)
    {
        using var stream = new MemoryStream();
        optimizer.ExportState().Save(stream);
        return stream.ToArray();
    }
}
