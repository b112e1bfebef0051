using System.Diagnostics;
using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.Tests.Optimizers;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

/// <summary>Counts tensors and memory of the whole process.</summary>
[Collection(nameof(RunsAlone))]
public sealed class FusedLeakTests
{
    // The trace of one pass takes 100 kB: one kept per evaluation would show as 200 MB.
    private const long MemoryTolerance = 60 << 20;

    private static readonly StackCase One =
        new(new NetworkShape(2, [16, 16], [], 1, Normalization.Layer), Rows: 8, Steps: 20, Dropout: 0, Seed: 1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ForwardAndBackward_TwoHundredTimes_LeaveNoTensors(bool callerHasScope)
    {
        using DisposeScope? scope = callerHasScope ? NewDisposeScope() : null;
        using LstmStack stack = One.Stack(LayerRunner.Fused, ScalarType.Float32);
        using Tensor input = One.Input(ScalarType.Float32);
        Evaluate(stack, input, times: 5);
        Collect();
        long tensors = Tensor.TotalCount;

        Evaluate(stack, input, times: 200);

        Collect();
        Tensor.TotalCount.Should().Be(tensors);
    }

    [Fact]
    public void Forward_BackwardIsNeverCalled_LeavesNoTensors()
    {
        using LstmStack stack = One.Stack(LayerRunner.Fused, ScalarType.Float32);
        using Tensor input = One.Input(ScalarType.Float32);
        Evaluate(stack, input, times: 5);
        Collect();
        long tensors = Tensor.TotalCount;

        for (int i = 0; i < 200; i++)
        {
            using DisposeScope inner = NewDisposeScope();
            stack.Forward(input, future: 0);
        }

        Collect();
        // Buffers go with the graph that never gave them back.
        Tensor.TotalCount.Should().BeLessThanOrEqualTo(tensors);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Forward_TwoThousandTimes_TakesNoMoreMemory(bool withBackward)
    {
        using LstmStack stack = One.Stack(LayerRunner.Fused, ScalarType.Float32);
        using Tensor input = One.Input(ScalarType.Float32);
        Evaluate(stack, input, times: 200, withBackward);
        Collect();
        long memory = ResidentMemory();

        Evaluate(stack, input, times: 2000, withBackward);

        Collect();
        (ResidentMemory() - memory).Should().BeLessThan(MemoryTolerance);
    }

    private static void Evaluate(LstmStack stack, Tensor input, int times, bool withBackward = true)
    {
        for (int i = 0; i < times; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            stack.zero_grad();
            Tensor loss = stack.Forward(input, future: 0).square().sum();
            if (withBackward) loss.backward();
            FusedLstmFunction.ThrowIfBackwardFailed();
        }

        stack.zero_grad();
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }

    private static long ResidentMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
