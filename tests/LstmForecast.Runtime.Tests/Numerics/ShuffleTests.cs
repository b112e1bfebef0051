using LstmForecast.Numerics;

namespace LstmForecast.Runtime.Tests.Numerics;

public sealed class ShuffleTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public void Shuffle_List_KeepsEveryItemOnce(int count)
    {
        int[] items = [.. Enumerable.Range(0, count)];

        new SeededRandom(0).Shuffle(items.AsSpan());

        items.Order().Should().Equal(Enumerable.Range(0, count));
    }

    [Fact]
    public void Shuffle_SameSeed_GivesTheSameOrder()
    {
        Shuffled(1).Should().Equal(Shuffled(1));
        Shuffled(1).Should().NotEqual(Shuffled(2));
    }

    /// <summary>A shuffle that draws from the whole list at each step makes some of the 6 orders likelier.</summary>
    [Fact]
    public void Shuffle_ThreeItems_AllOrdersAreEquallyLikely()
    {
        const int Draws = 60_000;
        var random = new SeededRandom(6);
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < Draws; i++)
        {
            char[] items = ['a', 'b', 'c'];
            random.Shuffle(items.AsSpan());
            counts[new string(items)] = counts.GetValueOrDefault(new string(items)) + 1;
        }

        // 20.52 is the 99.9th percentile of chi-square with 5 degrees of freedom.
        counts.Should().HaveCount(6);
        counts.Values.Sum(count => Math.Pow(count - Draws / 6.0, 2) / (Draws / 6.0)).Should().BeLessThan(20.52);
    }

    private static int[] Shuffled(long seed)
    {
        int[] items = [.. Enumerable.Range(0, 20)];
        new SeededRandom(seed).Shuffle(items.AsSpan());
        return items;
    }
}
