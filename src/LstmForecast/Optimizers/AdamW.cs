namespace LstmForecast.Optimizers;

/// <summary>
/// Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled weight decay regularization", 2019), by the
/// formulas of PyTorch's <c>torch.optim.AdamW</c>.
/// </summary>
/// <param name="count">Weights.</param>
/// <param name="beta1">How slowly the mean of the gradients moves.</param>
/// <param name="beta2">How slowly the mean of their squares moves.</param>
/// <param name="weightDecay">The pull toward zero, in units of the learning rate.</param>
internal sealed class AdamW(int count, double beta1, double beta2, double weightDecay) : IGradientOptimizer
{
    /// <summary>PyTorch's default.</summary>
    private const double Epsilon = 1e-8;

    private readonly double[] _mean = new double[count];
    private readonly double[] _meanSquare = new double[count];
    private long _steps;

    public void Step(Span<double> weights, ReadOnlySpan<double> gradient, double learningRate)
    {
        _steps++;
        double kept = 1 - learningRate * weightDecay;
        double length = learningRate / (1 - Math.Pow(beta1, _steps));
        double correction = Math.Sqrt(1 - Math.Pow(beta2, _steps));
        for (int i = 0; i < weights.Length; i++)
        {
            double slope = gradient[i];
            double mean = _mean[i] += (slope - _mean[i]) * (1 - beta1);
            double square = _meanSquare[i] = beta2 * _meanSquare[i] + (1 - beta2) * slope * slope;
            weights[i] = weights[i] * kept - length * (mean / (Math.Sqrt(square) / correction + Epsilon));
        }
    }

    public void Export(BinaryWriter writer)
    {
        writer.Write(_steps);
        VectorFile.Write(writer, _mean);
        VectorFile.Write(writer, _meanSquare);
    }

    public void Restore(BinaryReader reader)
    {
        _steps = reader.ReadInt64();
        VectorFile.Read(reader, _mean);
        VectorFile.Read(reader, _meanSquare);
    }
}
