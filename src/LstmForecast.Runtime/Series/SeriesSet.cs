using System.Collections;
using System.Globalization;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// Series that are learnt or forecast together: different names, the same channels, the same step of time (or none), and
/// static values of the same names and kinds; lengths and starts may differ. Immutable; safe to share between threads.
/// </summary>
public sealed partial class SeriesSet : IReadOnlyList<TimeSeries>
{
    private readonly TimeSeries[] _series;

    /// <summary>Puts series together.</summary>
    /// <param name="series">The series; they may be none.</param>
    /// <exception cref="ArgumentException">
    /// Two series have the same name, or their channels, their steps or the names or kinds of their static values differ.
    /// </exception>
    public SeriesSet(params IEnumerable<TimeSeries> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        _series = [.. series];
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (TimeSeries one in _series)
        {
            ArgumentNullException.ThrowIfNull(one, nameof(series));
            if (!names.Add(one.Name))
            {
                throw new ArgumentException(
                    $"Two series are named '{one.Name}'; give each series of a set its own name.", nameof(series));
            }

            SeriesChecks.ThrowIfNotAlike(one, _series[0], nameof(series));
        }
    }

    /// <summary>The number of series.</summary>
    public int Count => _series.Length;

    /// <summary>The names of the channels; empty for a set without series.</summary>
    public IReadOnlyList<string> Channels => _series.Length == 0 ? [] : _series[0].Channels;

    /// <summary>The step of time of all series; null where they have no timestamps, and for a set without series.</summary>
    public TimeStep? Step => _series.Length == 0 ? null : _series[0].Times?.Step;

    /// <summary>The series at an index, 0-based.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such series.</exception>
    public TimeSeries this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _series[index];
        }
    }

    /// <inheritdoc/>
    public IEnumerator<TimeSeries> GetEnumerator() => ((IEnumerable<TimeSeries>)_series).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Where values are missing in any of the series, in their order; see <see cref="TimeSeries.FindGaps"/>.</summary>
    /// <exception cref="InvalidOperationException">A value is infinite: names the place.</exception>
    public IReadOnlyList<Gap> FindGaps() => [.. _series.SelectMany(one => one.FindGaps())];

    /// <summary>Holds out the first <paramref name="test"/> series.</summary>
    /// <param name="test">How many series to hold out: from 1 to all but one.</param>
    /// <returns>The series to train on, and those held out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Nothing would be left on one side.</exception>
    public (SeriesSet Train, SeriesSet Test) SplitBySeries(int test)
    {
        if (test < 1 || test >= Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(test),
                test,
                Count < 2
                    ? $"A set needs at least 2 series to hold one out, this one has {Count}; SplitByTime needs only one."
                    : $"Of {Count} series at least 1 and at most {Count - 1} can be held out.");
        }

        return (new SeriesSet(_series[test..]), new SeriesSet(_series[..test]));
    }

    /// <summary>
    /// Trains on a share of the series, rounded to a whole number (a half to the even one, as Python's <c>round</c>),
    /// and holds out the first of them.
    /// </summary>
    /// <param name="train">The share to train on, between 0 and 1.</param>
    /// <returns>The series to train on, and those held out.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Nothing would be left on one side.</exception>
    public (SeriesSet Train, SeriesSet Test) SplitByShare(double train)
    {
        double count = Math.Round(Count * train, MidpointRounding.ToEven);
        if (!(count >= 1 && count < Count))
        {
            throw new ArgumentOutOfRangeException(
                nameof(train),
                train,
                $"A share of {train.ToString(CultureInfo.InvariantCulture)} of {Count} series leaves nothing "
                + "to train on or nothing to hold out; choose a share that leaves at least one series on "
                + "each side.");
        }

        return SplitBySeries(Count - (int)count);
    }

    /// <summary>Holds out the end of every series.</summary>
    /// <param name="test">How many of the last time steps to hold out, at least 1.</param>
    /// <returns>The series up to the cutoff, and what comes after it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A series has no more points than are to be held out.</exception>
    public (SeriesSet Train, SeriesSet Test) SplitByTime(int test)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(test, 1);
        foreach (TimeSeries one in _series)
        {
            if (one.Length <= test)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(test),
                    test,
                    $"Series '{one.Name}' has {one.Length} points; holding out {test} leaves nothing to train on. "
                    + "Hold out fewer, or leave this series out.");
            }
        }

        return (new SeriesSet(_series.Select(one => one[..^test])), new SeriesSet(_series.Select(one => one[^test..])));
    }
}
