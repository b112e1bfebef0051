using System.Diagnostics;

namespace LstmForecast.Benchmarks;

/// <summary>Something to measure.</summary>
/// <param name="Name">What it is called in the output.</param>
/// <param name="Run">What is timed.</param>
/// <param name="Operations">How many operations one run is; times are given per operation.</param>
internal sealed record Contender(string Name, Action Run, int Operations = 1);

/// <summary>
/// Contenders measured in turn, A B C A B C …: what else the machine is busy with, or how hot it is, hits all of them
/// alike.
/// </summary>
internal static class Interleaved
{
    private const int WarmUpRounds = 2;

    // The runtime compiles hot code again in the background, some tenths of a second after it was first run.
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(2);

    /// <summary>Warms up, measures, prints a line a contender.</summary>
    public static Samples[] Measure(int rounds, params IReadOnlyList<Contender> contenders)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < WarmUpRounds || Stopwatch.GetElapsedTime(start) < WarmUpTime; round++)
        {
            foreach (Contender contender in contenders) contender.Run();
        }

        double[][] seconds = [.. contenders.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Count; i++)
            {
                long before = Stopwatch.GetTimestamp();
                contenders[i].Run();
                seconds[i][round] = Stopwatch.GetElapsedTime(before).TotalSeconds / contenders[i].Operations;
            }
        }

        Samples[] samples = [.. contenders.Zip(seconds, (contender, taken) => new Samples(contender.Name, taken))];
        foreach (Samples one in samples) Console.WriteLine(one);
        foreach (Samples other in samples[1..]) Console.WriteLine(other.Compare(samples[0]));
        return samples;
    }
}
