namespace LstmForecast.Optimizers;

/// <summary>Stochastic gradient descent with momentum, by the formulas of PyTorch's <c>torch.optim.SGD</c>.</summary>
/// <param name="count">Weights.</param>
/// <param name="momentum">The share of the last move that goes on into the next; 0 for none.</param>
/// <param name="weightDecay">What of the weights themselves is added to the gradient.</param>
internal sealed class Sgd(int count, double momentum, double weightDecay) : IGradientOptimizer
{
    private readonly double[] _move = new double[momentum == 0 ? 0 : count];

    public void Step(Span<double> weights, ReadOnlySpan<double> gradient, double learningRate)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            double slope = gradient[i] + weightDecay * weights[i];
            // From a move of zero the first one is the gradient, as PyTorch has it.
            if (_move.Length > 0) slope = _move[i] = momentum * _move[i] + slope;
            weights[i] -= learningRate * slope;
        }
    }

    public void Export(BinaryWriter writer) => VectorFile.Write(writer, _move);

    public void Restore(BinaryReader reader) => VectorFile.Read(reader, _move);
}
