using System.Collections;
using LstmForecast.Evaluation;

namespace LstmForecast;

/// <summary>The forecasts of one series, one from each cutoff, oldest first. Immutable.</summary>
public sealed class BacktestSeries : IReadOnlyList<Forecast>
{
    private readonly Origin[] _origins;

    internal BacktestSeries(TimeSeries series, Origin[] origins)
    {
        Series = series;
        _origins = origins;
    }

    /// <summary>The series with all that was observed, before and after the cutoffs.</summary>
    public TimeSeries Series { get; }

    /// <summary>How many of its first points were known at the first cutoff.</summary>
    public int TrainingLength => _origins[0].Count;

    /// <summary>How many cutoffs there are.</summary>
    public int Count => _origins.Length;

    internal ReadOnlySpan<Origin> Origins => _origins;

    /// <summary>The forecast from a cutoff, 0-based.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cutoff.</exception>
    public Forecast this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _origins[index].ToForecast(Series);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Forecast> GetEnumerator() => _origins.Select(origin => origin.ToForecast(Series)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
