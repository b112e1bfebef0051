namespace LstmForecast.Tests.Forecaster;

/// <summary>Sizes in options that no machine could hold are errors before any work is done.</summary>
public sealed class SizeOptionTests
{
    private static readonly TimeSeries Series = Small.Wave("wave", 60);

    public static TheoryData<string> Names => [.. Options.Keys];

    private static readonly Dictionary<string, ForecasterOptions> Options = new(StringComparer.Ordinal)
    {
        ["Horizon is 2147483647; it must be at most 1048576, or null *"] = new() { Horizon = int.MaxValue },
        ["HiddenSizes[0] is 2147483647; it must be at most 65536."] = new() { HiddenSizes = [int.MaxValue] },
        ["HeadSizes[0] is 1000000; it must be at most 65536."] = new() { HeadSizes = [1_000_000] },
        ["EnsembleSize is 100000000; it must be at most 1024."] = new() { EnsembleSize = 100_000_000 },
        ["Compute.Threads is 100000; it must be at most 1024, or null *"] = new() { Compute = new() { Threads = 100_000 } },
        ["Transforms has 33 transforms; it must have at most 32."] = new() { Transforms = [.. Enumerable.Repeat(Transform.SubtractLastValue, 33)] },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Constructor_SizeThatNothingHolds_IsAnOptionError(string message) =>
        FluentActions.Invoking(() => new SequenceForecaster(Options[message])).Should().Throw<ArgumentException>()
            .WithMessage($"ForecasterOptions: {message}*");

    [Fact]
    public void Fit_MoreWeightsThanMemoryHolds_IsAnArgumentError() =>
        FluentActions.Invoking(() => new SequenceForecaster(new() { HiddenSizes = [65536, 65536] }).Fit(Series))
            .Should().Throw<ArgumentException>().WithMessage("HiddenSizes (65536, 65536)*make a network of *");

    [Fact]
    public void Fit_LearningRateThatNoNumberHolds_IsAnOptionError() =>
        FluentActions.Invoking(() => new SequenceForecaster().Fit(Series, new AdamWTraining { LearningRate = 1e300 }))
            .Should().Throw<ArgumentException>().WithMessage("AdamWTraining: LearningRate is 1E+300; it must be at most 1E+30.*");

    [Fact]
    public void Fit_ManyThreadsForOneSeries_StartsOneForEachBlockAlone()
    {
        int before = System.Diagnostics.Process.GetCurrentProcess().Threads.Count;
        int most = 0;

        new SequenceForecaster(new() { HiddenSizes = [4], Compute = new() { Threads = 1024 } }).Fit(
            new SeriesSet(Series), new LbfgsTraining { Epochs = 2 }, progress: new Progress(_ =>
                most = Math.Max(most, System.Diagnostics.Process.GetCurrentProcess().Threads.Count)));

        // Other tests run beside this one.
        (most - before).Should().BeLessThan(200);
    }
}
