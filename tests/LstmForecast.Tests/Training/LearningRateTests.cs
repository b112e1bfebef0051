using LstmForecast.Training;

namespace LstmForecast.Tests.Training;

public sealed class LearningRateTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(57.5)]
    public void At_Constant_StaysTheSame(double progress) =>
        new LearningRate(new SgdTraining { LearningRate = 0.7 }).At(progress).Should().Be(0.7);

    [Theory]
    [InlineData(0.5, 0.1)]
    [InlineData(2, 0.4)]
    [InlineData(3.75, 0.75)]
    [InlineData(5, 1)]
    [InlineData(20, 1)]
    public void At_WarmUp_RisesInAStraightLine(double progress, double share) =>
        new LearningRate(new SgdTraining { LearningRate = 0.2, WarmupEpochs = 5 }).At(progress)
            .Should().BeApproximately(0.2 * share, 1e-15);

    [Fact]
    public void At_FirstStepOfAWarmUp_IsNotZero() =>
        new LearningRate(new SgdTraining { LearningRate = 1, WarmupEpochs = 2 }).At(0).Should().BeInRange(1e-3, 0.1);

    /// <summary>The first step of a warm-up of a hundredth of an epoch was five times as large as the largest.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.009)]
    public void At_ShortWarmUp_NeverExceedsTheLearningRate(double progress) =>
        new LearningRate(new SgdTraining { LearningRate = 1, WarmupEpochs = 0.01 }).At(progress).Should().BeInRange(0, 1);

    [Theory]
    [InlineData(2, 1)]
    [InlineData(6, 0.5)]
    [InlineData(4, 0.8535533905932737)]
    [InlineData(10, 0)]
    public void At_CosineAfterAWarmUp_FallsAlongHalfACosine(double progress, double share)
    {
        // 0.8535… = (1 + cos(pi / 4)) / 2.
        var rate = new LearningRate(new SgdTraining
        {
            Epochs = 10,
            LearningRate = 3,
            WarmupEpochs = 2,
            Schedule = LearningRateSchedule.Cosine,
        });

        rate.At(progress).Should().BeApproximately(3 * share, 1e-12);
    }

    [Fact]
    public void Watch_NoGain_LowersTheRateEachTimeThePatienceIsOver()
    {
        var rate = new LearningRate(new SgdTraining
        {
            LearningRate = 8,
            Schedule = LearningRateSchedule.Plateau,
            PlateauPatience = 2,
            PlateauFactor = 0.25,
        });
        var rates = new List<double>();
        // Gain; none, none: lower; gain; none, gain, none, none: lower; none, none: lower.
        foreach (double score in (double[])[5, 5, 6, 4, 4.5, 3, 3, 3, 7, 8])
        {
            rate.Watch(score);
            rates.Add(rate.At(1));
        }

        rates.Should().Equal(8, 8, 2, 2, 2, 2, 2, 0.5, 0.5, 0.125);
    }

    [Fact]
    public void Watch_NotPlateau_ChangesNothing()
    {
        var rate = new LearningRate(new SgdTraining { LearningRate = 8, PlateauPatience = 1 });
        for (int i = 0; i < 5; i++) rate.Watch(1);

        rate.At(3).Should().Be(8);
    }
}
