namespace LstmForecast.Plots;

public sealed partial class SeriesPlot
{
    /// <summary>A solid line.</summary>
    /// <param name="series">What to draw.</param>
    /// <param name="channel">The name of a channel.</param>
    /// <param name="start">
    /// The time step of the first value, 0 for an observed series; not looked at where the series has timestamps.
    /// </param>
    /// <param name="label">Its name in the legend; null for none.</param>
    /// <param name="color">The index of its color; null for the next.</param>
    /// <param name="lineWidth">The width of the line in pixels, above 0.</param>
    /// <exception cref="ArgumentException">
    /// There is no such channel, or the series has timestamps and what was added before has none, or the other way round.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The color's index is negative, or the width not above 0.</exception>
    public void AddLine(
        TimeSeries series, string channel, int start = 0, string? label = null, int? color = null, float lineWidth = LineWidth)
    {
        ArgumentNullException.ThrowIfNull(series);
        AddLine(series, start, IndexOf(channel, series.Channels, series.Name), label, color, lineWidth);
    }

    /// <summary>Dots without a line, for data.</summary>
    /// <param name="series">What to draw.</param>
    /// <param name="channel">The name of a channel.</param>
    /// <param name="start">
    /// The time step of the first value, 0 for an observed series; not looked at where the series has timestamps.
    /// </param>
    /// <param name="label">Its name in the legend; null for none.</param>
    /// <param name="color">The index of its color; null for the next.</param>
    /// <exception cref="ArgumentException">
    /// There is no such channel, or the series has timestamps and what was added before has none, or the other way round.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The color's index is negative.</exception>
    public void AddDots(TimeSeries series, string channel, int start = 0, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        AddDots(series, start, IndexOf(channel, series.Channels, series.Name), label, color);
    }

    /// <summary>Crosses without a line, for predictions.</summary>
    /// <inheritdoc cref="AddDots(TimeSeries, string, int, string?, int?)"/>
    public void AddCrosses(TimeSeries series, string channel, int start = 0, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        AddCrosses(series, start, IndexOf(channel, series.Channels, series.Name), label, color);
    }

    /// <summary>A dotted line from the step after the cutoff on.</summary>
    /// <param name="forecast">What to draw.</param>
    /// <param name="channel">The name of a channel.</param>
    /// <param name="label">Its name in the legend; null for none.</param>
    /// <param name="color">The index of its color; null for that of what was added last.</param>
    /// <exception cref="ArgumentException">
    /// There is no such channel, or the forecast has timestamps and what was added before has none, or the other way round.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The color's index is negative.</exception>
    public void AddForecast(Forecast forecast, string channel, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        AddForecast(forecast, IndexOf(channel, forecast.Channels, forecast.SeriesName), label, color);
    }

    /// <summary>
    /// A fan: the intervals of a forecast as bands, the widest the palest, and the forecast as a solid line in them.
    /// </summary>
    /// <param name="forecast">What to draw; its model is calibrated or has quantiles.</param>
    /// <param name="levels">The levels of the intervals, each between 0 and 1: <c>[.5, .8, .95]</c>.</param>
    /// <param name="channel">The name of a channel.</param>
    /// <param name="label">Its name in the legend, where each band has its level; null for none.</param>
    /// <param name="color">The index of its color; null for the next.</param>
    /// <exception cref="ArgumentException">
    /// There is no level or no such channel, or the forecast has timestamps and what was added before has none, or the other
    /// way round.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no interval of a level, or the color's index is negative.</exception>
    /// <exception cref="InvalidOperationException">The forecast has no intervals.</exception>
    public void AddFan(
        Forecast forecast, IReadOnlyList<double> levels, string channel, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        AddFan(forecast, levels, IndexOf(channel, forecast.Channels, forecast.SeriesName), label, color);
    }

    private static int IndexOf(string channel, IReadOnlyList<string> channels, string series)
    {
        ArgumentNullException.ThrowIfNull(channel);
        for (int i = 0; i < channels.Count; i++)
            if (channels[i] == channel) return i;
        throw new ArgumentException(
            $"Series '{series}' has no channel '{channel}', only ({string.Join(", ", channels)}).", nameof(channel));
    }
}
