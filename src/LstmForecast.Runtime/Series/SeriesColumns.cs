using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// Which columns of a long table hold what, one row for each series and time; see
/// <see cref="SeriesSet.FromRows(IEnumerable{SeriesRow}, IReadOnlyList{string}, TimeStep)"/> for the order of the rows.
/// Immutable.
/// </summary>
public sealed record SeriesColumns : ICheckedOptions
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

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        if (Channels is null || Channels.Count == 0) check.Add(nameof(Channels), "is empty; name at least one column.");
        check.NotNull(StaticNumbers, "use an empty list for none");
        check.NotNull(StaticCategories, "use an empty list for none");
        string?[] single = [.. new[] { Time, Series }.Where(column => column is not null)];
        string?[] all = [.. single, .. Channels ?? [], .. StaticNumbers ?? [], .. StaticCategories ?? []];
        if (all.Any(string.IsNullOrWhiteSpace)) check.Add("A column's name is empty.");
        foreach ((string? name, int count) in all.Where(name => !string.IsNullOrWhiteSpace(name)).CountBy(name => name!))
        {
            if (count > 1) check.Add($"Column '{name}' is named {count} times; a column serves one purpose.");
        }
    }
}
