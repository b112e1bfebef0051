using LstmForecast.Checks;
namespace LstmForecast.Runtime.Tests.Forecasting.Rolling;

public sealed class RollingCutoffsTests
{
    [Theory]
    [InlineData(20, 3, null, 4, 2, new[] { 11, 13, 15, 17 })]
    [InlineData(20, 3, null, 1, 7, new[] { 17 })]
    [InlineData(20, 3, 10, null, 3, new[] { 10, 13, 16 })]
    [InlineData(20, 3, 10, 2, 3, new[] { 10, 13 })]
    [InlineData(20, 3, 17, null, 1, new[] { 17 })]
    public void Of_Series_IsEveryCutoffWithItsWholeHorizon(
        int length, int horizon, int? first, int? count, int stride, int[] expected)
    {
        var cutoffs = new RollingCutoffs { Horizon = horizon, First = first, Count = count, Stride = stride };

        cutoffs.Of(Models.Wave("A", length, 1), needed: 1, "series").Should().Equal(expected);
    }

    [Theory]
    [InlineData(null, 4, 12, "Series 'A' has 20 points; with Horizon 3, Count 4 and Stride 2, its first cutoff is after 11 of them, but 12 are needed before it. Ask for fewer cutoffs or a shorter horizon, or leave the series out.*")]
    [InlineData(null, 40, 1, "*its first cutoff is after 0 of them, but 1 are needed*")]
    [InlineData(18, null, 1, "Series 'A' has 20 points; with Horizon 3, First 18 and Stride 2, it must have at least 21. Move First,*")]
    [InlineData(16, 2, 1, "*it must have at least 21.*")]
    public void Of_SeriesTooShort_SaysWhatItNeeds(int? first, int? count, int needed, string message)
    {
        var cutoffs = new RollingCutoffs { Horizon = 3, First = first, Count = count, Stride = 2 };

        Action act = () => cutoffs.Of(Models.Wave("A", 20, 1), needed, "series");

        act.Should().Throw<ArgumentException>().WithMessage(message).WithParameterName("series");
    }

    [Fact]
    public void Validate_AllWrong_ListsEveryProblem()
    {
        Action act = () => OptionCheck.ThrowIfInvalid(new RollingCutoffs { Horizon = 0, First = 0, Count = -1, Stride = 0 }, "cutoffs");

        act.Should().Throw<ArgumentException>()
            .WithMessage("*Horizon is 0*First is 0*Count is -1*Stride is 0*").WithParameterName("cutoffs");
    }

    [Fact]
    public void Validate_NeitherFirstNorCount_IsAnError()
    {
        Action act = () => OptionCheck.ThrowIfInvalid(new RollingCutoffs { Horizon = 1 }, "cutoffs");

        act.Should().Throw<ArgumentException>().WithMessage("*First and Count are null*");
    }
}
