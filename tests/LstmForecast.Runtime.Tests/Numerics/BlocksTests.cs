using System.Collections.Concurrent;
using LstmForecast.Numerics;

namespace LstmForecast.Runtime.Tests.Numerics;

public sealed class BlocksTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public void ForEach_NestedWork_IsDoneOnceForEachBlock(int count)
    {
        int[] blocks = [.. Enumerable.Range(0, count)];
        var done = new ConcurrentBag<(int, int)>();

        Blocks.ForEach(blocks, outer => Blocks.ForEach(blocks, inner => done.Add((outer, inner))));

        done.Order().Should().Equal(blocks.SelectMany(_ => blocks, (outer, inner) => (outer, inner)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void ForEach_WorkThatThrows_ThrowsItsOwnException(int count)
    {
        Action forEach = () => Blocks.ForEach(
            [.. Enumerable.Range(0, count)], _ => throw new ArgumentException("Series 'A' does not fit."));

        forEach.Should().ThrowExactly<ArgumentException>().WithMessage("Series 'A' does not fit.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void Select_Items_GivesResultsInTheirOrder(int count)
    {
        int[] items = [.. Enumerable.Range(0, count)];

        Blocks.Select(items, item => 3 * item).Should().Equal(items.Select(item => 3 * item));
    }

    [Fact]
    public void Select_SeveralThatThrow_ThrowsTheExceptionOfTheFirst()
    {
        int[] items = [.. Enumerable.Range(0, 1000)];

        Action select = () => Blocks.Select(
            items, item => item % 300 == 299 ? throw new ArgumentException($"Item {item} does not fit.") : item);

        select.Should().ThrowExactly<ArgumentException>().WithMessage("Item 299 does not fit.");
    }
}
