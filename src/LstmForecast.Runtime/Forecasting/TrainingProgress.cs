using System.Globalization;
using static System.FormattableString;

namespace LstmForecast;

/// <summary>Where a fit stands: at the end of an epoch, or within one. Immutable.</summary>
/// <remarks>
/// <see cref="ToString"/> is a line to print: <c>new Progress&lt;TrainingProgress&gt;(Console.WriteLine)</c> shows all of it.
/// </remarks>
public sealed record TrainingProgress
{
    /// <summary>
    /// The share of the whole fit that is done, 0 to 1: all its trials, networks and epochs. It never falls, and leaps where
    /// training ends before the last epoch that was asked for.
    /// </summary>
    public required double Share { get; init; }

    /// <summary>Time since the fit began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// Time left until the fit ends, if what is left takes as long for its share as what was done, and no network ends early;
    /// null where nothing was done yet to judge by.
    /// </summary>
    public TimeSpan? EstimatedTimeLeft { get; init; }

    /// <summary>Whether this is a trial, and which.</summary>
    public TrainingStage Stage { get; init; }

    /// <summary>The network of the ensemble, 0-based; 0 for a single one.</summary>
    public int Member { get; init; }

    /// <summary>How many networks this stage trains.</summary>
    public int MemberCount { get; init; } = 1;

    /// <summary>The network's epoch, 1-based, that is under way or has just ended.</summary>
    public required int EpochNumber { get; init; }

    /// <summary>The most epochs that the network is trained.</summary>
    public required int TotalEpochs { get; init; }

    /// <summary>Evaluations of loss and gradient in this epoch, up to now.</summary>
    public required int Evaluations { get; init; }

    /// <summary>
    /// The loss of the latest evaluation, as training sees it: of all windows with L-BFGS, of a mini-batch with the others.
    /// At the end of an epoch it is <see cref="EpochReport.TrainingLoss"/>.
    /// </summary>
    public required double LatestLoss { get; init; }

    /// <summary>The epoch that has just ended, with the model as it stands; null within an epoch.</summary>
    public EpochReport? Epoch { get; init; }

    /// <summary>
    /// One line, such as "37 % done, 1:05 left: network 2 of 5, epoch 10 of 60, training loss 0.0123, validation loss 0.0142".
    /// </summary>
    public override string ToString()
    {
        string stage = Stage switch
        {
            TrainingStage.Trial => "trial, ",
            TrainingStage.RecursiveTrial => "trial of recursive forecasts, ",
            TrainingStage.DirectTrial => "trial of direct forecasts, ",
            _ => "",
        };
        string network = MemberCount > 1 ? $"network {Member + 1} of {MemberCount}, " : "";
        string left = EstimatedTimeLeft is TimeSpan time ? $", {Written(time)} left" : "";
        string losses = Epoch is null
            ? Invariant($", {Evaluations} evaluations, loss {LatestLoss:G4}")
            : Invariant($", training loss {Epoch.TrainingLoss:G4}");
        if (Epoch?.ValidationLoss is double validation) losses += Invariant($", validation loss {validation:G4}");
        if (Epoch?.FreeRunningError is double error) losses += Invariant($", free-running error {error:G4}");
        return Invariant($"{Math.Floor(100 * Share)} % done{left}: {stage}{network}epoch {EpochNumber} of {TotalEpochs}{losses}");
    }

    private static string Written(TimeSpan time) =>
        time.ToString(time.TotalHours < 1 ? @"m\:ss" : time.TotalDays < 1 ? @"h\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
}
