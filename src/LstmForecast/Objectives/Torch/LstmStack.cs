using LstmForecast.Network;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>
/// The reference model in TorchSharp, for any shape: LSTM cells stepped through time, each followed by normalisation
/// and dropout on its way up, linear layers from the last one to the output. Stepped by TorchSharp it is the reference
/// that every other engine is held against.
/// </summary>
internal sealed class LstmStack : nn.Module<Tensor, Tensor>
{
    private readonly ModuleList<nn.Module> _cells = new();
    private readonly List<Func<Tensor, (Tensor H, Tensor C), (Tensor H, Tensor C)>> _steps = [];
    private readonly ModuleList<nn.Module<Tensor, Tensor>> _norms = new();
    private readonly ModuleList<nn.Module<Tensor, Tensor>> _head = new();
    private readonly ModuleList<nn.Module<Tensor, Tensor>> _embeddings = new();
    private readonly LayerRunner _runner;
    private readonly FusedLayer[] _fused = [];
    private readonly LstmModules _modules = new();
    private readonly double _dropout;
    private readonly ScalarType _type;
    private readonly Device _device;

    /// <param name="shape">Layers and their widths.</param>
    /// <param name="dropout">The share left out between layers in training.</param>
    /// <param name="type">Float32 or Float64.</param>
    /// <param name="runner">What runs the LSTM layers when the network is fed with observed values.</param>
    /// <param name="device">Where weights, inputs and outputs are; null for the CPU, which the fused runner needs.</param>
    /// <param name="traceSteps">For the fused runner: see <see cref="FusedLayer.Create"/>.</param>
    public LstmStack(
        NetworkShape shape,
        double dropout,
        ScalarType type,
        LayerRunner runner = LayerRunner.Cells,
        Device? device = null,
        int traceSteps = int.MaxValue)
        : base(nameof(LstmStack))
    {
        Shape = shape;
        _dropout = dropout;
        _type = type;
        _runner = runner;
        _device = device ?? CPU;
        for (int layer = 0; layer < shape.HiddenSizes.Length; layer++)
        {
            int hidden = shape.HiddenSizes[layer];
            int input = shape.LayerInput(layer);
            AddCell(input, hidden);
            if (shape.Normalization == Normalization.Layer)
                _norms.Add(nn.LayerNorm(hidden, NetworkShape.NormalizationEpsilon, device: _device, dtype: type));
            else if (shape.Normalization == Normalization.Batch)
                _norms.Add(new ParameterBatchNorm(hidden, type, _device));
        }

        if (runner == LayerRunner.Fused)
        {
            _fused = [.. shape.HiddenSizes.Select((hidden, layer) =>
                FusedLayer.Create(shape.LayerInput(layer), hidden, type, traceSteps))];
        }

        foreach ((int from, int to) in shape.LinearSizes()) _head.Add(NewLinear(from, to));
        foreach (EmbeddingShape table in shape.Embeddings) _embeddings.Add(NewEmbedding(table));
        register_module("embeddings", _embeddings);
        register_module("cells", _cells);
        register_module("norms", _norms);
        register_module("head", _head);
    }

    public NetworkShape Shape { get; }

    /// <summary>Of weights, inputs and outputs.</summary>
    public ScalarType Type => _type;

    /// <summary>Of weights, inputs and outputs.</summary>
    public Device Device => _device;

    /// <summary>
    /// Decides which units dropout takes out. As long as it stays the same so do they, which an optimiser that
    /// compares losses within one step (a line search) cannot do without.
    /// </summary>
    public long DropoutSeed { get; set; }

    private void AddCell(int input, int hidden)
    {
        if (_runner == LayerRunner.Fused)
        {
            var weights = new ParameterCell(input, hidden, _type);
            _cells.Add(weights);
            _steps.Add(weights.Step);
            return;
        }

        LSTMCell cell = nn.LSTMCell(input, hidden, device: _device, dtype: _type);
        if (_runner == LayerRunner.Modules) _modules.Add(cell, input, hidden, _type, _device);
        _cells.Add(cell);
        _steps.Add((x, state) => cell.forward(x, state));
    }

    // TorchSharp's are made on the CPU and moved, so that initial weights, which are overwritten, come out of no other device's
    // generator.
    private nn.Module<Tensor, Tensor> NewLinear(int from, int to) => _runner == LayerRunner.Fused
        ? new ParameterLinear(from, to, _type)
        : nn.Linear(from, to, device: CPU, dtype: _type).to(_device);

