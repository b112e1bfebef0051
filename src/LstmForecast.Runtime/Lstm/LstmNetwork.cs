using System.Numerics;

namespace LstmForecast.Lstm;

/// <summary>
/// The trained network, stepped through time in plain managed code: LSTM cells, what normalises them, linear layers.
/// Immutable; each caller brings its own <see cref="NetworkState"/>.
/// </summary>
internal sealed class LstmNetwork
{
    private readonly LstmCell[] _cells;
    private readonly CellNormalization[] _norms;
    private readonly LinearLayer[] _head;

    public LstmNetwork(NetworkWeights weights)
    {
        Shape = weights.Shape;
        _cells = [.. Shape.HiddenSizes.Select((_, layer) => new LstmCell(weights, layer))];
        _norms = [.. Shape.HiddenSizes.Select((_, layer) => new CellNormalization(weights, layer))];
        _head = [.. Shape.LinearSizes().Select((_, index) => new LinearLayer(weights, index))];
    }

    public NetworkShape Shape { get; }

    public NetworkState NewState() => new(Shape);

    /// <summary>One time step: reads the input, advances the state, writes the output.</summary>
    /// <param name="input">Shape <c>[input size]</c>.</param>
    /// <param name="state">The state of one series, advanced in place.</param>
    /// <param name="output">Shape <c>[output size]</c>; may be the input's memory.</param>
    public void Step(ReadOnlySpan<double> input, NetworkState state, Span<double> output)
    {
        ReadOnlySpan<double> current = input;
        for (int layer = 0; layer < _cells.Length; layer++)
        {
            _cells[layer].Step(current, state.Hidden[layer], state.Cell[layer], state.Gates);
            _norms[layer].Apply(state.Hidden[layer], state.Normalized[layer]);
            current = state.Normalized[layer];
        }

        for (int i = 0; i < _head.Length; i++)
        {
            Span<double> to = i == _head.Length - 1 ? output : state.Head[i];
            _head[i].Apply(current, to);
            current = to;
        }
    }

    /// <summary>The dot product behind every weight matrix, as wide as the processor allows.</summary>
    internal static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
            sums += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        double sum = Vector.Sum(sums);
        for (; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }
}
