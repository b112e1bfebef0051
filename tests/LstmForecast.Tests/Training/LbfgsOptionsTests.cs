namespace LstmForecast.Tests.Training;

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

    public static TheoryData<Func<LbfgsOptions>, string> OutOfRange => new()
    {
        {
            () => new() { LearningRate = 0 },
            "LbfgsOptions.LearningRate is 0; it must be a finite number greater than 0."
        },
        {
            () => new() { LearningRate = double.NaN },
            "LbfgsOptions.LearningRate is NaN; it must be a finite number greater than 0."
        },
        { () => new() { MaxIterations = 0 }, "LbfgsOptions.MaxIterations is 0; it must be 1 or greater." },
        { () => new() { MaxEvaluations = -2 }, "LbfgsOptions.MaxEvaluations is -2; it must be 1 or greater." },
        {
            () => new() { GradientTolerance = -0.5 },
            "LbfgsOptions.GradientTolerance is -0.5; it must be a finite number that is 0 or greater."
        },
        {
            () => new() { ChangeTolerance = double.PositiveInfinity },
            "LbfgsOptions.ChangeTolerance is Infinity; it must be a finite number that is 0 or greater."
        },
        { () => new() { HistorySize = 0 }, "LbfgsOptions.HistorySize is 0; it must be 1 or greater." },
        {
            () => new() { LineSearch = (LineSearch)7 },
            "LbfgsOptions.LineSearch is 7; it must be LineSearch.None or LineSearch.StrongWolfe."
        },
        {
            () => new() { DecreaseFactor = 0 },
            "LbfgsOptions.DecreaseFactor is 0; it must be greater than 0 and less than 1."
        },
        {
            () => new() { CurvatureFactor = 1 },
            "LbfgsOptions.CurvatureFactor is 1; it must be greater than 0 and less than 1."
        },
        { () => new() { MaxLineSearchSteps = 0 }, "LbfgsOptions.MaxLineSearchSteps is 0; it must be 1 or greater." },
        { () => new() { MaxHalvings = -1 }, "LbfgsOptions.MaxHalvings is -1; it must be 0 or greater." },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void Initialiser_ValueOutOfRange_NamesPropertyValueAndRequirement(Func<LbfgsOptions> make, string message)
        => make.Invoking(m => m()).Should().Throw<ArgumentOutOfRangeException>()
            .Which.Message.Should().StartWith(message);

    [Fact]
    public void Validate_DecreaseFactorAboveCurvatureFactor_NamesBoth()
    {
        var options = new LbfgsOptions { DecreaseFactor = 0.5, CurvatureFactor = 0.25 };

        options.Invoking(o => o.Validate()).Should().Throw<ArgumentException>().WithMessage(
            "LbfgsOptions.DecreaseFactor is 0.5 and LbfgsOptions.CurvatureFactor is 0.25; "
            + "DecreaseFactor must be smaller.");
    }
}
