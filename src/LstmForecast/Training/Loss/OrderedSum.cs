namespace LstmForecast.Training;

/// <summary>
/// A sum of vectors that are ready in any order and added in the order of their numbers, since the last bits of a sum
/// depend on it. Those that have to wait are no more than there are threads.
/// </summary>
internal sealed class OrderedSum(int size)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, double[]> _waiting = [];
    private readonly Stack<double[]> _free = new();
    private int _next;

    /// <summary>The sum, once all vectors are there.</summary>
    public double[] Total { get; } = new double[size];

    /// <summary>A vector to fill and add; what it holds is left from before.</summary>
    public double[] Rent()
    {
        lock (_lock) return _free.TryPop(out double[]? vector) ? vector : new double[size];
    }

    /// <param name="number">The vector's number, 0-based.</param>
    /// <param name="vector">Belongs to the sum from now on.</param>
    public void Add(int number, double[] vector)
    {
        lock (_lock)
        {
            _waiting.Add(number, vector);
            while (_waiting.Remove(_next, out double[]? next))
            {
                for (int i = 0; i < size; i++) Total[i] += next[i];
                _free.Push(next);
                _next++;
            }
        }
    }
}
