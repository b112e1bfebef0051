using System.Runtime.ExceptionServices;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>
/// A whole LSTM layer as one step of TorchSharp's automatic differentiation: what stands around it stays ordinary
/// TorchSharp.
/// </summary>
internal sealed class FusedLstmFunction : autograd.SingleTensorFunction<FusedLstmFunction>
{
    private const string Layer = "layer";
    private const string Trace = "trace";

    [ThreadStatic]
    private static ExceptionDispatchInfo? _failure;

    public override string Name => nameof(FusedLstmFunction);

    /// <summary>The hidden states of a layer, <c>[series, time, hidden]</c>, from zero states.</summary>
    public static Tensor Run(FusedLayer layer, Tensor x, IReadOnlyList<Tensor> weights)
    {
        using DisposeScope scope = NewDisposeScope();
        x = x.contiguous();
        Tensor y = is_grad_enabled()
            ? apply(layer, x, weights[0], weights[1], weights[2], weights[3])
            : layer.Forward(x, weights, keepTrace: false, out _);
        return y.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// An exception that left <see cref="backward"/> would end the process: it is kept, and thrown here, after backward.
    /// </summary>
    public static void ThrowIfBackwardFailed()
    {
        ExceptionDispatchInfo? failure = _failure;
        _failure = null;
        failure?.Throw();
    }

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var layer = (FusedLayer)vars[0];
        var x = (Tensor)vars[1];
        Tensor[] weights = [.. vars.Skip(2).Cast<Tensor>()];
        Tensor y = layer.Forward(x, weights, keepTrace: true, out object? trace);
        ctx.save_for_backward([x, .. weights]);
        ctx.save_data(Layer, layer);
        ctx.save_data(Trace, trace!);
        return y;
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        List<Tensor> saved = ctx.get_saved_variables();
        try
        {
            using Tensor gradient = grad_output.contiguous();
            List<Tensor> gradients = ((FusedLayer)ctx.get_data(Layer)).Backward(
                saved[0], saved[1..], ctx.get_data(Trace), gradient, saved[0].requires_grad);
            return [null!, .. gradients];
        }
#pragma warning disable CA1031 // Whatever it is, it must not leave this method.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(problem);
            return [null!, .. saved.Select(tensor => zeros_like(tensor))];
        }
    }
}
