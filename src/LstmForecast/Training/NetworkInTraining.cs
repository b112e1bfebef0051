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

    /// <summary>
    /// Lets what stands for a category that training never met be the mean of those that it met: nothing else is known of it,
    /// and no gradient reaches it.
    /// </summary>
    public void AverageUnknownCategories()
    {
        if (Shape.Embeddings.Length == 0) return;
        NetworkWeights weights = ExportExactly();
        for (int i = 0; i < Shape.Embeddings.Length; i++)
        {
            (int rows, int width) = (Shape.Embeddings[i].Rows, Shape.Embeddings[i].Width);
            double[] embedding = weights[$"embeddings.{i}.weight"];
            for (int column = 0; column < width; column++)
                embedding[column] = Enumerable.Range(1, rows - 1).Average(row => embedding[row * width + column]);
        }

        Import(weights);
    }

    /// <summary>The mean loss over a batch.</summary>
    public double Loss(TrainingBatch batch, CancellationToken cancellationToken) =>
        objective.Evaluate(batch, _weights, cancellationToken);
}
