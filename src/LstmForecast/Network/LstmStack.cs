using LstmForecast.Lstm;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Network;

/// <summary>
/// The article's model in TorchSharp, for any shape: LSTM cells stepped through time, each followed by normalisation
/// and dropout on its way up, linear layers from the last one to the output. The reference that every other engine is
/// held against.
/// </summary>
internal sealed class LstmStack : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<LSTMCell> _cells = new();
    private readonly ModuleList<nn.Module<Tensor, Tensor>> _norms = new();
    private readonly ModuleList<Linear> _head = new();
    private readonly double _dropout;
    private readonly ScalarType _type;

    public LstmStack(NetworkShape shape, double dropout, ScalarType type)
        : base(nameof(LstmStack))
    {
        Shape = shape;
        _dropout = dropout;
        _type = type;
        for (int layer = 0; layer < shape.HiddenSizes.Length; layer++)
        {
            int hidden = shape.HiddenSizes[layer];
            _cells.Add(nn.LSTMCell(shape.LayerInput(layer), hidden, dtype: type));
            if (shape.Normalization == Normalization.Layer)
                _norms.Add(nn.LayerNorm(hidden, NetworkShape.NormalizationEpsilon, dtype: type));
            else if (shape.Normalization == Normalization.Batch)
                _norms.Add(nn.BatchNorm1d(hidden, NetworkShape.NormalizationEpsilon, dtype: type));
        }

        foreach ((int from, int to) in shape.LinearSizes()) _head.Add(nn.Linear(from, to, dtype: type));
        register_module("cells", _cells);
        register_module("norms", _norms);
        register_module("head", _head);
    }

    public NetworkShape Shape { get; }

    /// <summary>
    /// Decides which units dropout takes out. As long as it stays the same so do they, which an optimiser that
    /// compares losses within one step (a line search) cannot do without.
    /// </summary>
    public long DropoutSeed { get; set; }

    /// <inheritdoc cref="Forward"/>
    public override Tensor forward(Tensor input) => Forward(input, future: 0);

    /// <summary>Teacher-forced over the input, then free-running.</summary>
    /// <param name="input"><c>[series, time, input size]</c>.</param>
    /// <param name="future">Steps beyond the input that are fed with the output of the step before.</param>
    /// <returns><c>[series, time + future, output size]</c>: at each step the forecast of the next.</returns>
    public Tensor Forward(Tensor input, int future)
    {
        if (future > 0 && Shape.InputSize != Shape.OutputSize)
        {
            throw new ArgumentOutOfRangeException(
                nameof(future),
                future,
                $"A network with {Shape.InputSize} inputs and {Shape.OutputSize} outputs cannot feed on its own output.");
        }

        using DisposeScope scope = NewDisposeScope();
        using Generator? dropout = training && _dropout > 0 ? new Generator((ulong)DropoutSeed) : null;
        (Tensor H, Tensor C)[] states = InitialStates(input.shape[0]);
        var tops = new List<Tensor>();
        foreach (Tensor x in input.unbind(1)) tops.Add(Step(x, states, dropout));
        var outputs = new List<Tensor> { Head(stack(tops, 1)) };
        for (int step = 0; step < future; step++)
        {
            Tensor previous = outputs[^1].select(1, outputs[^1].shape[1] - 1);
            outputs.Add(Head(Step(previous, states, dropout)).unsqueeze(1));
        }

        return cat(outputs, 1).MoveToOuterDisposeScope();
    }

    private (Tensor H, Tensor C)[] InitialStates(long series) =>
        [.. Shape.HiddenSizes.Select(hidden => (zeros(series, hidden, _type), zeros(series, hidden, _type)))];

    /// <summary>One time step through all layers, <c>[series, input size]</c> to <c>[series, last hidden]</c>.</summary>
    private Tensor Step(Tensor x, (Tensor H, Tensor C)[] states, Generator? dropout)
    {
        // What only this step needs is let go here, not at the end of the pass.
        using DisposeScope scope = NewDisposeScope();
        for (int layer = 0; layer < states.Length; layer++)
        {
            (Tensor h, Tensor c) = _cells[layer].forward(x, states[layer]);
            states[layer] = (h.MoveToOuterDisposeScope(), c.MoveToOuterDisposeScope());
            x = Shape.Normalization == Normalization.None ? h : _norms[layer].forward(h);
            // As in PyTorch's nn.LSTM: between layers, not behind the last one.
            if (dropout is not null && layer < states.Length - 1) x *= Mask(x.shape, dropout);
        }

        // h of the last layer is a state of its own; only a handle that is not may be moved out.
        return ReferenceEquals(x, states[^1].H) ? x : x.MoveToOuterDisposeScope();
    }

    private Tensor Head(Tensor x)
    {
        foreach (Linear linear in _head) x = linear.forward(x);
        return x;
    }

    /// <summary>0 with the probability of dropout, else what keeps the expected value as it is.</summary>
    private Tensor Mask(long[] shape, Generator dropout) =>
        rand(shape, _type, generator: dropout).ge(_dropout).to_type(_type) / (1 - _dropout);
}
