using System.Numerics;
using LstmForecast.Network;

namespace LstmForecast.Objectives;

/// <summary>
/// The linear layers above the last LSTM layer and the loss, there and back, a few points at a time while their numbers
/// are in the cache. Belongs to one worker.
/// </summary>
internal sealed unsafe class HeadWorker<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Time steps of a row that are worked on together.</summary>
    private const int StepsAtOnce = 64;

    private readonly LayerKernel<T> _kernel;
    private readonly PointwiseLoss<T> _loss;
    private readonly LinearWeights<T>[] _layers;
    private readonly LinearGradient<T>[] _gradients;

    // Of each layer what came out, of the last one then the derivatives by it.
    private readonly AlignedBuffer<T>[] _outputs;

    // Of each layer but the first the derivatives by what went in.
    private readonly AlignedBuffer<T>[] _inputGradients;

    public HeadWorker(ManagedNetwork<T> network, PointwiseLoss<T> loss)
    {
        _kernel = network.Kernel;
        _loss = loss;
        _layers = network.Head;
        _gradients = [.. _layers.Select(layer => new LinearGradient<T>(layer))];
        _outputs = [.. _layers.Select(layer => new AlignedBuffer<T>(StepsAtOnce * layer.OutputRow))];
        _inputGradients = [.. _layers.Skip(1).Select(layer => new AlignedBuffer<T>(StepsAtOnce * layer.InputRow))];
    }

    /// <summary>Before the first step of a block.</summary>
    public void Begin()
    {
        foreach (LinearGradient<T> gradient in _gradients) gradient.Clear();
    }

    /// <summary>The sum of losses over a stretch.</summary>
    /// <param name="block">Targets and weights.</param>
    /// <param name="first">The stretch's first step.</param>
    /// <param name="steps">Steps in it.</param>
    /// <param name="hidden">What the last LSTM layer gave, rows filled up to whole vectors with zeros.</param>
    /// <param name="hiddenGradient">Where the derivatives by it go; the default if there is no backward pass.</param>
    public double Run(in BlockData<T> block, int first, int steps, Sequence<T> hidden, Sequence<T> hiddenGradient)
    {
        double sum = 0;
        for (int row = 0; row < block.Rows; row++)
        {
            for (int step = 0; step < steps; step += StepsAtOnce)
            {
                int count = Math.Min(StepsAtOnce, steps - step);
                var input = new Points<T>(hidden.At(row, step), hidden.StepStride);
                Forward(count, input);
                sum += _loss.Differentiate(
                    _outputs[^1].Span[..(count * _layers[^1].OutputRow)],
                    _layers[^1].OutputRow,
                    block.TargetsAt(row, first + step, count),
                    block.WeightsAt(row, first + step, count),
                    block.Values,
                    block.Scale);
                if (!hiddenGradient.IsNull)
                    Backward(count, input, new Points<T>(hiddenGradient.At(row, step), hiddenGradient.StepStride));
            }
        }

        return sum;
    }

    /// <summary>Derivatives by the weights: of each layer <c>[outputs, input row]</c> and the bias, <c>[output row]</c>.</summary>
    public void WriteGradient(Span<double> to)
    {
        foreach (LinearGradient<T> gradient in _gradients)
        {
            Numbers.Convert<T, double>(gradient.Weight.Span, to);
            to = to[gradient.Weight.Length..];
            Numbers.Convert<T, double>(gradient.Bias.Span, to);
            to = to[gradient.Bias.Length..];
        }
    }

    private void Forward(int points, Points<T> input)
    {
        for (int i = 0; i < _layers.Length; i++)
        {
            Points<T> output = Output(i);
            _kernel.Forward(_layers[i], points, input, output);
            input = output;
        }
    }

    private void Backward(int points, Points<T> input, Points<T> inputGradient)
    {
        Points<T> gradient = Output(_layers.Length - 1);
        for (int i = _layers.Length - 1; i >= 0; i--)
        {
            Points<T> next = i == 0 ? inputGradient : new Points<T>(_inputGradients[i - 1], _layers[i].InputRow);
            _kernel.Backward(_layers[i], points, i == 0 ? input : Output(i - 1), gradient, next, _gradients[i]);
            gradient = next;
        }
    }

    private Points<T> Output(int layer) => new(_outputs[layer], _layers[layer].OutputRow);
}
