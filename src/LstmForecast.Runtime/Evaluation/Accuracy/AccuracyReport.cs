using LstmForecast.Evaluation;

namespace LstmForecast;

/// <summary>
/// How accurate forecasts are: all together, by horizon step and by series, always beside the baselines on the same
/// points. Immutable.
/// </summary>
public sealed record AccuracyReport
{
    /// <summary>What was measured.</summary>
    public required AccuracyOptions Options { get; init; }

    /// <summary>How many forecasts there were, each from a cutoff of a series.</summary>
    public required long ForecastCount { get; init; }

    /// <summary>How many forecast values had no observation to be compared with, because it is missing (NaN).</summary>
    public required long MissingObservations { get; init; }

    /// <summary>All forecast values together, each weighing the same.</summary>
    public required AccuracyComparison Overall { get; init; }

    /// <summary>Each horizon step on its own: the first entry is step 1.</summary>
    public required IReadOnlyList<AccuracyComparison> ByStep { get; init; }

    /// <summary>Each series on its own, in the order in which they came.</summary>
    public required IReadOnlyList<AccuracyComparison> BySeries { get; init; }

    /// <summary>The horizon steps at which the forecasts are little more than an earlier observation shown again.</summary>
    public required IReadOnlyList<LaggedCopy> LaggedCopies { get; init; }

    /// <summary>
    /// The series whose training part repeats itself from season to season, or misses too much: their own MASE and RMSSE
    /// are NaN, and those of the pools are over the other series.
    /// </summary>
    public required IReadOnlyList<string> SeriesWithoutScale { get; init; }

    /// <summary>What a reader of the figures should know, in sentences; empty where there is nothing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// The model's skill against the best baseline, over all forecasts and in the measure of the options: 1 for forecasts
    /// without error, 0 for as good as the baseline, below 0 for worse.
    /// </summary>
    public double Skill => Overall.Skill(Options.Measure);

    /// <summary>The report as text in columns, with a dot as decimal point everywhere: for people.</summary>
    /// <param name="mostSeries">
    /// How many series are shown at most, those of the least skill first. Default: 20. A single series is not shown again.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostSeries"/> is negative.</exception>
    public string ToTable(int mostSeries = 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostSeries);
        return AccuracyTable.Of(this, mostSeries);
    }

    /// <summary>
    /// The whole report as comma-separated values (RFC 4180, though with line feeds alone): a header, then a row for each
    /// pool and method. For programs: figures in full, an empty field where there is none.
    /// </summary>
    public string ToCsv() => AccuracyCsv.Of(this);
}
