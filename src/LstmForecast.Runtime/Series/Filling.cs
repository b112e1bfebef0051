using System.Text.Json.Serialization;
using LstmForecast.Checks;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// How missing values (NaN) of a series are filled, each channel by itself. Nothing is learnt from other series.
/// </summary>
/// <remarks>
/// <para>
/// A filling is applied to the history that a model is given, and knows nothing after its end: a gap that reaches to the
/// end of the history is filled from what came before it. So no value after a cutoff ever changes what is filled up to
/// the cutoff.
/// </para>
/// <para>
/// With <see cref="Last"/> and <see cref="Seasonal"/> a filled value follows from earlier ones alone, so that to fill and
/// then to cut is the same as to cut and then to fill. With <see cref="Linear"/> it is the same wherever the cut is not
/// inside a gap; inside one the line's other end is not known yet, and the last value is held.
/// </para>
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(LinearFilling), "linear")]
[JsonDerivedType(typeof(LastFilling), "last")]
[JsonDerivedType(typeof(SeasonalFilling), "seasonal")]
public abstract record Filling
{
    private protected Filling()
    {
    }

    /// <summary>
    /// A straight line between the values before and after the gap; in a gap that reaches to the end, the last value. Not
    /// for counts, which have no value in between.
    /// </summary>
    public static Filling Linear { get; } = new LinearFilling();

    /// <summary>The last value before the gap.</summary>
    public static Filling Last { get; } = new LastFilling();

    /// <summary>
    /// The value one season earlier, which may be a filled one; where there is none yet, the last value before the gap.
    /// </summary>
    /// <param name="seasonLength">The length of a season in time steps, at least 1: 12 for months in a year.</param>
    /// <exception cref="ArgumentOutOfRangeException">The season length is below 1 or above 2^24.</exception>
    public static Filling Seasonal(int seasonLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seasonLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seasonLength, Largest.Lag);
        return new SeasonalFilling(seasonLength);
    }

    /// <summary>
    /// Whether a filled value inside a gap may follow from the value after the gap: then a history that was filled as a
    /// whole may only be cut where all channels were observed at the last step before the cut.
    /// </summary>
    [JsonIgnore]
    internal virtual bool LooksAhead => false;

    /// <summary>False for what a file may hold but no factory gives.</summary>
    [JsonIgnore]
    internal virtual bool IsValid => true;

    /// <summary>How many of the last values <see cref="Next"/> looks at.</summary>
    [JsonIgnore]
    internal virtual int Memory => 1;

    /// <summary>What stands for a missing value while nothing after it is known, given the filled values before it.</summary>
    /// <param name="past">At least one value, of which the last <see cref="Memory"/> count.</param>
    internal virtual double Next(ReadOnlySpan<double> past) => past[^1];

    /// <summary>The series without missing values; the same one where there are none.</summary>
    /// <param name="series">The history up to the cutoff.</param>
    /// <exception cref="ArgumentException">A channel begins with missing values, so that nothing is there to fill from.</exception>
    /// <exception cref="InvalidOperationException">A value is infinite.</exception>
    internal TimeSeries Apply(TimeSeries series) => Apply(series, [.. series.Channels.Select(_ => this)]);

    /// <summary>The series without missing values in channels that are filled; the same one where there are none.</summary>
    /// <param name="series">The history up to the cutoff.</param>
    /// <param name="fillings">How each channel is filled; null for not at all.</param>
    /// <exception cref="ArgumentException">A channel begins with missing values, so that nothing is there to fill from.</exception>
    internal static TimeSeries Apply(TimeSeries series, IReadOnlyList<Filling?> fillings)
    {
        MissingRun[] runs = [.. GapSearch.Runs(series).Where(run => fillings[run.Channel] is not null)];
        if (runs.Length == 0) return series;
        ThrowIfLeading(series, runs);
        double[] values = series.Values.ToArray();
        int channels = series.Channels.Count;
        foreach (IGrouping<int, MissingRun> ofChannel in runs.GroupBy(run => run.Channel))
        {
            double[] filled = series.Channel(ofChannel.Key);
            foreach (MissingRun run in ofChannel) fillings[run.Channel]!.Fill(filled, run.First, run.Length);
            for (int time = 0; time < filled.Length; time++) values[time * channels + ofChannel.Key] = filled[time];
        }

        return series.WithValues(values);
    }

    /// <summary>Fills one gap of a channel; those before it are filled already.</summary>
    /// <param name="values">The channel's values.</param>
    /// <param name="first">The first missing time step, at least 1.</param>
    /// <param name="length">How many are missing.</param>
    private protected abstract void Fill(double[] values, int first, int length);

    private static void ThrowIfLeading(TimeSeries series, MissingRun[] runs)
    {
        MissingRun[] leading = [.. runs.Where(run => run.First == 0)];
        if (leading.Length == 0) return;
        MissingRun longest = leading.MaxBy(run => run.Length);
        throw new ArgumentException(
            $"Series '{series.Name}' begins with {longest.Length} missing {(longest.Length == 1 ? "value" : "values")} of "
            + $"channel '{series.Channels[longest.Channel]}', and no earlier value is there to fill from. "
            + (longest.Length == series.Length
                ? "Leave the series or the channel out."
                : $"Cut the series there: series[{longest.Length}..]."),
            nameof(series));
    }
}
