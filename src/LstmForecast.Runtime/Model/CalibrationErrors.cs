namespace LstmForecast.Model;

/// <summary>The sizes of the errors that a model made at one horizon step of one target, each in terms of its local scale.</summary>
/// <param name="Count">How many errors there were.</param>
/// <param name="Sizes">
/// The errors, ascending: all of them, or, of more than <see cref="MostKept"/>, so many that are evenly spread over the
/// ranks, with the largest among them.
/// </param>
internal sealed record CalibrationErrors(int Count, double[] Sizes)
{
    /// <summary>
    /// More would blow up model files. A rank that was not kept is rounded up to one that was, which widens an interval
    /// by at most one part in so many of the coverage.
    /// </summary>
    public const int MostKept = 500;

    /// <param name="sizes">In any order; sorted in place.</param>
    public static CalibrationErrors Of(double[] sizes)
    {
        Array.Sort(sizes);
        if (sizes.Length <= MostKept) return new CalibrationErrors(sizes.Length, sizes);
        return new CalibrationErrors(
            sizes.Length, [.. Enumerable.Range(0, MostKept).Select(i => sizes[KeptRank(i, sizes.Length) - 1])]);
    }

    /// <summary>The size that the next error keeps below with a probability; null where there are too few errors.</summary>
    public double? Bound(double level)
    {
        long rank = ConformalRank.Of(Count, level);
        if (rank > Count) return null;
        int index = 0;
        while (KeptRank(index, Count) < rank) index++;
        return Sizes[index];
    }

    public bool IsValid =>
        Count >= 1 && Sizes is not null && Sizes.Length == Math.Min(Count, MostKept)
        && Sizes.All(size => double.IsFinite(size) && size >= 0)
        && Sizes.SequenceEqual(Sizes.Order());

    private static long KeptRank(int index, int count)
    {
        int kept = Math.Min(count, MostKept);
        return ((index + 1L) * count + kept - 1) / kept;
    }
}
