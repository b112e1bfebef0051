using LstmForecast.Optimizers;
using LstmForecast.TrainingData;

namespace LstmForecast.Objectives;

/// <summary>The loss over one batch, for an optimizer that knows weights and gradients alone.</summary>
internal sealed class BatchObjective(
    INetworkObjective network, TrainingBatch batch, CancellationToken cancellationToken) : IObjective
{
    public int Count => network.Count;

    public double Evaluate(ReadOnlySpan<double> weights, Span<double> gradient) =>
        network.Differentiate(batch, weights, gradient, cancellationToken);
}
