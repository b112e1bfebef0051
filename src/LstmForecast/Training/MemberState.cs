using LstmForecast.Network;

namespace LstmForecast.Training;

/// <summary>
/// All that the training of one network knows between two epochs. Its random numbers are not among it: they are drawn
/// anew from seed and epoch.
/// </summary>
internal sealed record MemberState
{
    /// <summary>What goes into text.</summary>
    public required MemberProgress Progress { get; init; }

    /// <summary>The weights after the last epoch, one after the other; empty where training has ended.</summary>
    public required double[] Weights { get; init; }

    /// <summary>The weights of the best epoch so far; empty before the first.</summary>
    public required double[] Best { get; init; }

    /// <summary>The weights of every epoch, where they are kept.</summary>
    public required double[][] Kept { get; init; }

    /// <summary>What the optimiser knows; empty where training has ended.</summary>
    public required byte[] Optimizer { get; init; }

    public static double[] Flat(NetworkWeights weights) =>
        [.. weights.Shape.Weights().SelectMany(weight => weights[weight.Name])];

    public static NetworkWeights Unflat(NetworkShape shape, double[] flat)
    {
        var byName = new Dictionary<string, double[]>();
        int offset = 0;
        foreach ((string name, int[] sizes) in shape.Weights())
        {
            int count = sizes.Aggregate(1, (product, size) => product * size);
            byName[name] = flat[offset..(offset += count)];
        }

        return new NetworkWeights(shape, byName);
    }
}

/// <summary>How far the training of one network has come.</summary>
internal sealed record MemberProgress
{
    /// <summary>Why it has ended; null if it has not.</summary>
    public StopReason? Stop { get; init; }

    public required EpochReport[] Reports { get; init; }

    public required int BestEpoch { get; init; }

    public required double BestScore { get; init; }

    /// <summary>What an epoch must do better than to count for the patience.</summary>
    public required double ToBeat { get; init; }

    /// <summary>The epoch that did so last.</summary>
    public required int LastGain { get; init; }

    public required TimeSpan Elapsed { get; init; }
}
