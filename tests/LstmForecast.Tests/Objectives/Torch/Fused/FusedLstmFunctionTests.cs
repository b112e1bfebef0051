using LstmForecast.Objectives;
using LstmForecast.Tests.Training;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

public sealed class FusedLstmFunctionTests
{
    /// <summary>Thrown through native code it would end the process: that this test ends at all is half of it.</summary>
    [Fact]
    public void ThrowIfBackwardFailed_LayerThrewInBackward_ThrowsItOnce()
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new OneLayer();
        Tensor y = FusedLstmFunction.Run(new ThrowingLayer(), OneLayer.Input(), one.Weights);

        y.sum().backward();

        Action first = FusedLstmFunction.ThrowIfBackwardFailed;
        first.Should().Throw<InvalidOperationException>().WithMessage("backward");
        first.Should().NotThrow();
    }

    [Fact]
    public void Run_LayerThrowsInForward_ReachesTheCaller()
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new OneLayer();
        Action run = () => FusedLstmFunction.Run(new ThrowingLayer(inForward: true), OneLayer.Input(), one.Weights);

        run.Should().Throw<InvalidOperationException>().WithMessage("forward");
        one.Run(OneLayer.Input()).sum().backward();
        one.TakeGradients().Should().OnlyContain(value => double.IsFinite(value));
    }

    [Fact]
    public void Backward_AfterAFailedOne_WorksAgain()
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new OneLayer();
        one.Run(OneLayer.Input()).sum().backward();
        double[] expected = one.TakeGradients();
        FusedLstmFunction.Run(new ThrowingLayer(), OneLayer.Input(), one.Weights).sum().backward();
        Action check = FusedLstmFunction.ThrowIfBackwardFailed;
        check.Should().Throw<InvalidOperationException>();
        foreach (Tensor weight in one.Weights) weight.grad = null;

        one.Run(OneLayer.Input()).sum().backward();

        one.TakeGradients().Should().Equal(expected);
    }

    [Fact]
    public void Run_InputIsNotContiguous_GivesWhatACopyGives()
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new OneLayer();
        Tensor timeFirst = OneLayer.Input().transpose(0, 1).contiguous();
        Tensor strided = timeFirst.transpose(0, 1).requires_grad_(); // [series, time, input]
        Tensor copy = OneLayer.Input().contiguous().requires_grad_();
        strided.is_contiguous().Should().BeFalse();

        Tensor y = one.Run(strided);
        double[] outputs = StackCase.Numbers(y);
        y.square().sum().backward();
        double[] gradients = one.TakeGradients();
        Tensor expected = one.Run(copy);
        expected.square().sum().backward();

        outputs.Should().Equal(StackCase.Numbers(expected));
        gradients.Should().Equal(one.TakeGradients());
        StackCase.Numbers(strided.grad!).Should().Equal(StackCase.Numbers(copy.grad!));
    }

    /// <summary>A sum's gradient is a single 1 that is shown everywhere, without a stride of its own.</summary>
    [Fact]
    public void Backward_GradientIsNotContiguous_GivesWhatAContiguousOneGives()
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new OneLayer();
        one.Run(OneLayer.Input()).transpose(0, 2).sum().backward();
        double[] gradients = one.TakeGradients();

        one.Run(OneLayer.Input()).backward([ones(4, 7, 5, ScalarType.Float64)]);

        gradients.Should().Equal(one.TakeGradients());
    }

    [Fact]
    public void Backward_AfterTwoForwards_UsesTheTraceOfEach()
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new OneLayer();
        one.Run(OneLayer.Input()).sum().backward();
        double[] first = one.TakeGradients();
        one.Run(OneLayer.Input(start: 9)).sum().backward();
        double[] second = one.TakeGradients();

        Tensor y1 = one.Run(OneLayer.Input());
        Tensor y2 = one.Run(OneLayer.Input(start: 9));
        y1.sum().backward();
        double[] firstAgain = one.TakeGradients();
        y2.sum().backward();

        firstAgain.Should().Equal(first);
        one.TakeGradients().Should().Equal(second);
    }

    /// <summary>Outputs and gradients of one pass may lie where those of the one before lay, but not what somebody keeps.</summary>
    [Fact]
    public void Backward_AnotherPassFollows_LeavesTheGradientOfALeaf()
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new OneLayer();
        Tensor first = OneLayer.Input().requires_grad_();
        one.Run(first).square().sum().backward();
        double[] gradient = StackCase.Numbers(first.grad!);

        one.Run(OneLayer.Input(start: 9).requires_grad_()).square().sum().backward();

        StackCase.Numbers(first.grad!).Should().Equal(gradient);
    }

    [Fact]
    public void Run_BeforeTheBackwardOfAnother_LeavesItsOutputs()
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new OneLayer();
        Tensor y = one.Run(OneLayer.Input());
        double[] outputs = StackCase.Numbers(y);

        one.Run(OneLayer.Input(start: 9)).sum().backward();

        StackCase.Numbers(y).Should().Equal(outputs);
    }

    [Fact]
    public void Run_UnderNoGrad_GivesTheSameBitsAndNoGraph()
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new OneLayer();
        Tensor expected = one.Run(OneLayer.Input());

        using IDisposable noGradient = no_grad();
        Tensor y = one.Run(OneLayer.Input());

        y.requires_grad.Should().BeFalse();
        StackCase.Numbers(y).Should().Equal(StackCase.Numbers(expected));
    }

    [Fact]
    public void Backward_BatchesOfOtherSizesInBetween_GivesTheSameBits()
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new OneLayer();
        one.Run(OneLayer.Input()).sum().backward();
        double[] expected = one.TakeGradients();
        foreach ((int rows, int steps) in ((int, int)[])[(1, 7), (9, 2), (4, 8)])
        {
            one.Run(OneLayer.Input(rows, steps)).sum().backward();
            one.TakeGradients();
        }

        one.Run(OneLayer.Input()).sum().backward();

        one.TakeGradients().Should().Equal(expected);
    }

    /// <summary>The kernel reads memory by its own widths: it read beyond the end of a narrower tensor.</summary>
    [Theory]
    [InlineData(2, ScalarType.Float64, "*takes [series, time, 3] of Float64, found [4, 7, 2] of Float64.*")]
    [InlineData(3, ScalarType.Float32, "*takes [series, time, 3] of Float64, found [4, 7, 3] of Float32.*")]
    public void Run_InputOfAnotherWidthOrType_NamesBoth(int width, ScalarType type, string message)
    {
        using var scope = new DisposeScopeOfTest();
        using var one = new OneLayer();
        Action run = () => one.Run(zeros(4, 7, width, type));

        run.Should().Throw<ArgumentException>().WithMessage(message);
    }
}