    private nn.Module<Tensor, Tensor> NewEmbedding(EmbeddingShape table) => _runner == LayerRunner.Fused
        ? new ParameterEmbedding(table.Rows, table.Width, _type)
        : nn.Embedding(table.Rows, table.Width, dtype: _type, device: _device);

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
        input = Embedded(input);
        Tensor output = _runner == LayerRunner.Cells || future > 0 ? ForwardByStep(input, future) : ForwardByLayer(input);
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

    /// <summary>With a vector in the place of each category's index, which does not change in time.</summary>
    private Tensor Embedded(Tensor input)
    {
        if (_embeddings.Count == 0) return input;
        long numbers = input.shape[2] - _embeddings.Count;
        var parts = new List<Tensor> { input.narrow(2, 0, numbers) };
        for (int i = 0; i < _embeddings.Count; i++)
        {
            Tensor index = input.select(1, 0).select(1, numbers + i).to_type(ScalarType.Int64);
            parts.Add(_embeddings[i].forward(index).unsqueeze(1).expand(-1, input.shape[1], -1));
        }

        return cat(parts, 2);
    }

    /// <summary>All layers for one time step, then the next.</summary>
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

    /// <summary>The same mathematics in another order: all time steps of one layer, then the next.</summary>
    private Tensor ForwardByLayer(Tensor input)
    {
        Tensor[]? masks = DropoutMasks(input.shape[0], input.shape[1]);
        Tensor x = input;
        for (int layer = 0; layer < _cells.Count; layer++)
        {
            x = _runner == LayerRunner.Fused ? RunFused(layer, x) : _modules.Run(layer, x);
            if (Shape.Normalization == Normalization.Layer) x = _norms[layer].forward(x);
            // Statistics are those of one time step, and the running ones move once a step.
            if (Shape.Normalization == Normalization.Batch) x = stack(x.unbind(1).Select(_norms[layer].forward), 1);
            if (masks is not null && layer < masks.Length) x *= masks[layer];
        }

        return Head(x);
    }

    private Tensor RunFused(int layer, Tensor x) =>
        FusedLstmFunction.Run(_fused[layer], x, ((ParameterCell)_cells[layer]).Weights);

    private (Tensor H, Tensor C)[] InitialStates(long series) =>
        [.. Shape.HiddenSizes.Select(hidden => (Zeros(series, hidden), Zeros(series, hidden)))];

    private Tensor Zeros(long series, int hidden) => zeros(series, hidden, dtype: _type, device: _device);

    /// <summary>One time step through all layers, <c>[series, input size]</c> to <c>[series, last hidden]</c>.</summary>
    private Tensor Step(Tensor x, (Tensor H, Tensor C)[] states, Tensor[]? masks, int time)
    {
        // What only this step needs is let go here, not at the end of the pass.
        using DisposeScope scope = NewDisposeScope();
        for (int layer = 0; layer < states.Length; layer++)
        {
            (Tensor h, Tensor c) = _steps[layer](x, states[layer]);
            states[layer] = (h.MoveToOuterDisposeScope(), c.MoveToOuterDisposeScope());
            x = Shape.Normalization == Normalization.None ? h : _norms[layer].forward(h);
            if (masks is not null && layer < masks.Length) x *= masks[layer].select(1, time);
        }

        // h of the last layer is a state of its own; only a handle that is not may be moved out.
        return ReferenceEquals(x, states[^1].H) ? x : x.MoveToOuterDisposeScope();
    }

    private Tensor Head(Tensor x)
    {
        foreach (nn.Module<Tensor, Tensor> linear in _head) x = linear.forward(x);
        return x;
    }

    /// <summary>
    /// One for each layer but the last, as in PyTorch's nn.LSTM, <c>[series, time, hidden]</c>: 0 with the probability of
    /// dropout, else what keeps the expected value as it is. Null where nothing is left out. Drawn on the CPU: the same on
    /// every device.
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
                (rand([series, time, hidden], _type, CPU, generator: random).ge(dropped).to_type(_type) / kept)
                    .to(_device)),
        ];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _modules.Dispose();
            foreach (FusedLayer layer in _fused) layer.Dispose();
        }

        base.Dispose(disposing);
    }
}
