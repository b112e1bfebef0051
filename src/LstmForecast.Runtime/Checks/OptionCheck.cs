using System.Runtime.CompilerServices;

namespace LstmForecast.Checks;

/// <summary>
/// Collects what is wrong with an options record, so that one exception lists all of it:
/// <c>Record: Property is value; what it must be. Next problem.</c> Properties of nested records are named by their path,
/// as in <c>Optimizer.HistorySize</c>.
/// </summary>
internal sealed class OptionCheck
{
    private readonly string _record;
    private readonly string _path;
    private readonly List<string> _problems;

    private OptionCheck(string record, string path, List<string> problems)
    {
        _record = record;
        _path = path;
        _problems = problems;
    }

    /// <summary>Throws where anything is wrong with the options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="argument">The caller's argument that they are, or are part of.</param>
    /// <exception cref="ArgumentException">Something is wrong; the message lists all of it.</exception>
    public static void ThrowIfInvalid(ICheckedOptions options, string argument) => Of(options, argument).ThrowIfAny(argument);

    /// <summary>The record's own problems, to which those that depend on more than the record can be added.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public static OptionCheck Of(ICheckedOptions options, string argument)
    {
        ArgumentNullException.ThrowIfNull(options, argument);
        var check = new OptionCheck(options.GetType().Name, "", []);
        options.AddProblems(check);
        return check;
    }

    /// <exception cref="ArgumentException">There are problems; the message lists all of them.</exception>
    public void ThrowIfAny(string argument)
    {
        if (_problems.Count > 0) throw new ArgumentException($"{_record}: {string.Join(" ", _problems)}", argument);
    }

    /// <summary>A problem of one property.</summary>
    /// <param name="property">The property's name.</param>
    /// <param name="problem">What follows the name, to the full stop.</param>
    public void Add(string property, string problem) => _problems.Add($"{_path}{property} {problem}");

    /// <summary>A problem of the record as a whole, as a sentence.</summary>
    public void Add(string problem) => _problems.Add(_path.Length == 0 ? problem : $"{_path[..^1]}: {problem}");

    /// <summary>A rule for one value: <c>Property is value; it must be requirement.</c></summary>
    public void Require<T>(
        bool isMet, T value, string requirement, [CallerArgumentExpression(nameof(value))] string property = "")
    {
        if (!isMet) Add(property, FormattableString.Invariant($"is {value}; it must be {requirement}."));
    }

    /// <summary>A least number; null is allowed.</summary>
    /// <param name="least">The least.</param>
    /// <param name="value">The property.</param>
    /// <param name="otherwise">What else can be done, such as <c>or null for none</c>; null for nothing.</param>
    /// <param name="property">The property's name.</param>
    public void AtLeast(
        int least, int? value, string? otherwise = null, [CallerArgumentExpression(nameof(value))] string property = "") =>
        Require(!(value < least), value, FormattableString.Invariant($"at least {least}") + (otherwise is null ? "" : $", {otherwise}"), property);

    /// <summary>A least and a largest number; null is allowed.</summary>
    /// <param name="least">The least.</param>
    /// <param name="most">The largest.</param>
    /// <param name="value">The property.</param>
    /// <param name="otherwise">What else can be done, such as <c>or null for none</c>; null for nothing.</param>
    /// <param name="property">The property's name.</param>
    public void Within(
        int least, int most, int? value, string? otherwise = null, [CallerArgumentExpression(nameof(value))] string property = "")
    {
        AtLeast(least, value, otherwise, property);
        Require(!(value > most), value, FormattableString.Invariant($"at most {most}") + (otherwise is null ? "" : $", {otherwise}"), property);
    }

    /// <summary>A step length of a training: a finite number above 0 that its network can be moved by.</summary>
    public void LearningRate(double value, [CallerArgumentExpression(nameof(value))] string property = "")
    {
        Positive(value, property);
        Require(
            !(value > Largest.LearningRate) || double.IsInfinity(value), value, FormattableString.Invariant($"at most {Largest.LearningRate}"), property);
    }

    /// <summary>A finite number above 0.</summary>
    public void Positive(double value, [CallerArgumentExpression(nameof(value))] string property = "") =>
        Require(value > 0 && double.IsFinite(value), value, "finite and above 0", property);

    /// <summary>A finite number of at least 0.</summary>
    public void NotNegative(double value, [CallerArgumentExpression(nameof(value))] string property = "") =>
        Require(value >= 0 && double.IsFinite(value), value, "finite and at least 0", property);

    /// <summary>A number between 0 and 1, and neither.</summary>
    public void Fraction(double value, [CallerArgumentExpression(nameof(value))] string property = "") =>
        Require(value is > 0 and < 1, value, "above 0 and below 1", property);

    /// <summary>A number from 0 to below 1.</summary>
    public void FractionOrZero(double value, [CallerArgumentExpression(nameof(value))] string property = "") =>
        Require(value is >= 0 and < 1, value, "from 0 to below 1", property);

    /// <summary>A value that its enumeration has.</summary>
    public void Known<T>(T value, [CallerArgumentExpression(nameof(value))] string property = "")
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value)) Add(property, $"has the unknown value {value}.");
    }

    /// <summary>Something must be there.</summary>
    /// <param name="value">The property.</param>
    /// <param name="remedy">What to do, such as <c>leave it out for the defaults</c>.</param>
    /// <param name="property">The property's name.</param>
    public void NotNull(object? value, string remedy, [CallerArgumentExpression(nameof(value))] string property = "")
    {
        if (value is null) Add(property, $"is null; {remedy}.");
    }

    /// <summary>A list, and everything in it, must be there.</summary>
    /// <param name="values">The property.</param>
    /// <param name="remedy">What to do, such as <c>use an empty list for none</c>.</param>
    /// <param name="property">The property's name.</param>
    /// <returns>Whether all is there.</returns>
    public bool NoNulls<T>(
        IReadOnlyList<T>? values, string remedy, [CallerArgumentExpression(nameof(values))] string property = "")
        where T : class
    {
        if (values is not null && !values.Any(value => value is null)) return true;
        Add(property, $"is null or holds null; {remedy}.");
        return false;
    }

    /// <summary>Options within the options.</summary>
    /// <param name="options">The property; null is no problem of its own.</param>
    /// <param name="property">The property's name.</param>
    public void Nested(ICheckedOptions? options, [CallerArgumentExpression(nameof(options))] string property = "") =>
        options?.AddProblems(new OptionCheck(_record, $"{_path}{property}.", _problems));
}
