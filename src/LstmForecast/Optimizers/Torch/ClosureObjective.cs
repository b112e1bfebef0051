using System.Globalization;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Optimizers;

/// <summary>A closure that leaves gradients in the parameters, as loss and gradient of one flat vector.</summary>
internal sealed class ClosureObjective(FlatParameters parameters, Func<Tensor> closure) : IObjective
{
    public int Count => parameters.Count;

    /// <summary>The element type of the losses.</summary>
    public ScalarType Type { get; private set; } = ScalarType.Float32;

    /// <summary>Where the first loss was.</summary>
    public Device? Device { get; private set; }

    public double Evaluate(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        parameters.Write(weights);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable grad = enable_grad();
        Tensor loss = closure() ?? throw new InvalidOperationException(
            "The closure returned null; it must return the loss, a tensor of one element.");
        if (loss.numel() != 1)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"The closure returned a tensor of {loss.numel()} elements; ")
                + "the loss must be one number, such as its mean.");
        }

        parameters.ReadGradient(gradient);
        Device ??= loss.device;
        Type = loss.dtype;
        return loss.ToDouble();
    }
}
