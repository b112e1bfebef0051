namespace LstmForecast.Training;

/// <summary>
/// A sum of vectors that are ready in any order and added in the order of their numbers, since the last bits of a sum
/// depend on it. Those that have to wait are no more than there are threads.
/// </summary>
internal sealed class OrderedSum(long size)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, double[]> _waiting = [];
    private int _next;

    /// <summary>The sum, once all vectors are there.</summary>
    public double[] Total { get; } = new double[size];

    public void Add(int number, double[] vector)
    {
        lock (_lock)
        {
            _waiting.Add(number, vector);
            while (_waiting.Remove(_next, out double[]? next))
            {
                for (int i = 0; i < next.Length; i++) Total[i] += next[i];
                _next++;
            }
        }
    }
}
