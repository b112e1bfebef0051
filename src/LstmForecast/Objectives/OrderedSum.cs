namespace LstmForecast.Objectives;

/// <summary>
/// A sum of vectors that are ready in any order and added in the order of their numbers, since the last bits of a sum
/// depend on it. Nobody gets further than <paramref name="ahead"/> vectors ahead of the one that is waited for: so many
/// there are, used again from sum to sum.
/// </summary>
/// <param name="size">Numbers in a vector.</param>
/// <param name="ahead">At least 1.</param>
internal sealed class OrderedSum(int size, int ahead)
{
    private readonly double[]?[] _waiting = new double[]?[ahead];
    private readonly Stack<double[]> _free = new();
    private readonly double[] _total = new double[size];
    private int _next;
    private bool _abandoned;

    /// <summary>The sum, once all vectors are there.</summary>
    public ReadOnlySpan<double> Total => _total;

    /// <summary>A new sum, of nothing yet. Nobody may be at work on the one before.</summary>
    public void Begin()
    {
        _total.AsSpan().Clear();
        for (int i = 0; i < ahead; i++)
        {
            if (_waiting[i] is double[] left) _free.Push(left);
            _waiting[i] = null;
        }

        _next = 0;
        _abandoned = false;
    }

    /// <summary>
    /// A vector to fill and add; what it holds is left from before. Waits for the vectors before it if it is too far
    /// ahead; null if the sum is given up.
    /// </summary>
    /// <param name="number">The vector's number, 0-based.</param>
    public double[]? Rent(int number)
    {
        lock (_free)
        {
            while (number - _next >= ahead && !_abandoned) Monitor.Wait(_free);
            if (_abandoned) return null;
            return _free.TryPop(out double[]? vector) ? vector : new double[size];
        }
    }

    /// <param name="number">The vector's number.</param>
    /// <param name="vector">Belongs to the sum from now on.</param>
    public void Add(int number, double[] vector)
    {
        lock (_free)
        {
            _waiting[number % ahead] = vector;
            while (_waiting[_next % ahead] is double[] next)
            {
                for (int i = 0; i < size; i++) _total[i] += next[i];
                _waiting[_next % ahead] = null;
                _free.Push(next);
                _next++;
            }

            Monitor.PulseAll(_free);
        }
    }

    /// <summary>A vector will not come: those who wait need not.</summary>
    public void Abandon()
    {
        lock (_free)
        {
            _abandoned = true;
            Monitor.PulseAll(_free);
        }
    }
}
