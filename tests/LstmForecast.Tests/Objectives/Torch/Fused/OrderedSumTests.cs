using CsCheck;
using LstmForecast.Objectives;

namespace LstmForecast.Tests.Objectives.Torch;

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
            var sum = new OrderedSum(3, ahead: 40);
            // The second sum knows nothing of the first.
            for (int run = 0; run < 2; run++)
            {
                sum.Begin();
                foreach (int number in order) sum.Add(number, [.. vectors[number]]);
            }

            return sum.Total.SequenceEqual(InOrder(vectors));
        });

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Add_FromManyThreads_LosesNothingAndMakesNoMoreVectorsThanMayWait(int ahead)
    {
        const int Count = 5000;
        var sum = new OrderedSum(1, ahead);
        sum.Begin();
        int next = -1;
        var vectors = new HashSet<double[]>(ReferenceEqualityComparer.Instance);

        // Numbers are taken in order, as blocks are.
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) < Count)
            {
                double[] vector = sum.Rent(number)!;
                lock (vectors) vectors.Add(vector);
                vector[0] = number;
                sum.Add(number, vector);
            }
        }))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();

        sum.Total.ToArray().Should().Equal(Count * (Count - 1) / 2);
        vectors.Count.Should().BeLessThanOrEqualTo(ahead);
    }

    [Fact]
    public void Abandon_SomebodyWaits_LetsThemGoAndTheNextSumWorks()
    {
        var sum = new OrderedSum(1, ahead: 2);
        sum.Begin();
        double[]? got = [];
        var waits = new Thread(() => got = sum.Rent(2));
        waits.Start();

        sum.Abandon();

        waits.Join();
        got.Should().BeNull();
        sum.Begin();
        sum.Add(0, [3]);
        sum.Total.ToArray().Should().Equal(3);
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
