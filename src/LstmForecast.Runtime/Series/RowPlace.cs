namespace LstmForecast.Series;

/// <summary>Which row of a table, as messages say it.</summary>
/// <param name="Index">0-based.</param>
/// <param name="Source">Where it comes from; null if nobody said.</param>
internal readonly record struct RowPlace(int Index, string? Source)
{
    public override string ToString() => Source ?? $"Row {Index}";
}
