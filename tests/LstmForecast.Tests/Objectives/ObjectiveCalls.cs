using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.TrainingData;

namespace LstmForecast.Tests.Objectives;

/// <summary>Short forms for objectives at some weights.</summary>
internal static class ObjectiveCalls
{
    public static (double Loss, double[] Gradient) Differentiate(
        this INetworkObjective objective, TrainingBatch batch, NetworkWeights weights, CancellationToken cancellationToken = default)
    {
        var gradient = new double[objective.Count];
        double loss = objective.Differentiate(batch, objective.Import(weights), gradient, cancellationToken);
        return (loss, gradient);
    }

    public static double Evaluate(this INetworkObjective objective, TrainingBatch batch, NetworkWeights weights) =>
        objective.Evaluate(batch, objective.Import(weights), CancellationToken.None);
}
