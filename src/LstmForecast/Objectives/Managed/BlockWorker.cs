using System.Numerics;
using LstmForecast.Network;

namespace LstmForecast.Objectives;

/// <summary>
/// Loss and gradient of a network over one block after the other, by one worker. Time is cut into stretches whose gates
/// there is room for: of all but the last only the states before them are kept on the way there, and the way back
/// computes them again. Mostly there is one stretch.
/// </summary>
internal sealed unsafe class BlockWorker<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Steps at once where nothing is kept: few enough for what goes from layer to layer to stay in the cache.</summary>
    private const int StepsWithoutTrace = 128;

    private readonly ManagedNetwork<T> _network;
    private readonly LayerWorker<T>[] _layers;

    // What comes out where no trace is kept.
    private readonly AlignedBuffer<T>[] _outputs;
    private readonly HeadWorker<T> _head;
    private readonly int _traceSteps;
    private readonly int _widest;

    // Derivatives by the outputs of the layer at work, then in the same place by its inputs.
    private AlignedBuffer<T> _gradient = new(0);

    /// <param name="network">Its weights are read at every pass.</param>
    /// <param name="loss">What is summed.</param>
    /// <param name="traceSteps">Most steps of a stretch.</param>
    public BlockWorker(ManagedNetwork<T> network, PointwiseLoss<T> loss, int traceSteps)
    {
        _network = network;
        _layers = [.. network.Layers.Select(weights => new LayerWorker<T>(network.Kernel, weights))];
        _head = new HeadWorker<T>(network, loss);
        _traceSteps = traceSteps;
        _outputs = [.. network.Layers.Select(_ => new AlignedBuffer<T>(0))];
        _widest = network.Layers.Max(layer => layer.Size.Units);
    }

    /// <summary>The sum of losses.</summary>
    public double Evaluate(in BlockData<T> block)
    {
        var stretches = new Stretches(block.Steps, StepsWithoutTrace);
        Begin(block.Rows, stretches.Longest, withTrace: false, withOutputs: true);
        double sum = 0;
        for (int stretch = 0; stretch < stretches.Count; stretch++)
        {
            (int first, int steps) = (stretches.First(stretch), stretches.LengthOf(stretch));
            sum += _head.Run(block, first, steps, Forward(block, first, steps, keepTrace: false), hiddenGradient: default);
        }

        return sum;
    }

    /// <summary>The sum of losses, and the gradient of its share in the mean, as <see cref="ManagedNetwork{T}.Collect"/> takes it.</summary>
    public double Differentiate(in BlockData<T> block, Span<double> gradient)
    {
        var stretches = new Stretches(block.Steps, _traceSteps);
        int last = stretches.Count - 1;
        Begin(block.Rows, stretches.Longest, withTrace: true, withOutputs: last > 0);
        for (int stretch = 0; stretch < last; stretch++)
        {
            foreach (LayerWorker<T> layer in _layers) layer.Keep(stretch);
            Forward(block, stretches.First(stretch), stretches.LengthOf(stretch), keepTrace: false);
        }

        // The states are those before the last stretch.
        double sum = Stretch(block, stretches, last);
        for (int stretch = last - 1; stretch >= 0; stretch--)
        {
            foreach (LayerWorker<T> layer in _layers) layer.Restore(stretch);
            sum += Stretch(block, stretches, stretch);
        }

        foreach (LayerWorker<T> layer in _layers)
        {
            Numbers.Convert<T, double>(layer.WeightGradient.Span, gradient);
            gradient = gradient[layer.WeightGradient.Length..];
        }

        _head.WriteGradient(gradient);
        return sum;
    }

    private void Begin(int rows, int steps, bool withTrace, bool withOutputs)
    {
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            _layers[layer].Begin(rows, withTrace ? steps : 0);
            long outputs = (long)rows * steps * _network.Layers[layer].Size.Units;
            if (withOutputs && _outputs[layer].Length < outputs) _outputs[layer] = new AlignedBuffer<T>(outputs);
        }

        long gradients = (long)rows * steps * _widest;
        if (withTrace && _gradient.Length < gradients) _gradient = new AlignedBuffer<T>(gradients);
        _head.Begin();
    }

    /// <summary>There and back through a stretch, from the states before it and the derivatives by those after it.</summary>
    private double Stretch(in BlockData<T> block, Stretches stretches, int stretch)
    {
        (int first, int steps) = (stretches.First(stretch), stretches.LengthOf(stretch));
        Sequence<T> hidden = Forward(block, first, steps, keepTrace: true);
        var gradient = new Sequence<T>(_gradient.Pointer, _widest, (nint)block.Rows * _widest);
        double sum = _head.Run(block, first, steps, hidden, gradient);
        for (int layer = _layers.Length - 1; layer >= 0; layer--)
        {
            _layers[layer].Backward(steps, gradient, inputGradient: layer == 0 ? default : gradient);
        }

        return sum;
    }

    /// <summary>All layers through some steps; returns what the last one gave.</summary>
    private Sequence<T> Forward(in BlockData<T> block, int first, int steps, bool keepTrace)
    {
        Sequence<T> x = block.Inputs.From(first);
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            Sequence<T> output = keepTrace ? default : Output(layer, block.Rows);
            _layers[layer].Forward(steps, x, output, keepTrace);
            x = keepTrace ? _layers[layer].TracedOutput : output;
        }

        return x;
    }

    /// <summary>Room for the hidden states of a stretch; rows are filled up to whole vectors with zeros.</summary>
    private Sequence<T> Output(int layer, int rows)
    {
        int units = _network.Layers[layer].Size.Units;
        return new Sequence<T>(_outputs[layer].Pointer, units, (nint)rows * units);
    }
}
