using LstmForecast.Network;
using LstmForecast.Training;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Training;

/// <summary>
/// Tells the loop whatever a test wants to see it deal with, and leaves the number of the epoch in the weights, so that
/// a model can be asked which epoch it comes from.
/// </summary>
internal sealed class ScriptedOptimizer(LstmStack stack, Func<int, CancellationToken, EpochOutcome> epoch) : IEpochOptimizer
{
    public EpochOutcome Run(int epoch1, CancellationToken cancellationToken)
    {
        using (no_grad())
        using (NewDisposeScope())
        {
            foreach (var weight in stack.parameters()) weight.fill_(epoch1);
        }

        return epoch(epoch1, cancellationToken);
    }

    public byte[] ExportState() => [];

    public void RestoreState(byte[] state)
    {
    }

    public void Dispose()
    {
    }
}
