using System.Collections.Concurrent;
using LstmForecast.Unrolling;

namespace LstmForecast.Runtime.Tests.Unrolling;

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
}
