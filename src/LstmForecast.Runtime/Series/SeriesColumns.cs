using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// Which columns of a long table hold what, one row for each series and time; see
/// <see cref="SeriesSet.FromRows(IEnumerable{SeriesRow}, IReadOnlyList{string}, TimeStep, bool)"/> for the order of the rows.
/// Immutable.
/// </summary>
public sealed record SeriesColumns : ICheckedOptions
{
    /// <summary>The column of the timestamps. Default: null, the first column.</summary>
    public string? Time { get; init; }

    /// <summary>
    /// Whether there are timestamps. Default: true. Without them rows stand in the order of time, and <see cref="Time"/> and
    /// <see cref="Step"/> stay null.
    /// </summary>
    public bool HasTimes { get; init; } = true;

    /// <summary>Whether the rows of a series may come in any order of time. Default: false, which finds rows that went astray.</summary>
    public bool SortByTime { get; init; }

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
        if (!HasTimes && (Time is not null || Step is not null || SortByTime))
            check.Add(nameof(HasTimes), "is false, and Time, Step or SortByTime is set; these are for tables with timestamps.");
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

    /// <summary>Rejects a first column that would hold the timestamps, since no other is named, and something else.</summary>
    internal void ThrowIfNamed(string first)
    {
        if (first != Series && !Channels.Concat(StaticNumbers).Concat(StaticCategories).Contains(first, StringComparer.Ordinal)) return;
        throw new ArgumentException(
            $"Column '{first}' is the first, which holds the timestamps where Time names no other, and is named for something else "
            + "too; a column serves one purpose. Name the column of the timestamps, or set HasTimes to false.");
    }
}
