namespace LstmForecast.Runtime.Tests.Forecasting;

public sealed class AtEpochTests
{
    [Fact]
    public void AtEpoch_KeptEpoch_IsTheModelOfThatEpoch()
    {
        TrainedForecaster first = Models.Constant([1]), second = Models.Constant([2]);

        TrainedForecaster model = WithEpochs(first, second);

        model.AtEpoch(1).Should().BeSameAs(first);
        model.AtEpoch(2).Should().BeSameAs(second);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void AtEpoch_NoSuchEpoch_NamesTheEpochsThereAre(int epoch)
    {
        Action go = () => WithEpochs(null, null).AtEpoch(epoch);

        go.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(epoch))
            .WithMessage($"The model was trained for epochs 1 to 2.*{epoch}*");
    }

    [Fact]
    public void AtEpoch_NoEpochs_DoesNotOfferEpochsOneToZero()
    {
        Action go = () => WithEpochs().AtEpoch(1);

        go.Should().Throw<ArgumentOutOfRangeException>().WithMessage("The model was trained for no epoch.*");
    }

    [Fact]
    public void AtEpoch_EpochsWereNotKept_NamesTheOption()
    {
        Action go = () => WithEpochs(null, null).AtEpoch(2);

        go.Should().Throw<InvalidOperationException>()
            .WithMessage("The weights of epoch 2 were not kept; train with KeepEpochs = true to go back*");
    }

    [Fact]
    public void TotalEvaluations_SeveralEpochs_IsThatOfTheLast()
    {
        WithEpochs(null, null).History.TotalEvaluations.Should().Be(40);
        WithEpochs().History.TotalEvaluations.Should().Be(0);
    }

    private static TrainedForecaster WithEpochs(params TrainedForecaster?[] models)
    {
        TrainingHistory history = Models.NoHistory with
        {
            Epochs = [.. models.Select((model, index) => new EpochReport
            {
                Epoch = index + 1,
                TotalEpochs = models.Length,
                Evaluations = 20,
                TotalEvaluations = 20 * (index + 1),
                TrainingLoss = 1,
                GradientNorm = 1,
                WeightsHash = "0123456789ABCDEF",
                Elapsed = TimeSpan.Zero,
                EstimatedTimeLeft = TimeSpan.Zero,
                Model = model,
            })],
        };
        return new TrainedForecaster(Models.Constant([0]).Definition, history);
    }
}
