using Microsoft.Extensions.Logging;

namespace LstmForecast.Tests.Forecaster;

public sealed partial class SequenceForecasterTests
{
    [Fact]
    public void Fit_WithProgress_ReportsEveryEpochInOrderOnTheCallersThread()
    {
        var progress = new Progress();

        TrainedForecaster model = new SequenceForecaster(Small.Exact)
            .Fit(Small.Waves(), new SgdTraining { Epochs = 3 }, progress: progress);

        progress.Reports.Select(report => report.Epoch).Should().Equal(1, 2, 3);
        progress.Threads.Should().OnlyContain(thread => thread == Environment.CurrentManagedThreadId);
        progress.Reports.Select(report => report with { Model = null }).Should().Equal(model.History.Epochs);
    }

    [Fact]
    public void Fit_WithProgress_GivesModelsThatKnowTheirEpoch()
    {
        var progress = new Progress();

        new SequenceForecaster(Small.Exact).Fit(Small.Waves(), new SgdTraining { Epochs = 2 }, progress: progress);

        progress.Reports.Select(report => report.Model!.History.RestoredEpoch).Should().Equal(1, 2);
        progress.Reports.Select(report => report.Model!.History.Epochs.Count).Should().Equal(1, 2);
    }

    [Fact]
    public void Fit_ProgressThrows_LetsItsExceptionThrough()
    {
        var progress = new Progress(_ => throw new InvalidOperationException("from the caller"));

        Action act = () => new SequenceForecaster(Small.Exact).Fit(Small.Waves(), progress: progress);

        act.Should().Throw<InvalidOperationException>().WithMessage("from the caller");
        progress.Reports.Should().ContainSingle();
    }

    [Fact]
    public void Fit_WithLogger_WritesALineAnEpochAndOneAtTheEnd()
    {
        var logger = new ListLogger();

        new SequenceForecaster(Small.Exact, logger).Fit(
            Small.Waves(), new SgdTraining { Epochs = 2, RestoreEpoch = EpochChoice.Last }, validation: Small.Waves([6]));

        logger.Messages.Should().HaveCount(3);
        logger.Messages[0].Should().StartWith("Epoch 1 of 2: training loss 0.").And.Contain("validation loss 0.")
            .And.Contain("free-running error 0.").And.Contain("1 evaluations");
        logger.Messages[1].Should().StartWith("Epoch 2 of 2: ");
        logger.Messages[2].Should().Be("Training ended: EpochsCompleted; the model has the weights of epoch 2");
        logger.Levels.Should().OnlyContain(level => level == LogLevel.Information);
    }

    private sealed class ListLogger : ILogger
    {
        internal List<string> Messages { get; } = [];

        internal List<LogLevel> Levels { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Messages.Add(formatter(state, exception));
            Levels.Add(logLevel);
        }
    }
}
