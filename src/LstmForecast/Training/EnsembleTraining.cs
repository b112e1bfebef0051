using System.Runtime.ExceptionServices;
using LstmForecast.Network;
using LstmForecast.Numerics;
using LstmForecast.Objectives;

namespace LstmForecast.Training;

/// <summary>Trains the members of an ensemble, which differ in their seeds, side by side.</summary>
internal static class EnsembleTraining
{
    /// <param name="plan">That of the first member; the others have the seeds that follow.</param>
    /// <param name="stage">Which training of the fit this is.</param>
    /// <param name="meter">Told how it goes.</param>
    /// <param name="cancellationToken">Stops all of them.</param>
    public static TrainedForecaster Run(
        TrainingPlan plan, FitStage stage, TrainingMeter meter, CancellationToken cancellationToken)
    {
        if (plan.TorchReason is { } reason) TorchObjectives.EnsureAvailable(reason, plan.Device);
        int members = plan.Members;
        meter.Begin(stage, members, plan.Training.Epochs);
        if (members == 1) return MemberTrainer.Train(plan, meter.Of(0), cancellationToken);
        plan = plan with { Prepared = PreparedSet.Shared(plan) };
        int atOnce = Math.Min(members, plan.Threads);
        var models = new TrainedForecaster[members];
        Exception? failure = null;
        // One that fails stops the others: nobody wants to wait for networks that will be thrown away.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            Blocks.ForEach([.. Enumerable.Range(0, members)], TrainOne, atOnce);
        }
        catch (Exception)
        {
            if (failure is not null) ExceptionDispatchInfo.Throw(failure);
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }

        TrainingHistory[] histories = [.. models.Select(model => model.History)];
        // A member that was cancelled before its first epoch, or went wrong in it, knows nothing.
        TrainedForecaster[] trained = [.. models.Where(model => model.History.RestoredEpoch > 0)];
        NetworkWeights[] weights = [.. (trained.Length > 0 ? trained : models).Select(model => model.Definition.Weights)];
        return new TrainedForecaster(
            models[0].Definition with { Members = weights }, histories[0] with { Members = histories });

        void TrainOne(int i)
        {
            TrainingPlan own = plan with { Index = i, Seed = plan.Seed + i, Threads = Math.Max(1, plan.Threads / atOnce) };
            try
            {
                models[i] = MemberTrainer.Train(own, meter.Of(i), stop.Token);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stop.IsCancellationRequested)
            {
                Interlocked.CompareExchange(ref failure, exception, null);
                stop.Cancel();
                throw;
            }
        }
    }
}
