using LstmForecast.Tests.Forecaster;

namespace LstmForecast.Tests.Optimizers;

public class LbfgsOptionsTests
{
    [Fact]
    public void Constructor_NoArguments_GivesPyTorchsDefaultsWithStrongWolfe()
    {
        var options = new LbfgsOptions();

        options.LearningRate.Should().Be(1);
        options.MaxIterations.Should().Be(20);
        options.MaxEvaluations.Should().BeNull();
        options.EvaluationLimit.Should().Be(25);
        options.GradientTolerance.Should().Be(1e-7);
        options.ChangeTolerance.Should().Be(1e-9);
        options.HistorySize.Should().Be(100);
        options.LineSearch.Should().Be(LineSearch.StrongWolfe);
        options.DecreaseFactor.Should().Be(1e-4);
        options.CurvatureFactor.Should().Be(0.9);
        options.MaxLineSearchSteps.Should().Be(25);
        options.MaxHalvings.Should().Be(20);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 8)]
    [InlineData(int.MaxValue / 5 * 4, int.MaxValue - 2)]
    public void EvaluationLimit_NotGiven_IsFiveQuartersOfTheIterations(int iterations, int limit)
        => new LbfgsOptions { MaxIterations = iterations }.EvaluationLimit.Should().Be(limit);

    [Fact]
    public void EvaluationLimit_Given_IsTheGiven()
        => new LbfgsOptions { MaxEvaluations = 3 }.EvaluationLimit.Should().Be(3);

    public static TheoryData<LbfgsOptions, string> OutOfRange => new()
    {
        { new() { LearningRate = 0 }, "LearningRate is 0; it must be finite and above 0." },
        { new() { LearningRate = double.NaN }, "LearningRate is NaN; it must be finite and above 0." },
        { new() { MaxIterations = 0 }, "MaxIterations is 0; it must be at least 1." },
        {
            new() { MaxEvaluations = -2 },
            "MaxEvaluations is -2; it must be at least 1, or null for five quarters of MaxIterations."
        },
        { new() { GradientTolerance = -0.5 }, "GradientTolerance is -0.5; it must be finite and at least 0." },
        {
            new() { ChangeTolerance = double.PositiveInfinity },
            "ChangeTolerance is Infinity; it must be finite and at least 0."
        },
        { new() { HistorySize = 0 }, "HistorySize is 0; it must be at least 1." },
        { new() { LineSearch = (LineSearch)7 }, "LineSearch has the unknown value 7." },
        { new() { DecreaseFactor = 0 }, "DecreaseFactor is 0; it must be above 0 and below 1." },
        { new() { CurvatureFactor = 1 }, "CurvatureFactor is 1; it must be above 0 and below 1." },
        {
            new() { DecreaseFactor = 0.5, CurvatureFactor = 0.25 },
            "DecreaseFactor is 0.5; it must be below CurvatureFactor (0.25)."
        },
        { new() { MaxLineSearchSteps = 0 }, "MaxLineSearchSteps is 0; it must be at least 1." },
        { new() { MaxHalvings = -1 }, "MaxHalvings is -1; it must be at least 0." },
        {
            new() { HistorySize = 0, MaxHalvings = -1 },
            "HistorySize is 0; it must be at least 1. MaxHalvings is -1; it must be at least 0."
        },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Lbfgs_ValueOutOfRange_NamesPropertyValueAndRequirement(LbfgsOptions options, string message) =>
        FluentActions.Invoking(() => new Lbfgs([], options)).Should().ThrowExactly<ArgumentException>()
            .Which.Message.Should().Be($"LbfgsOptions: {message} (Parameter 'options')");

    [Fact]
    public void Fit_OptimizerOutOfRange_NamesThePath() =>
        FluentActions.Invoking(() => new SequenceForecaster().Fit(
            Small.Waves(), new LbfgsTraining { Epochs = 0, Optimizer = new() { HistorySize = 0 } }))
            .Should().ThrowExactly<ArgumentException>().Which.Message.Should().Be(
                "LbfgsTraining: Epochs is 0; it must be at least 1. Optimizer.HistorySize is 0; it must be at least 1. "
                + "(Parameter 'training')");
}
