using LstmForecast.Lstm;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Network;

/// <summary>
/// The article's model in TorchSharp, for any shape: LSTM cells stepped through time, each followed by normalisation
/// and dropout on its way up, linear layers from the last one to the output. Stepped by TorchSharp it is the reference
/// that every other engine is held against.
/// </summary>
internal sealed class LstmStack : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<LSTMCell> _cells = new();
    private readonly ModuleList<nn.Module<Tensor, Tensor>> _norms = new();
    private readonly ModuleList<Linear> _head = new();
    private readonly FusedLayer[] _fused;
    private readonly double _dropout;
    private readonly ScalarType _type;

    public LstmStack(NetworkShape shape, double dropout, ScalarType type, int traceSteps = int.MaxValue)
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

        _fused = [.. shape.HiddenSizes.Select((hidden, layer) =>
            FusedLayer.Create(shape.LayerInput(layer), hidden, type, traceSteps))];
        foreach ((int from, int to) in shape.LinearSizes()) _head.Add(nn.Linear(from, to, dtype: type));
        register_module("cells", _cells);
        register_module("norms", _norms);
        register_module("head", _head);
    }

    public NetworkShape Shape { get; }

    /// <summary>What computes the LSTM layers when the network is fed with observed values.</summary>
    public LstmEngine Engine { get; init; } = LstmEngine.Torch;

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
        Tensor output = Engine == LstmEngine.Fused && future == 0 ? ForwardByLayer(input) : ForwardByStep(input, future);
        return output.MoveToOuterDisposeScope();
    }

    /// <summary>
    /// Teacher-forced over some series of a batch, from an index on: <c>[count, time, output size]</c>. Dropout leaves
    /// out other units than in the block before.
    /// </summary>
    public Tensor ForwardBlock(Tensor input, int first, int count)
    {
        long seed = DropoutSeed;
        DropoutSeed = unchecked(seed + (long)((ulong)first * 0x9E3779B97F4A7C15UL));
        try
        {
            return forward(input.narrow(0, first, count));
        }
        finally
        {
            DropoutSeed = seed;
        }
    }

    /// <summary>As the article does it: all layers for one time step, then the next.</summary>
    private Tensor ForwardByStep(Tensor input, int future)
    {
        (Tensor H, Tensor C)[] states = InitialStates(input.shape[0]);
        Tensor[]? masks = DropoutMasks(input.shape[0], input.shape[1] + future);
        var tops = new List<Tensor>();
        foreach (Tensor x in input.unbind(1)) tops.Add(Step(x, states, masks, tops.Count));
        var outputs = new List<Tensor> { Head(stack(tops, 1)) };
        for (int step = 0; step < future; step++)
        {
            Tensor previous = outputs[^1].select(1, outputs[^1].shape[1] - 1);
            outputs.Add(Head(Step(previous, states, masks, tops.Count + step)).unsqueeze(1));
        }

        return cat(outputs, 1);
    }

    /// <summary>The same mathematics by the managed kernel: all time steps of one layer, then the next.</summary>
    private Tensor ForwardByLayer(Tensor input)
    {
        Tensor[]? masks = DropoutMasks(input.shape[0], input.shape[1]);
        Tensor x = input;
        for (int layer = 0; layer < _cells.Count; layer++)
        {
            LSTMCell cell = _cells[layer];
            x = FusedLstmFunction.Run(
                _fused[layer], x, [cell.weight_ih!, cell.weight_hh!, cell.bias_ih!, cell.bias_hh!]);
            if (Shape.Normalization == Normalization.Layer) x = _norms[layer].forward(x);
            // Statistics are those of one time step, and the running ones move once a step.
            if (Shape.Normalization == Normalization.Batch) x = stack(x.unbind(1).Select(_norms[layer].forward), 1);
            if (masks is not null && layer < masks.Length) x *= masks[layer];
        }

        return Head(x);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (FusedLayer layer in _fused) layer.Dispose();
        }

        base.Dispose(disposing);
    }

    private (Tensor H, Tensor C)[] InitialStates(long series) =>
        [.. Shape.HiddenSizes.Select(hidden => (zeros(series, hidden, _type), zeros(series, hidden, _type)))];

    /// <summary>One time step through all layers, <c>[series, input size]</c> to <c>[series, last hidden]</c>.</summary>
    private Tensor Step(Tensor x, (Tensor H, Tensor C)[] states, Tensor[]? masks, int time)
    {
        // What only this step needs is let go here, not at the end of the pass.
        using DisposeScope scope = NewDisposeScope();
        for (int layer = 0; layer < states.Length; layer++)
        {
            (Tensor h, Tensor c) = _cells[layer].forward(x, states[layer]);
            states[layer] = (h.MoveToOuterDisposeScope(), c.MoveToOuterDisposeScope());
            x = Shape.Normalization == Normalization.None ? h : _norms[layer].forward(h);
            if (masks is not null && layer < masks.Length) x *= masks[layer].select(1, time);
        }

        // h of the last layer is a state of its own; only a handle that is not may be moved out.
        return ReferenceEquals(x, states[^1].H) ? x : x.MoveToOuterDisposeScope();
    }

    private Tensor Head(Tensor x)
    {
        foreach (Linear linear in _head) x = linear.forward(x);
        return x;
    }

    /// <summary>
    /// One for each layer but the last, as in PyTorch's nn.LSTM, <c>[series, time, hidden]</c>: 0 with the probability of
    /// dropout, else what keeps the expected value as it is. Null where nothing is left out.
    /// </summary>
    private Tensor[]? DropoutMasks(long series, long time)
    {
        if (!training || _dropout == 0) return null;
        using var random = new Generator((ulong)DropoutSeed);
        // Made here, since TorchSharp would leave them to the finalizer, which may come before libtorch has used them.
        using Scalar dropped = _dropout;
        using Scalar kept = 1 - _dropout;
        return
        [
            .. Shape.HiddenSizes[..^1].Select(hidden =>
                rand([series, time, hidden], _type, generator: random).ge(dropped).to_type(_type) / kept),
        ];
    }
}
