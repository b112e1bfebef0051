using Microsoft.Extensions.Logging;

namespace LstmForecast.Training;

/// <summary>What a logger is told. Epochs that are judged by other figures are other events, so that no figure is empty.</summary>
internal static partial class TrainingLog
{
    private const string Where =
        "{Stage}, network {Network} of {Networks}, epoch {Epoch} of {Epochs}: training loss {TrainingLoss}";

    private const string Left = "; {Percent} % done, {Left} left";

    public static void Epoch(ILogger logger, TrainingProgress now, EpochReport ended)
    {
        int network = now.Member + 1;
        int percent = (int)(100 * now.Share);
        TimeSpan left = now.EstimatedTimeLeft ?? TimeSpan.Zero;
        if (ended.ValidationLoss is not double validation)
        {
            Trained(
                logger, now.Stage, network, now.MemberCount, ended.Epoch, ended.TotalEpochs, ended.TrainingLoss, percent, left);
        }
        else if (ended.FreeRunningError is not double error)
        {
            Validated(
                logger,
                now.Stage,
                network,
                now.MemberCount,
                ended.Epoch,
                ended.TotalEpochs,
                ended.TrainingLoss,
                validation,
                percent,
                left);
        }
        else
        {
            RunFreely(
                logger,
                now.Stage,
                network,
                now.MemberCount,
                ended.Epoch,
                ended.TotalEpochs,
                ended.TrainingLoss,
                validation,
                error,
                percent,
                left);
        }
    }

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Information,
        Message = Where + "" + Left)]
    private static partial void Trained(
        ILogger logger,
        TrainingStage stage,
        int network,
        int networks,
        int epoch,
        int epochs,
        double trainingLoss,
        int percent,
        TimeSpan left);

    [LoggerMessage(
        EventId = 2,
        Level = LogLevel.Information,
        Message = Where + ", validation loss {ValidationLoss}" + Left)]
    private static partial void Validated(
        ILogger logger,
        TrainingStage stage,
        int network,
        int networks,
        int epoch,
        int epochs,
        double trainingLoss,
        double validationLoss,
        int percent,
        TimeSpan left);

    [LoggerMessage(
        EventId = 3,
        Level = LogLevel.Information,
        Message = Where + ", validation loss {ValidationLoss}, free-running error {FreeRunningError}" + Left)]
    private static partial void RunFreely(
        ILogger logger,
        TrainingStage stage,
        int network,
        int networks,
        int epoch,
        int epochs,
        double trainingLoss,
        double validationLoss,
        double freeRunningError,
        int percent,
        TimeSpan left);

    [LoggerMessage(
        EventId = 4, Level = LogLevel.Information, Message = "Training ended: {Reason}; the model has the weights of epoch {Epoch}")]
    public static partial void Finished(ILogger logger, StopReason reason, int epoch);
}
