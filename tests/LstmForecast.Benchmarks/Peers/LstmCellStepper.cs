using LstmForecast.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Benchmarks;

/// <summary>TorchSharp's <c>LSTMCell</c> stepped by hand, without gradients.</summary>
internal sealed class LstmCellStepper : IStepper
{
    private readonly LSTMCell[] _cells;
    private readonly Linear _head;
    private readonly Tensor _input = zeros(1, 1);
    private readonly (Tensor H, Tensor C)[] _states;

    public LstmCellStepper(NetworkWeights weights)
    {
        NetworkShape shape = weights.Shape;
        _cells = [.. shape.HiddenSizes.Select((hidden, layer) => nn.LSTMCell(shape.LayerInput(layer), hidden))];
        _head = nn.Linear(shape.HiddenSizes[^1], shape.OutputSize);
        _states = [.. shape.HiddenSizes.Select(hidden => (zeros(1, hidden), zeros(1, hidden)))];
        for (int layer = 0; layer < _cells.Length; layer++) Import(_cells[layer], weights, $"cells.{layer}");
        Import(_head, weights, "head.0");
    }

    public float Step(float input)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        _input.fill_(input);
        Tensor x = _input;
        for (int layer = 0; layer < _cells.Length; layer++)
        {
            (Tensor H, Tensor C) before = _states[layer];
            (Tensor h, Tensor c) = _cells[layer].forward(x, before);
            _states[layer] = (h.DetachFromDisposeScope(), c.DetachFromDisposeScope());
            before.H.Dispose();
            before.C.Dispose();
            x = h;
        }

        return _head.forward(x).ToSingle();
    }

    public void Dispose()
    {
        foreach ((Tensor h, Tensor c) in _states)
        {
            h.Dispose();
            c.Dispose();
        }

        foreach (LSTMCell cell in _cells) cell.Dispose();
        _head.Dispose();
        _input.Dispose();
    }

    private static void Import(nn.Module module, NetworkWeights weights, string prefix)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        foreach ((string name, Tensor to) in module.state_dict())
            to.copy_(tensor(weights[$"{prefix}.{name}"], to.shape, ScalarType.Float64));
    }
}
