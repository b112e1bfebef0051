using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>
/// From where a model forecasts a series again and again: cutoffs that move on by a stride, each with the whole horizon
/// observed after it. Immutable.
/// </summary>
/// <remarks>
/// Name <see cref="First"/>, <see cref="Count"/> or both. Without <see cref="First"/> the cutoffs are counted back from the
/// end of each series, so that series of different lengths have the same number of them; with it, they stand at the
/// same time steps in every series, and without <see cref="Count"/> a longer series has more of them.
/// </remarks>
public sealed record RollingCutoffs : ICheckedOptions
{
    /// <summary>How many steps are forecast from each cutoff, at least 1.</summary>
    public required int Horizon { get; init; }

    /// <summary>
    /// How many points of each series were observed at its first cutoff, at least 1. Default: null, counted back from the
    /// end.
    /// </summary>
    public int? First { get; init; }

    /// <summary>How many cutoffs each series has, at least 1. Default: null, all from <see cref="First"/> on.</summary>
    public int? Count { get; init; }

    /// <summary>How many time steps lie between a cutoff and the next one, at least 1. Default: 1.</summary>
    public int Stride { get; init; } = 1;

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        check.AtLeast(1, Horizon);
        check.AtLeast(1, First, "or null to count back from the end");
        check.AtLeast(1, Count, "or null for all from First on");
        if (First is null && Count is null)
        {
            check.Add(
                nameof(First),
                "and Count are null; say after how many points the first cutoff is, how many there are, or both.");
        }

        check.AtLeast(1, Stride);
    }

    /// <summary>How many points of a series were observed at each of its cutoffs; ascending.</summary>
    /// <param name="series">The series.</param>
    /// <param name="needed">How many points there must be before the first cutoff.</param>
    /// <param name="argument">The caller's argument.</param>
    internal int[] Of(TimeSeries series, long needed, string argument)
    {
        long last = (long)series.Length - Horizon;
        long first = First ?? last - (Count!.Value - 1L) * Stride;
        long count = Count ?? (last < first ? 0 : (last - first) / Stride + 1);
        if (first < needed)
        {
            throw new ArgumentException(
                $"Series '{series.Name}' has {series.Length} points; {Described}, its first cutoff is after {Math.Max(0, first)} "
                + $"of them, but {needed} are needed before it. {Remedy}",
                argument);
        }

        if (count == 0 || first + (count - 1) * Stride > last)
        {
            throw new ArgumentException(
                $"Series '{series.Name}' has {series.Length} points; {Described}, it must have at least "
                + $"{first + (Math.Max(1, count) - 1) * Stride + Horizon}. {Remedy}",
                argument);
        }

        return [.. Enumerable.Range(0, (int)count).Select(i => (int)(first + (long)i * Stride))];
    }

    private string Described =>
        $"with Horizon {Horizon}"
        + (First is int first ? $", First {first}" : "")
        + (Count is int count ? $", Count {count}" : "")
        + $" and Stride {Stride}";

    private string Remedy => First is null
        ? "Ask for fewer cutoffs or a shorter horizon, or leave the series out."
        : "Move First, ask for fewer cutoffs or a shorter horizon, or leave the series out.";
}
