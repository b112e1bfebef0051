namespace LstmForecast.Benchmarks;

/// <summary>Before anything is timed: a peer that computes something else is no peer.</summary>
internal static class Agreement
{
    /// <summary>Prints how far a peer is from us, and throws where that is too far.</summary>
    public static void Check(string peer, double difference, double tolerance)
    {
        Console.WriteLine($"{peer} differs from ours by at most {difference:G3}");
        if (!(difference <= tolerance))
        {
            throw new InvalidOperationException(
                $"{peer} differs from ours by {difference}; at most {tolerance} is rounding.");
        }
    }
}
