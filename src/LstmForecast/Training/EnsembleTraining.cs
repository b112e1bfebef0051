using LstmForecast.Forecasting;

namespace LstmForecast.Training;

/// <summary>Trains the members of an ensemble, which differ in their seeds, side by side.</summary>
internal static class EnsembleTraining
{
    /// <param name="member">The first member; the others have the seeds that follow.</param>
    /// <param name="report">Told of every epoch of every member, one at a time.</param>
    /// <param name="cancellationToken">Stops all of them.</param>
    public static TrainedForecaster Run(
        MemberTraining member, Action<EpochReport> report, CancellationToken cancellationToken)
    {
        int members = member.Members;
        if (members == 1) return member.Run(report, cancellationToken);
        int atOnce = Math.Min(members, member.Threads);
        var models = new TrainedForecaster[members];
        var oneAtATime = new Lock();
        Blocks.ForEach(
            [.. Enumerable.Range(0, members)],
            i =>
            {
                MemberTraining own = member with { Index = i, Seed = member.Seed + i, Threads = Math.Max(1, member.Threads / atOnce) };
                models[i] = own.Run(epoch => Report(epoch with { Member = i }), cancellationToken);
            },
            atOnce);
        TrainingHistory[] histories = [.. models.Select(model => model.History)];
        // A member that was cancelled before its first epoch, or went wrong in it, knows nothing.
        TrainedForecaster[] trained = [.. models.Where(model => model.History.RestoredEpoch > 0)];
        return new TrainedForecaster(models[0].Definition with
        {
            Members = [.. (trained.Length > 0 ? trained : models).Select(model => model.Definition.Weights)],
            History = histories[0] with { Members = histories },
        });

        void Report(EpochReport epoch)
        {
            lock (oneAtATime) report(epoch);
        }
    }
}
