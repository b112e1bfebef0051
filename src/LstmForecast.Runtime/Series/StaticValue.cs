namespace LstmForecast;

/// <summary>
/// What is known of a series as a whole: a number, such as the area of a shop, or a category, such as its region.
/// Immutable; compared by value.
/// </summary>
public sealed record StaticValue
{
    /// <summary>A number.</summary>
    /// <param name="name">What it is, such as <c>area</c>.</param>
    /// <param name="number">The number, finite.</param>
    /// <exception cref="ArgumentException">The name is empty, or the number not finite.</exception>
    public StaticValue(string name, double number)
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

    /// <summary>A category.</summary>
    /// <param name="name">What it is, such as <c>region</c>.</param>
    /// <param name="category">The category, such as <c>north</c>; compared letter by letter.</param>
    /// <exception cref="ArgumentException">The name or the category is empty.</exception>
    public StaticValue(string name, string category)
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
