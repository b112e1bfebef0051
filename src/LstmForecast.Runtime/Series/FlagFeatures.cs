namespace LstmForecast.Series;

internal sealed record BusinessDayFeature : CalendarFeature
{
    internal override IReadOnlyList<string> Names => ["business day"];

    internal override void Write(DateTime time, Span<double> to) => to[0] = Weekdays.IsWeekend(time) ? 0 : 1;
}

/// <param name="Name">What the list is called.</param>
/// <param name="Dates">The dates in order, each once.</param>
internal sealed record HolidaysFeature(string Name, DateOnly[] Dates) : CalendarFeature
{
    internal override IReadOnlyList<string> Names => [Name];

    internal override bool IsValid =>
        !string.IsNullOrWhiteSpace(Name) && Dates is { Length: > 0 } && Dates.Zip(Dates.Skip(1)).All(pair => pair.First < pair.Second);

    internal override void Write(DateTime time, Span<double> to) =>
        to[0] = Array.BinarySearch(Dates, DateOnly.FromDateTime(time)) >= 0 ? 1 : 0;

    public bool Equals(HolidaysFeature? other) =>
        other is not null && other.Name == Name && other.Dates.AsSpan().SequenceEqual(Dates);

    public override int GetHashCode() => HashCode.Combine(Name, Dates.Length, Dates.Length > 0 ? Dates[0] : default);
}
