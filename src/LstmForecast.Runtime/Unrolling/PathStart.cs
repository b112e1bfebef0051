using LstmForecast.Numerics;

namespace LstmForecast.Unrolling;

/// <summary>Where one sample path begins.</summary>
/// <param name="Series">The index of the series.</param>
/// <param name="Path">The index of the path among those from there.</param>
/// <param name="Random">Its own random numbers.</param>
internal sealed record PathStart(int Series, int Path, SeededRandom Random)
{
    /// <summary>The paths that one member of an ensemble draws.</summary>
    public static IEnumerable<int> OfMember(int member, int members, int paths)
    {
        for (int path = member; path < paths; path += members) yield return path;
    }

    /// <summary>
    /// The same numbers for a path however many series, cutoffs, paths and threads there are beside it; others for a series
    /// of another name, so that paths of different series are independent.
    /// </summary>
    public static SeededRandom Stream(long seed, string series, int count, int path)
    {
        // FNV-1a (Fowler, Noll and Vo), as .NET's own hash of a string differs from run to run.
        ulong hash = 0xCBF29CE484222325;
        foreach (char letter in series) hash = unchecked((hash ^ letter) * 0x100000001B3);
        hash = unchecked((hash ^ (uint)count) * 0x100000001B3);
        return new SeededRandom(seed, stream: unchecked(hash + (ulong)path));
    }
}
