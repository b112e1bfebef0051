namespace LstmForecast.Objectives;

/// <summary>Time steps cut into stretches whose gates there is room for: all of the same length but the last.</summary>
/// <param name="Steps">All time steps.</param>
/// <param name="Room">Most steps of a stretch; may be more than there are.</param>
internal readonly record struct Stretches(int Steps, int Room)
{
    /// <summary>The steps of each stretch but the last.</summary>
    public int Longest => Math.Min(Steps, Room);

    public int Count => Steps == 0 ? 0 : (Steps - 1) / Longest + 1;

    /// <summary>The first time step of a stretch.</summary>
    public int First(int stretch) => stretch * Longest;

    /// <summary>The steps of a stretch.</summary>
    public int LengthOf(int stretch) => Math.Min(Longest, Steps - First(stretch));
}
