namespace LstmForecast;

/// <summary>
/// What is known of a series as a whole: a number, such as the area of a shop, or a category, such as its region.
/// Immutable; compared by value.
/// </summary>
public sealed record StaticValue
{
    internal StaticValue(string name, double number)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!double.IsFinite(number))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The static value '{name}' is {number}; it must be a finite number."),
                nameof(number));
        }

        Name = name;
        Number = number;
    }

    internal StaticValue(string name, string category)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (string.IsNullOrWhiteSpace(category))
        {
            throw new ArgumentException(
                $"The static value '{name}' is an empty text; name a category, such as 'unknown'.", nameof(category));
        }

        Name = name;
        Category = category;
    }

    /// <summary>What the value is, such as <c>area</c>.</summary>
    public string Name { get; }

    /// <summary>The number; null for a category.</summary>
    public double? Number { get; }

    /// <summary>The category; null for a number.</summary>
    public string? Category { get; }

    /// <summary>Whether this is a category and not a number.</summary>
    public bool IsCategory => Category is not null;

    /// <inheritdoc/>
    public override string ToString() => Category is null
        ? FormattableString.Invariant($"{Name} = {Number}")
        : $"{Name} = {Category}";
}
