using CsCheck;
using LstmForecast.Model;

namespace LstmForecast.Runtime.Tests.Forecasting.Intervals;

public sealed class CalibrationErrorsTests
{
    /// <summary>Levels and the counts that textbooks give: 19 for .95, 9 for .9, 99 for .99, 1 for a half.</summary>
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.8, 4)]
    [InlineData(0.9, 9)]
    [InlineData(0.95, 19)]
    [InlineData(0.99, 99)]
    public void Needed_Level_IsTheLeastCountWhoseRankExists(double level, int needed)
    {
        ConformalRank.Needed(level).Should().Be(needed);
        ConformalRank.Of(needed, level).Should().BeLessThanOrEqualTo(needed);
        if (needed > 1) ConformalRank.Of(needed - 1, level).Should().BeGreaterThan(needed - 1);
    }

    [Theory]
    [InlineData(99, 0.57, 57)]
    [InlineData(100, 0.9, 91)]
    [InlineData(9, 0.9, 9)]
    [InlineData(10, 0.9, 10)]
    public void Of_Level_IsTheRankRoundedUp(int count, double level, long rank) =>
        ConformalRank.Of(count, level).Should().Be(rank);

    [Fact]
    public void Bound_AllKept_HoldsAsManyErrorsAsTheRankSays() =>
        Gen.Select(Gen.Double[0, 100].Array[1, 60], Gen.Int[10, 990]).Sample((errors, thousandths) =>
        {
            double? bound = CalibrationErrors.Of([.. errors]).Bound(thousandths / 1000.0);

            long rank = Rank(errors.Length, thousandths);
            if (rank > errors.Length) bound.Should().BeNull();
            else bound.Should().Be(errors.Order().ElementAt((int)rank - 1));
        });

    [Fact]
    public void Bound_Thinned_IsNeverShorterAndHoldsAtMostAFiveHundredthMore() =>
        Gen.Select(Gen.Int[501, 3000], Gen.Int[10, 990]).Sample(
            (count, thousandths) =>
            {
                CalibrationErrors errors = CalibrationErrors.Of([.. Enumerable.Range(1, count).Select(i => (double)i)]);

                errors.Sizes.Should().HaveCount(CalibrationErrors.MostKept);
                long rank = Rank(count, thousandths);
                errors.Bound(thousandths / 1000.0).Should().BeInRange(rank, rank + count / 500 + 1);
            },
            iter: 200);

    [Fact]
    public void Bound_Thinned_TheLargestErrorIsKept() =>
        CalibrationErrors.Of([.. Enumerable.Range(1, 1999).Select(i => (double)i)]).Bound(0.9995).Should().Be(1999);

    // In whole numbers: (1727 + 1) 25 / 96 is 450, but above it in binary.
    private static long Rank(int count, int thousandths) => ((count + 1L) * thousandths + 999) / 1000;
}
