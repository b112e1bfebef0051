using System.Globalization;
using LstmForecast.Checks;
using LstmForecast.Evaluation;

namespace LstmForecast;

/// <summary>
/// Measures forecasts from many cutoffs of many series, beside the baselines from the same cutoffs: hand over a series
/// with <see cref="Begin"/>, then its forecasts one by one, then take the <see cref="ToReport"/>.
/// </summary>
/// <remarks>
/// It keeps sums, not forecasts, so its size depends on the series and the horizon but not on the number of forecasts.
/// Not safe to share between threads. The same forecasts in the same order give the same bits.
/// </remarks>
public sealed class AccuracyEvaluator
{
    private readonly List<SeriesEvaluator> _series = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Begins a measurement.</summary>
    /// <param name="options">What to measure.</param>
    /// <exception cref="ArgumentException">Options make no sense; the message names all of them.</exception>
    public AccuracyEvaluator(AccuracyOptions options)
    {
        OptionCheck.ThrowIfInvalid(options, nameof(options));
        Options = options;
        Levels = new QuantileLevels(options.QuantileLevels);
        Methods = [options.ModelName, .. BaselineSet.Names(options.SeasonLength)];
        Steps = [.. Enumerable.Range(0, options.Horizon).Select(_ => NewPool())];
        Copies = new CopySums[options.Horizon, BaselineSet.Copies(options.SeasonLength)];
    }

    /// <summary>What is measured.</summary>
    public AccuracyOptions Options { get; }

    internal QuantileLevels Levels { get; }

    /// <summary>The model's name and those of the baselines.</summary>
    internal string[] Methods { get; }

    /// <summary>The sums of each horizon step.</summary>
    internal AccuracyPool[] Steps { get; }

    /// <summary>How near the forecasts are to what the copying baselines repeat: <c>[horizon, copies]</c>.</summary>
    internal CopySums[,] Copies { get; }

    internal AccuracyPool NewPool() => new(Methods.Length, Levels);

    /// <summary>Takes in a series whose forecasts come next.</summary>
    /// <param name="series">
    /// The whole series, the observations after the cutoffs included. NaN is a missing value: a forecast of it is
    /// counted but cannot be measured, and a baseline takes the observation before it. The measures of a baseline that
    /// finds none are NaN.
    /// </param>
    /// <param name="trainingLength">
    /// How many of its first time steps a model could learn from: more than a season. They give the scale of MASE and
    /// RMSSE, and no forecast may begin inside them.
    /// </param>
    /// <returns>What takes the forecasts of this series.</returns>
    /// <exception cref="ArgumentException">
    /// A series of this name was there before, or it has no channel of the name that is measured.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The training part is not longer than a season, or leaves nothing to forecast.
    /// </exception>
    public SeriesEvaluator Begin(TimeSeries series, int trainingLength)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (trainingLength <= Options.SeasonLength || trainingLength >= series.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(trainingLength),
                trainingLength,
                $"Series '{series.Name}' has {series.Length} points, {trainingLength} of them to train on; a season of "
                + $"{Options.SeasonLength} needs at least {Options.SeasonLength + 1L}, and at least 1 must be left to forecast. Choose "
                + "another cut, a shorter season, or leave the series out.");
        }

        int channel = Options.Channel is null ? 0 : ChannelIndex(series.Channels, Options.Channel, series.Name);
        if (_names.Contains(series.Name))
        {
            throw new ArgumentException(
                $"A series named '{series.Name}' is evaluated already; give each series its own name, and each all its "
                + "forecasts at once.",
                nameof(series));
        }

        var evaluator = new SeriesEvaluator(this, series, channel, trainingLength);
        _names.Add(series.Name);
        _series.Add(evaluator);
        return evaluator;
    }

    /// <summary>How accurate the forecasts so far are.</summary>
    /// <exception cref="InvalidOperationException">There is no forecast yet whose observation is there.</exception>
    public AccuracyReport ToReport()
    {
        AccuracyPool all = NewPool();
        foreach (AccuracyPool step in Steps) all.Add(step);
        AccuracyComparison overall = all.Compare("all", Methods);
        if (overall.ModelAccuracy.PointCount == 0)
        {
            throw new InvalidOperationException(
                $"None of {_series.Sum(one => one.ForecastCount)} forecasts has an observation to be compared with; add "
                + "forecasts of observed time steps first.");
        }

        var report = new AccuracyReport
        {
            Options = Options,
            ForecastCount = _series.Sum(one => one.ForecastCount),
            MissingObservations = _series.Sum(one => one.Missing),
            Overall = overall,
            ByStep = Array.AsReadOnly(
                Steps.Select((pool, index) => pool.Compare(Invariant(index + 1), Methods)).ToArray()),
            BySeries = Array.AsReadOnly(_series.Select(one => one.Pool.Compare(one.Name, Methods)).ToArray()),
            LaggedCopies = Array.AsReadOnly(FindCopies().ToArray()),
            SeriesWithoutScale = Array.AsReadOnly(
                _series.Where(one => !one.Scale.IsPositive).Select(one => one.Name).ToArray()),
        };
        return report with { Warnings = Array.AsReadOnly(AccuracyWarnings.Of(report).ToArray()) };
    }

    internal static int ChannelIndex(IReadOnlyList<string> channels, string name, string series)
    {
        for (int channel = 0; channel < channels.Count; channel++)
            if (channels[channel] == name) return channel;
        throw new ArgumentException(
            $"Series '{series}' has no channel '{name}', only ({string.Join(", ", channels)}).", nameof(channels));
    }

    private IEnumerable<LaggedCopy> FindCopies()
    {
        for (int copy = 0; copy < Copies.GetLength(1); copy++)
        {
            for (int step = 1; step <= Options.Horizon; step++)
            {
                CopySums sums = Copies[step - 1, copy];
                if (sums.IsCopy) yield return new LaggedCopy(Methods[copy + 1], step, sums.Distance);
            }
        }
    }

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
