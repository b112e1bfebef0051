namespace LstmForecast.Samples.FeedForward;

/// <summary>A trained <see cref="FeedForwardBaseline"/>: a curve over the time steps. Immutable.</summary>
internal sealed class FeedForwardFit
{
    private readonly FeedForwardWeights _weights;

    internal FeedForwardFit(FeedForwardWeights weights, IReadOnlyList<FeedForwardReport> reports)
    {
        _weights = weights;
        Reports = reports;
    }

    /// <summary>The losses at epoch 1 and every so many epochs; the last epoch is always among them.</summary>
    public IReadOnlyList<FeedForwardReport> Reports { get; }

    /// <summary>The value of the curve at a time step.</summary>
    /// <param name="time">The time step, 0-based; also one between or beyond those that were observed.</param>
    public double Predict(double time) => _weights.Predict(time);
}
