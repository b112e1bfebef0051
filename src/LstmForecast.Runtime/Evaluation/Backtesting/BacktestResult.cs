using LstmForecast.Evaluation;
using LstmForecast.Files;

namespace LstmForecast;

/// <summary>What a backtest found: forecasts, and how accurate they are beside the baselines. Immutable.</summary>
public sealed record BacktestResult
{
    /// <summary>How the backtest went.</summary>
    public required BacktestOptions Options { get; init; }

    /// <summary>The forecasts, series by series in the order given.</summary>
    public required IReadOnlyList<BacktestSeries> Series { get; init; }

    /// <summary>
    /// The accuracy of each channel that is forecast, in the order of the channels: over all forecasts, by horizon step
    /// and by series.
    /// </summary>
    public required IReadOnlyList<AccuracyReport> Reports { get; init; }

    /// <summary>The models that forecast, oldest first.</summary>
    public required IReadOnlyList<BacktestFit> Fits { get; init; }

    /// <summary>What a reader of the figures should know, in sentences; empty where there is nothing.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The accuracy of the only channel, or of the first one.</summary>
    public AccuracyReport Report => Reports[0];

    /// <summary>
    /// The skill against the best baseline of the first channel: 1 for forecasts without error, 0 for as good as the
    /// baseline, below 0 for worse.
    /// </summary>
    public double Skill => Report.Skill;

    /// <summary>The result as text in columns, with a dot as decimal point everywhere: for people.</summary>
    /// <param name="mostSeries">How many series are shown at most, those of the least skill first. Default: 20.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="mostSeries"/> is negative.</exception>
    public string ToTable(int mostSeries = 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mostSeries);
        return BacktestText.Table(this, mostSeries);
    }

    /// <summary>
    /// Writes every forecast value beside what was observed, as comma-separated values (RFC 4180, though with line feeds
    /// alone): series, channel, the cutoff (the last known time step, 0-based), the horizon step (1-based), the time that is
    /// forecast (ISO 8601; the column is there where the series have timestamps), the observation (empty where it is
    /// missing), the forecast.
    /// </summary>
    /// <param name="writer">Where to; stays open.</param>
    public void WriteForecasts(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        BacktestText.WriteForecasts(this, writer);
    }

    /// <inheritdoc cref="WriteForecasts(TextWriter)" path="/summary"/>
    /// <param name="path">The file's path; its folder must exist. A file that is there is replaced as a whole.</param>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WriteForecasts(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.WriteText(path, writer => BacktestText.WriteForecasts(this, writer));
    }
}
