using System.Collections;
using System.Globalization;
using LstmForecast.Numerics;
using LstmForecast.Tuning;

namespace LstmForecast;

/// <summary>
/// What a search varies: options to start from, and named dimensions each of which changes them. Immutable: every method
/// gives a new space.
/// </summary>
/// <remarks>
/// Values are put into the options in the order of the dimensions. One that has no meaning for the options at hand, such as
/// a learning rate for L-BFGS, gives them back as they are (the same object); tables then show a dash for it.
/// </remarks>
public sealed partial class SearchSpace
{
    private const int Attempts = 200;
    private const string AsGiven = "as given";
    private const string NoMeaning = "-";

    private readonly SearchDimension[] _dimensions;

    private SearchSpace(SearchCandidate start, SearchDimension[] dimensions)
    {
        Start = start;
        _dimensions = dimensions;
    }

    /// <summary>The options that dimensions change; the first trial of a search.</summary>
    public SearchCandidate Start { get; }

    /// <summary>The names of the dimensions.</summary>
    public IReadOnlyList<string> Dimensions => [.. _dimensions.Select(dimension => dimension.Name)];

    /// <summary>A space without dimensions.</summary>
    /// <param name="forecaster">What network to build; null for the defaults.</param>
    /// <param name="training">How to train it; null for <see cref="LbfgsTraining"/> with its defaults.</param>
    public static SearchSpace From(ForecasterOptions? forecaster = null, TrainingOptions? training = null) =>
        new(new SearchCandidate(forecaster ?? new ForecasterOptions(), training ?? new LbfgsTraining()), []);

    /// <summary>Varies something among listed values, each as likely as the others.</summary>
    /// <param name="name">What tables call it.</param>
    /// <param name="values">The values, at least one.</param>
    /// <param name="apply">Puts a value into options.</param>
    /// <param name="describe">What tables call a value; null for what it says of itself. Different values need different names.</param>
    /// <exception cref="ArgumentException">
    /// The name is empty or there already, there is no value, or two are called the same.
    /// </exception>
    public SearchSpace Choice<T>(
        string name,
        IEnumerable<T> values,
        Func<SearchCandidate, T, SearchCandidate> apply,
        Func<T, string>? describe = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(apply);
        DrawnValue[] all = [.. values.Select(value =>
            new DrawnValue(describe is null ? Text(value) : describe(value), candidate => apply(candidate, value)))];
        if (all.Length == 0) throw new ArgumentException($"The dimension '{name}' has no values; list at least one.", nameof(values));
        if (all.CountBy(value => value.Text).FirstOrDefault(entry => entry.Value > 1).Key is string twice)
        {
            throw new ArgumentException(
                $"Of the values of the dimension '{name}' more than one is called '{twice}'; list each once, and describe them by "
                + "different names.",
                nameof(values));
        }

        return With(name, random => all[random.NextInteger(0, all.Length)]);
    }

    /// <summary>Varies a number, each between the ends as likely as any other; drawn to three digits.</summary>
    /// <param name="name">What tables call it.</param>
    /// <param name="lowest">The smallest value.</param>
    /// <param name="highest">The largest value, above the smallest.</param>
    /// <param name="apply">Puts a value into options.</param>
    /// <exception cref="ArgumentException">The name is empty or there already, or the ends are no range.</exception>
    public SearchSpace Uniform(
        string name, double lowest, double highest, Func<SearchCandidate, double, SearchCandidate> apply)
    {
        ArgumentNullException.ThrowIfNull(apply);
        CheckRange(name, lowest, highest);
        return With(name, random => Number(random.NextUniform(lowest, highest), lowest, highest, apply));
    }

    /// <summary>
    /// Varies a number whose logarithm is as likely as any other between the ends, as suits learning rates; drawn to three
    /// digits.
    /// </summary>
    /// <param name="name">What tables call it.</param>
    /// <param name="lowest">The smallest value, above 0.</param>
    /// <param name="highest">The largest value, above the smallest.</param>
    /// <param name="apply">Puts a value into options.</param>
    /// <exception cref="ArgumentException">The name is empty or there already, or the ends are no range above 0.</exception>
    public SearchSpace LogUniform(
        string name, double lowest, double highest, Func<SearchCandidate, double, SearchCandidate> apply)
    {
        ArgumentNullException.ThrowIfNull(apply);
        CheckRange(name, lowest, highest);
        if (lowest <= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The dimension '{name}' begins at {lowest}, which has no logarithm; begin above 0, or use Uniform."),
                nameof(lowest));
        }

        double from = Math.Log(lowest), to = Math.Log(highest);
        return With(name, random => Number(Math.Exp(random.NextUniform(from, to)), lowest, highest, apply));
    }

    /// <summary>Different candidates, the start first: the same ones for the same seed, and more of the same for a larger number.</summary>
    /// <param name="wanted">How many at most; fewer where no others can be found.</param>
    /// <param name="seed">What they are drawn from.</param>
    internal IReadOnlyList<DrawnCandidate> Draw(int wanted, long seed)
    {
        List<DrawnCandidate> drawn = [new(Start, [.. _dimensions.Select(_ => AsGiven)])];
        var known = new HashSet<string>(StringComparer.Ordinal);
        var random = new SeededRandom(seed);
        for (int attempts = 0; drawn.Count < wanted && attempts < Attempts && _dimensions.Length > 0; attempts++)
        {
            DrawnCandidate next = Draw(random);
            if (!known.Add(string.Join('\n', next.Values))) continue;
            drawn.Add(next);
            attempts = 0;
        }

        return drawn;
    }

    private DrawnCandidate Draw(SeededRandom random)
    {
        SearchCandidate candidate = Start;
        var values = new string[_dimensions.Length];
        for (int i = 0; i < values.Length; i++)
        {
            DrawnValue value = _dimensions[i].Draw(random);
            SearchCandidate changed = value.Apply(candidate) ?? throw new InvalidOperationException(
                $"The dimension '{_dimensions[i].Name}' made null of options; return the options, changed or as they are.");
            values[i] = ReferenceEquals(changed, candidate) ? NoMeaning : value.Text;
            candidate = changed;
        }

        return new DrawnCandidate(candidate, values);
    }

    private SearchSpace With(string name, Func<SeededRandom, DrawnValue> draw)
    {
        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException("The name of a dimension is empty; give it one.", nameof(name));
        if (_dimensions.Any(dimension => dimension.Name == name))
            throw new ArgumentException($"There is a dimension named '{name}' already; give each its own name.", nameof(name));
        return new SearchSpace(Start, [.. _dimensions, new SearchDimension(name, draw)]);
    }

    private static DrawnValue Number(
        double value, double lowest, double highest, Func<SearchCandidate, double, SearchCandidate> apply)
    {
        // To three digits, so that what a table shows is what was tried.
        string text = value.ToString("G3", CultureInfo.InvariantCulture);
        double rounded = Math.Clamp(double.Parse(text, CultureInfo.InvariantCulture), lowest, highest);
        return new DrawnValue(Text(rounded), candidate => apply(candidate, rounded));
    }

    private static void CheckRange(string name, double lowest, double highest)
    {
        if (double.IsFinite(lowest) && double.IsFinite(highest) && lowest < highest) return;
        throw new ArgumentException(
            FormattableString.Invariant($"The dimension '{name}' goes from {lowest} to {highest}; the ends must be finite, and the second above the first."),
            nameof(highest));
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable list => string.Join(" ", list.Cast<object?>().Select(Text)),
        _ => value.ToString() ?? "",
    };
}
