namespace LstmForecast;

/// <summary>
/// Which columns of a long table hold what, one row for each series and time; see
/// <see cref="SeriesSet.FromRows(IEnumerable{SeriesRow}, IReadOnlyList{string}, TimeStep)"/> for the order of the rows.
/// Immutable.
/// </summary>
public sealed record SeriesColumns
{
    /// <summary>The column of the timestamps. Default: null, the first column.</summary>
    public string? Time { get; init; }

    /// <summary>The columns of the channels, at least one; channels are called as their columns are.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>The column of the series' names. Default: null, the whole table is one series.</summary>
    public string? Series { get; init; }

    /// <summary>Columns of numbers that are the same in all rows of a series, such as an area. Default: none.</summary>
    public IReadOnlyList<string> StaticNumbers { get; init; } = [];

    /// <summary>Columns of categories that are the same in all rows of a series, such as a region. Default: none.</summary>
    public IReadOnlyList<string> StaticCategories { get; init; } = [];

    /// <summary>The step of time. Default: null, it is found from the timestamps.</summary>
    public TimeStep? Step { get; init; }

    /// <summary>Every mistake at once; a reader calls it before it reads.</summary>
    /// <exception cref="ArgumentException">A name is empty or named for two purposes, or there is no channel.</exception>
    public void Validate()
    {
        var problems = new List<string>();
        if (Channels is null || Channels.Count == 0) problems.Add("Channels is empty; name at least one column.");
        if (StaticNumbers is null) problems.Add("StaticNumbers is null; use an empty list for none.");
        if (StaticCategories is null) problems.Add("StaticCategories is null; use an empty list for none.");
        string?[] single = [.. new[] { Time, Series }.Where(column => column is not null)];
        string?[] all = [.. single, .. Channels ?? [], .. StaticNumbers ?? [], .. StaticCategories ?? []];
        if (all.Any(string.IsNullOrWhiteSpace)) problems.Add("A column's name is empty.");
        problems.AddRange(
            from name in all
            where !string.IsNullOrWhiteSpace(name)
            group name by name into same
            where same.Count() > 1
            select $"Column '{same.Key}' is named {same.Count()} times; a column serves one purpose.");
        if (problems.Count > 0)
            throw new ArgumentException($"{nameof(SeriesColumns)}: {string.Join(" ", problems)}");
    }
}
