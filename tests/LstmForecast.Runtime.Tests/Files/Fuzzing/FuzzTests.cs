using System.Diagnostics;
using LstmForecast.Numerics;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>
/// Mutants of the golden files: each either is a model or is refused by <see cref="InvalidDataException"/>, in little time
/// and memory; and what is a model forecasts, or says why it cannot.
/// </summary>
public sealed class FuzzTests
{
    private const int Few = 20_000;
    private const int Many = 1_000_000;

    /// <summary>A mutant that takes this long hangs, on a machine however busy.</summary>
    private static readonly TimeSpan LongTime = TimeSpan.FromSeconds(10);

    [Fact]
    public void Load_SomeMutants_AreModelsOrRefused() => Run(first: Many, Few);

    [Fact, Trait("Category", "Long")]
    public void Load_AMillionMutants_AreModelsOrRefused() => Run(first: 0, Many);

    /// <summary>Weights so large that Student's degrees of freedom were not a number: their quantiles took minutes.</summary>
    [Fact]
    public void Quantile_DegreesThatAreNoNumber_TakesNoTime()
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < 1000; i++) StudentTDistribution.Quantile(0.9, double.NaN).Should().Be(double.NaN);

        Stopwatch.GetElapsedTime(start).Should().BeLessThan(LongTime);
    }

    private static void Run(int first, int count)
    {
        FileMutator[] seeds = [.. GoldenModels.All.Keys.Select(name => new FileMutator(GoldenFiles.Bytes(name)))];
        int models = 0, forecasts = 0;
        Parallel.For(first, first + count, number =>
        {
            byte[] mutant = seeds[number % seeds.Length].Mutant(number);
            if (Load(mutant, number) is not { } model) return;
            Interlocked.Increment(ref models);
            if (Forecast(model, number)) Interlocked.Increment(ref forecasts);
        });

        models.Should().BeInRange(count / 50, count / 2, "mutants must go deep, and most must be found out");
        forecasts.Should().BeGreaterThan(models / 20);
    }

    private static TrainedForecaster? Load(byte[] mutant, int number)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        TrainedForecaster? model = null;
        Watch($"Mutant {number}", () =>
        {
            try
            {
                model = TrainedForecaster.Load(new MemoryStream(mutant));
            }
            catch (InvalidDataException)
            {
                // As it should be.
            }
        });
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return bytes <= 1_000_000 + 20L * mutant.Length
            ? model
            : throw new InvalidOperationException($"Mutant {number} of {mutant.Length} bytes took {bytes}.");
    }

    private static bool Forecast(TrainedForecaster model, int number)
    {
        bool forecasts = false;
        Watch($"The forecast of mutant {number}", () =>
        {
            try
            {
                TimeSeries history = GoldenModels.Series([.. model.Channels]);
                model.Forecast(history, Math.Min(2, model.MaximumHorizon ?? 2));
                forecasts = true;
            }
            catch (ArgumentException)
            {
                // The series is too short for it, or lacks timestamps or static values.
            }
        });
        return forecasts;
    }

    private static void Watch(string what, Action action)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            action();
        }
        catch (Exception problem)
        {
            throw new InvalidOperationException($"{what} ended in {problem.GetType().Name}.", problem);
        }

        if (Stopwatch.GetElapsedTime(start) > LongTime) throw new TimeoutException($"{what} took longer than {LongTime}.");
    }
}
