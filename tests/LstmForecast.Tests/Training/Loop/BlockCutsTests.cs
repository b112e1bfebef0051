using CsCheck;
using LstmForecast.Objectives;

namespace LstmForecast.Tests.Training;

public sealed class BlockCutsTests
{
    [Fact]
    public void Blocks_AnyBatch_HoldEachRowOnceAndNoneIsTooLarge() =>
        Gen.Select(Gen.Int[1, 500], Gen.OneOf(Gen.Int[1, 20], Gen.Const(int.MaxValue))).Sample((rows, most) =>
        {
            var cuts = new BlockCuts(rows, most);

            int next = 0;
            for (int block = 0; block < cuts.Count; block++)
            {
                cuts.First(block).Should().Be(next);
                cuts.Rows(block).Should().BeInRange(1, most);
                next += cuts.Rows(block);
            }

            next.Should().Be(rows);
        });

    /// <summary>Eleven blocks of six would keep one of two threads waiting for a ninth of the time.</summary>
    [Theory]
    [InlineData(64, 6, new[] { 6, 6, 6, 6, 6, 6, 6, 6, 4, 4, 4, 4 })]
    [InlineData(7, 6, new[] { 4, 3 })]
    [InlineData(6, 6, new[] { 6 })]
    [InlineData(100, int.MaxValue, new[] { 100 })]
    [InlineData(5, 3, new[] { 3, 2 })]
    public void Blocks_FewRows_AreOfNearlyTheSameSize(int rows, int most, int[] sizes)
    {
        var cuts = new BlockCuts(rows, most);

        Enumerable.Range(0, cuts.Count).Select(cuts.Rows).Should().Equal(sizes);
    }
}
