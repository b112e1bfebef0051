using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.TrainingData;

namespace LstmForecast.Training;

/// <summary>The weights of one network as they are now, and the objective that says how good they are.</summary>
internal sealed class NetworkInTraining(INetworkObjective objective, NetworkWeights start)
{
    private readonly double[] _weights = objective.Import(start);

    public INetworkObjective Objective => objective;

    public NetworkShape Shape => start.Shape;

    /// <summary>What an optimizer moves, in double precision whatever the network's.</summary>
    public Span<double> Weights => _weights;

    /// <summary>The weights in the network's precision.</summary>
    public NetworkWeights Export() => objective.Export(_weights);

    /// <summary>The weights as they are, for <see cref="Import"/>.</summary>
    public NetworkWeights ExportExactly() => objective.ExportExactly(_weights);

    /// <summary>Replaces the weights.</summary>
    public void Import(NetworkWeights weights) => objective.Import(weights).CopyTo(_weights, 0);

    /// <summary>The mean loss over a batch.</summary>
    public double Loss(TrainingBatch batch, CancellationToken cancellationToken) =>
        objective.Evaluate(batch, _weights, cancellationToken);
}
