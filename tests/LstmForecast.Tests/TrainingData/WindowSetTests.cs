using LstmForecast.TrainingData;

namespace LstmForecast.Tests.TrainingData;

public sealed class WindowSetTests
{
    [Theory]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    [InlineData(4, 10)]
    [InlineData(12, 2)]
    [InlineData(13, 1)]
    [InlineData(1, 5)]
    public void Constructor_LengthAndStride_CutsFromTheEnd(int length, int stride)
    {
        // 13 points are 12 steps that have a next one.
        TimeSeries series = Counting("A", 13);
        var expected = new List<(int First, int Steps)>();
        for (int end = 12; end >= Math.Min(length, 12); end -= stride) expected.Add((end - Math.Min(length, 12), Math.Min(length, 12)));

        WindowSet windows = Batches.Windows([series], options: new WindowOptions { Length = length, Stride = stride });

        All(windows).Select(window => (window.First, window.Steps)).Should().BeEquivalentTo(expected);
        windows.Count.Should().Be(expected.Count);
        windows.Steps.Should().Be(Math.Min(length, 12));
    }

    [Fact]
    public void Constructor_SeriesOfDifferentLengths_CutsEachAndTakesShortOnesWhole()
    {
        WindowSet windows = Batches.Windows(
            [Counting("long", 9), Counting("short", 3)], options: new WindowOptions { Length = 4, Stride = 2 });

        All(windows).Select(window => (window.Series.Name, window.First, window.Steps)).Should().BeEquivalentTo(
            [("long", 4, 4), ("long", 2, 4), ("long", 0, 4), ("short", 0, 2)]);
    }

    [Fact]
    public void Batch_Window_HasItsInputsAndTargetsAlone()
    {
        WindowSet windows = Batches.Windows([Counting("A", 9)], options: new WindowOptions { Length = 3, LossSteps = 2, Stride = 100 });

        using TrainingBatch batch = windows.All();

        batch.Inputs().Should().Equal(5, 6, 7);
        batch.Targets().Should().Equal(6, 7, 8);
        batch.Weights()!.Should().Equal(0, 1, 1);
        batch.Count.Should().Be(2);
    }

    [Fact]
    public void Batch_LossStepsOfAShortSeries_AreAllItHas()
    {
        WindowSet windows = Batches.Windows(
            [Counting("long", 6), Counting("short", 2)], options: new WindowOptions { Length = 4, LossSteps = 2, Stride = 9 });

        using TrainingBatch batch = windows.All();

        batch.Weights()!.Should().Equal(0, 0, 1, 1, 1, 0, 0, 0);
        batch.Count.Should().Be(3);
    }

    [Theory]
    [InlineData(WindowSampling.BySeries)]
    [InlineData(WindowSampling.ByLength)]
    public void Epoch_Draws_AreAsFrequentAsAskedFor(WindowSampling sampling)
    {
        const int Draws = 8000;
        // 2 windows and 6.
        var options = new WindowOptions { Length = 5, Stride = 5, WindowsPerEpoch = Draws, Sampling = sampling };
        WindowSet windows = Batches.Windows([Counting("short", 11), Counting("long", 31)], options: options);

        Window[] drawn = [.. windows.Epoch(batchSize: 7, seed: 1, epoch: 1).SelectMany(batch => batch)];

        drawn.Should().HaveCount(Draws);
        drawn.Should().OnlyContain(window => window.Steps == 5 && window.First % 5 == 0, "there are no others");
        foreach (IGrouping<(string Name, int First), Window> same in drawn.GroupBy(window => (window.Series.Name, window.First)))
        {
            double expected = sampling == WindowSampling.ByLength ? 1 / 8.0 : same.Key.Name == "short" ? 1 / 4.0 : 1 / 12.0;
            // Four standard deviations.
            (same.Count() / (double)Draws).Should().BeApproximately(expected, 4 * Math.Sqrt(expected * (1 - expected) / Draws));
        }

        drawn.GroupBy(window => (window.Series.Name, window.First)).Should().HaveCount(8);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(10)]
    public void Epoch_SeedAndEpoch_DecideTheOrder(int? drawn)
    {
        WindowSet windows = Batches.Windows([Counting("A", 40)], options: new WindowOptions { Length = 5, WindowsPerEpoch = drawn });
        int[] Order(long seed, int epoch) => [.. windows.Epoch(4, seed, epoch).SelectMany(batch => batch).Select(window => window.First)];

        Order(3, 2).Should().Equal(Order(3, 2));
        Order(3, 2).Should().NotEqual(Order(3, 1));
        Order(3, 2).Should().NotEqual(Order(4, 2));
    }

    [Fact]
    public void Epoch_NothingDrawn_HasEachWindowOnceInBatchesOfTheSize()
    {
        WindowSet windows = Batches.Windows([Counting("A", 11), Counting("B", 6)], options: new WindowOptions { Length = 4 });

        Window[][] batches = windows.Epoch(batchSize: 4, seed: 0, epoch: 1);

        batches.Select(batch => batch.Length).Should().Equal(4, 4, 1);
        batches.SelectMany(batch => batch).Should().OnlyHaveUniqueItems().And.HaveCount(7 + 2);
    }

    private static Window[] All(WindowSet windows) => windows.Epoch(int.MaxValue, seed: 0, epoch: 1)[0];

    private static TimeSeries Counting(string name, int length) => new(name, [.. Enumerable.Range(0, length).Select(t => (double)t)]);
}
