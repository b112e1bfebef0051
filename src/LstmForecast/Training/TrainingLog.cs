using Microsoft.Extensions.Logging;

namespace LstmForecast.Training;

internal static partial class TrainingLog
{
    public static void Epoch(ILogger logger, EpochReport report) =>
        Epoch(
            logger,
            report.Epoch,
            report.TotalEpochs,
            report.TrainingLoss,
            report.ValidationLoss,
            report.FreeRunningError,
            report.Evaluations,
            report.Elapsed,
            report.EstimatedTimeLeft);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Epoch {Epoch} of {Epochs}: training loss {TrainingLoss}, validation loss {ValidationLoss}, "
            + "free-running error {FreeRunningError}, {Evaluations} evaluations, {Elapsed} gone, {Left} left")]
    private static partial void Epoch(
        ILogger logger,
        int epoch,
        int epochs,
        double trainingLoss,
        double? validationLoss,
        double? freeRunningError,
        int evaluations,
        TimeSpan elapsed,
        TimeSpan left);

    [LoggerMessage(Level = LogLevel.Information, Message = "Training ended: {Reason}; the model has the weights of epoch {Epoch}")]
    public static partial void Finished(ILogger logger, StopReason reason, int epoch);
}
