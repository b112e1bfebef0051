using LstmForecast.Training;

namespace LstmForecast.Tests.Training;

/// <summary>
/// Tells the loop whatever a test wants to see it deal with, and leaves the number of the epoch in the weights, so that
/// a model can be asked which epoch it comes from.
/// </summary>
internal sealed class ScriptedOptimizer(NetworkInTraining network, Func<int, CancellationToken, EpochOutcome> epoch) : IEpochOptimizer
{
    public EpochOutcome Run(int epoch1, Action<EpochPart> within, CancellationToken cancellationToken)
    {
        network.Weights.Fill(epoch1);
        EpochOutcome outcome = epoch(epoch1, cancellationToken);
        within(new EpochPart(1, outcome.Evaluations, outcome.Loss));
        return outcome;
    }

    public byte[] ExportState() => [];

    public void RestoreState(byte[] state)
    {
    }

    public void Dispose()
    {
    }
}
