using LstmForecast.Network;
using LstmForecast.TrainingData;

namespace LstmForecast.Objectives;

/// <summary>
/// Loss and gradient of a network over batches of windows: what training spends its time in. Weights go in and gradients
/// come out as flat vectors in the order of <see cref="WeightLayout"/>; where they are kept meanwhile, and in which form,
/// is the objective's own affair.
/// </summary>
internal interface INetworkObjective : IDisposable
{
    /// <summary>Weights that are trained.</summary>
    int Count { get; }

    /// <summary>
    /// Decides which units dropout takes out. As long as it stays the same so do they, which an optimizer that compares
    /// losses within one step (a line search) cannot do without. Without dropout it decides nothing.
    /// </summary>
    long DropoutSeed { get; set; }

    /// <summary>The mean loss over a batch and its gradient, in training mode.</summary>
    /// <param name="batch">The windows.</param>
    /// <param name="weights">Rounded to the network's precision on their way in.</param>
    /// <param name="gradient">Filled with the derivatives, which are not rounded.</param>
    /// <param name="cancellationToken">Stops it between two blocks.</param>
    double Differentiate(
        TrainingBatch batch, ReadOnlySpan<double> weights, Span<double> gradient, CancellationToken cancellationToken);

    /// <summary>The mean loss over a batch, in evaluation mode.</summary>
    /// <inheritdoc cref="Differentiate"/>
    double Evaluate(TrainingBatch batch, ReadOnlySpan<double> weights, CancellationToken cancellationToken);

    /// <summary>Takes over all that is not trained, and gives what is as one vector.</summary>
    double[] Import(NetworkWeights weights);

    /// <summary>A network with these weights, in its precision: what the objective computes with.</summary>
    NetworkWeights Export(ReadOnlySpan<double> weights);

    /// <summary>The same without rounding, so that <see cref="Import"/> gives the same vector again.</summary>
    NetworkWeights ExportExactly(ReadOnlySpan<double> weights);
}
