using CsCheck;
using LstmForecast.Training;

namespace LstmForecast.Tests.Network.Fused;

public sealed class OrderedSumTests
{
    [Fact]
    public void Total_VectorsArriveInAnyOrder_HasTheBitsOfAddingThemInOrder() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 10_000]).Sample((count, seed) =>
        {
            var random = new Random(seed);
            // Of very different size, so that the order shows in the last bits.
            double[][] vectors =
            [
                .. Enumerable.Range(0, count).Select(_ => (double[])[Value(random), Value(random), Value(random)]),
            ];
            int[] order = [.. Enumerable.Range(0, count)];
            random.Shuffle(order);
            var sum = new OrderedSum(3);

            foreach (int number in order) sum.Add(number, vectors[number]);

            return sum.Total.SequenceEqual(InOrder(vectors));
        });

    [Fact]
    public void Add_FromManyThreads_LosesNothing()
    {
        const int Count = 5000;
        var sum = new OrderedSum(1);

        Parallel.For(0, Count, number => sum.Add(number, [number]));

        sum.Total.Should().Equal(Count * (Count - 1) / 2);
    }

    private static double Value(Random random) => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 8));

    private static double[] InOrder(double[][] vectors)
    {
        var total = new double[3];
        foreach (double[] vector in vectors)
        {
            for (int i = 0; i < total.Length; i++) total[i] += vector[i];
        }

        return total;
    }
}
