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
        logger.Messages[0].Should().StartWith("Training, network 1 of 1, epoch 1 of 2: training loss 0.")
            .And.Contain("validation loss 0.").And.Contain("free-running error 0.").And.Contain("; 50 % done, 00:00:");
        logger.Messages[1].Should().StartWith("Training, network 1 of 1, epoch 2 of 2: ").And.EndWith("; 100 % done, 00:00:00 left");
        logger.Messages[2].Should().Be("Training ended: EpochsCompleted; the model has the weights of epoch 2");
        logger.Events.Select(one => $"{one.Id} {one.Name}").Should().Equal("3 RunFreely", "3 RunFreely", "4 Finished");
        logger.Levels.Should().OnlyContain(level => level == LogLevel.Information);
    }

    private sealed class ListLogger : ILogger
    {
        internal List<string> Messages { get; } = [];

        internal List<LogLevel> Levels { get; } = [];

        internal List<EventId> Events { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Messages.Add(formatter(state, exception));
            Levels.Add(logLevel);
            Events.Add(eventId);
        }
    }
}
