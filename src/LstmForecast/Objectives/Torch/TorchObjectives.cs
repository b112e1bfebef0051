using System.Runtime.CompilerServices;
using LstmForecast.Backend;
using LstmForecast.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>What computes by libtorch. The one door to it: nothing of TorchSharp is touched before it is entered.</summary>
internal static class TorchObjectives
{
    /// <summary>Loads libtorch and looks for the device.</summary>
    /// <param name="reason">Which option asks for it, such as "Normalization is Layer".</param>
    /// <param name="device">The device wanted.</param>
    /// <exception cref="DllNotFoundException">There is no libtorch; the message says what asks for it and what to add.</exception>
    /// <exception cref="InvalidOperationException">The device is not there.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void EnsureAvailable(string reason, ComputeDevice device)
    {
        try
        {
            NativeBackend.EnsureLoaded();
            _ = Devices.Find(device);
        }
        // The last two are TorchSharp's own words for it, where it loads its library itself.
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or NotSupportedException)
        {
            string remedy = e is DllNotFoundException ? "" : $" {NativeLoader.PackageRemedy}";
            throw new DllNotFoundException($"{reason}, which takes libtorch to train. {e.Message}{remedy}", e);
        }
    }

    /// <summary>Does something that makes tensors and leaves none behind.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static T InScope<T>(Func<T> work)
    {
        using DisposeScope scope = NewDisposeScope();
        return work();
    }

    /// <summary>The objective for any network and any loss; to be called, used and disposed inside <see cref="InScope"/>.</summary>
    /// <param name="shape">The network.</param>
    /// <param name="precision">What it computes in.</param>
    /// <param name="dropout">The share left out between layers in training.</param>
    /// <param name="runner">What runs the LSTM layers.</param>
    /// <param name="device">Where.</param>
    /// <param name="plan">Series in a block, and blocks at once; for the fused runner.</param>
    /// <param name="loss">What is summed.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static INetworkObjective Create(
        NetworkShape shape,
        Precision precision,
        double dropout,
        LayerRunner runner,
        ComputeDevice device,
        BlockPlan plan,
        LossSum loss)
    {
        ScalarType type = precision == Precision.Float32 ? ScalarType.Float32 : ScalarType.Float64;
        Device place = Devices.Find(device);
        return runner == LayerRunner.Fused
            ? new TorchBlockObjective(MakeStack, plan, loss)
            // TorchSharp's cells draw initial weights.
            : new WholeBatchObjective(GlobalRandomState.Preserve(MakeStack), loss);

        LstmStack MakeStack() => new(shape, dropout, type, runner, place, plan.TraceSteps);
    }
}
