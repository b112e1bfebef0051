using LstmForecast.Training;

namespace LstmForecast.Tests.Training;

public sealed class TrainingMeterTests
{
    private readonly List<TrainingProgress> _told = [];
    private readonly ManualClock _clock = new();
    private readonly TrainingMeter _meter;

    public TrainingMeterTests() => _meter = new TrainingMeter(_told.Add, _clock);

    [Fact]
    public void Completed_StagesOfUnequalWork_TellsTheShareOfAllWork()
    {
        // Two networks of 10 epochs of 1, and 80 to come: 100 in all.
        _meter.Begin(new FitStage(TrainingStage.Trial, EpochWork: 1, Later: 80), members: 2, epochs: 10);
        _clock.Advance(seconds: 5);
        _meter.Of(1).Completed(Report(5), isLast: false);
        _told[^1].Share.Should().BeApproximately(0.05, 1e-12);
        _told[^1].EstimatedTimeLeft.Should().Be(TimeSpan.FromSeconds(95));
        _told[^1].Member.Should().Be(1);
        _told[^1].MemberCount.Should().Be(2);

        // Neither trains as long as it might: 5 + 1 were needed.
        _meter.Of(1).Ended();
        _meter.Of(0).Completed(Report(1), isLast: true);
        _told[^1].Share.Should().BeApproximately(6.0 / 86, 1e-12);

        _meter.Begin(new FitStage(TrainingStage.Training, EpochWork: 20), members: 1, epochs: 4);
        _meter.Of(0).Completed(Report(2), isLast: false);
        _told[^1].Share.Should().BeApproximately(46.0 / 86, 1e-12);
        _meter.Of(0).Completed(Report(3), isLast: true);
        _told[^1].Share.Should().Be(1);
        _told[^1].EstimatedTimeLeft.Should().Be(TimeSpan.Zero);
        _told.Select(one => one.Stage).Should().Equal(
            TrainingStage.Trial, TrainingStage.Trial, TrainingStage.Training, TrainingStage.Training);
    }

    [Fact]
    public void Within_ManyEvaluations_TellsTenTimesASecond()
    {
        _meter.Begin(new FitStage(TrainingStage.Training), members: 1, epochs: 2);
        for (int evaluation = 1; evaluation <= 25; evaluation++)
        {
            _clock.Advance(seconds: 0.04);
            _meter.Of(0).Within(1, new EpochPart(evaluation / 25.0, evaluation, 1.0 / evaluation));
        }

        _told.Select(one => one.Evaluations).Should().Equal(3, 6, 9, 12, 15, 18, 21, 24);
        _told[3].Share.Should().BeApproximately(12.0 / 50, 1e-12);
        _told[3].LatestLoss.Should().Be(1.0 / 12);
        _told[3].Epoch.Should().BeNull();
        _told[3].EpochNumber.Should().Be(1);
        _told[3].ToString().Should().Be("24 % done, 0:01 left: epoch 1 of 2, 12 evaluations, loss 0.08333");
    }

    [Fact]
    public void EstimatedTimeLeft_SlowFirstEvaluation_IsJudgedByTheOthers()
    {
        _meter.Begin(new FitStage(TrainingStage.Training), members: 1, epochs: 1);
        _clock.Advance(seconds: 30);
        _meter.Of(0).Within(1, new EpochPart(0.1, 1, 0));
        _clock.Advance(seconds: 2);
        _meter.Of(0).Within(1, new EpochPart(0.2, 2, 0));

        _told[0].EstimatedTimeLeft.Should().BeNull();
        _told[1].EstimatedTimeLeft!.Value.Should().BeCloseTo(TimeSpan.FromSeconds(16), TimeSpan.FromMilliseconds(1));
        _told[1].Elapsed.Should().Be(TimeSpan.FromSeconds(32));
    }

    [Fact]
    public void Within_MoreWorkThanExpected_NeverFalls()
    {
        _meter.Begin(new FitStage(TrainingStage.Trial, EpochWork: 1, Later: 1), members: 1, epochs: 1);
        _meter.Of(0).Completed(Report(1), isLast: true);
        _meter.Begin(new FitStage(TrainingStage.Training, EpochWork: 10), members: 1, epochs: 10);
        _clock.Advance(seconds: 1);
        _meter.Of(0).Within(1, new EpochPart(0.1, 1, 0));

        _told.Select(one => one.Share).Should().Equal(0.5, 0.5);
    }

    [Fact]
    public void Resumed_EpochsOfAnEarlierTraining_CountAsDoneButTookNoTime()
    {
        _meter.Begin(new FitStage(TrainingStage.Training), members: 1, epochs: 10);
        _meter.Of(0).Resumed(5);
        _clock.Advance(seconds: 3);
        _meter.Of(0).Completed(Report(6), isLast: false);

        _told[^1].Share.Should().Be(0.6);
        _told[^1].EstimatedTimeLeft.Should().Be(TimeSpan.FromSeconds(12));
    }

    private static EpochReport Report(int epoch) => new()
    {
        Epoch = epoch,
        TotalEpochs = 10,
        Evaluations = 1,
        TotalEvaluations = epoch,
        TrainingLoss = 1,
        GradientNorm = 1,
        WeightsHash = "",
        Elapsed = TimeSpan.Zero,
        EstimatedTimeLeft = TimeSpan.Zero,
    };

    private sealed class ManualClock : TimeProvider
    {
        private long _milliseconds;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _milliseconds;

        internal void Advance(double seconds) => _milliseconds += (long)(1000 * seconds);
    }
}
