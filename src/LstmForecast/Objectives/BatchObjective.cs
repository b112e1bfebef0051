using LstmForecast.Optimizers;
using LstmForecast.TrainingData;

namespace LstmForecast.Objectives;

/// <summary>The loss over one batch, for an optimizer that knows weights and gradients alone.</summary>
/// <param name="network">What has the weights.</param>
/// <param name="batch">The batch.</param>
/// <param name="evaluated">Told of every loss that was evaluated.</param>
/// <param name="cancellationToken">Stops an evaluation.</param>
internal sealed class BatchObjective(
    INetworkObjective network, TrainingBatch batch, Action<double> evaluated, CancellationToken cancellationToken) : IObjective
{
    public int Count => network.Count;

    public double Evaluate(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        double loss = network.Differentiate(batch, weights, gradient, cancellationToken);
        evaluated(loss);
        return loss;
    }
}
