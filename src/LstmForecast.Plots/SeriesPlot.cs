using ScottPlot;
using ScottPlot.Plottables;

namespace LstmForecast.Plots;

/// <summary>
/// A picture of series and what is forecast of them: what was observed in solid lines or dots, forecasts dotted.
/// Each thing added takes the next colour (red, blue, green, …), a forecast that of what was added before it; an index
/// can choose otherwise. Add in drawing order, then save. Not for several threads at once.
/// </summary>
public sealed class SeriesPlot : IDisposable
{
    // The article's three waves, then enough others to tell apart.
    private static readonly Color[] Palette =
        [Colors.Red, Colors.Blue, Colors.Green, Colors.DarkOrange, Colors.Purple, Colors.Teal, Colors.Brown, Colors.Gray];

    private readonly Plot _plot = new();
    private readonly Func<int, DateTime>? _dateOf;
    private int _lastColor = -1;

    /// <summary>An empty picture.</summary>
    /// <param name="title">Stands above the picture.</param>
    /// <param name="xLabel">Stands below the time axis.</param>
    /// <param name="yLabel">Stands beside the axis of values.</param>
    /// <param name="dateOf">The date of a time step (0-based), for a time axis of dates; null for one of time steps.</param>
    public SeriesPlot(
        string title, string xLabel = "time step", string yLabel = "value", Func<int, DateTime>? dateOf = null)
    {
        _dateOf = dateOf;
        _plot.Title(title);
        _plot.XLabel(xLabel);
        _plot.YLabel(yLabel);
        if (dateOf is not null) _plot.Axes.DateTimeTicksBottom();
    }

    /// <summary>A solid line.</summary>
    /// <param name="series">What to draw.</param>
    /// <param name="start">The time step of the first value: 0 for an observed series.</param>
    /// <param name="channel">Which channel, 0-based.</param>
    /// <param name="label">Its name in the legend; null for none.</param>
    /// <param name="color">The index of its colour; null for the next.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel, or the colour's index is negative.</exception>
    public void AddLine(TimeSeries series, int start = 0, int channel = 0, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        Draw(series.Channel(channel), start, label, color ?? _lastColor + 1, LinePattern.Solid);
    }

    /// <summary>A dotted line from the step after the cutoff on.</summary>
    /// <param name="forecast">What to draw.</param>
    /// <param name="channel">Which channel, 0-based.</param>
    /// <param name="label">Its name in the legend; null for none.</param>
    /// <param name="color">The index of its colour; null for that of what was added last.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel, or the colour's index is negative.</exception>
    public void AddForecast(Forecast forecast, int channel = 0, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        int same = Math.Max(0, _lastColor);
        Draw(forecast.Channel(channel), forecast.Cutoff + 1, label, color ?? same, LinePattern.Dotted);
    }

    /// <summary>Dots without a line: data, as the article draws them.</summary>
    /// <inheritdoc cref="AddLine"/>
    public void AddDots(TimeSeries series, int start = 0, int channel = 0, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        Mark(series.Channel(channel), start, label, color ?? _lastColor + 1, MarkerShape.FilledCircle);
    }

    /// <summary>Crosses without a line: predictions, as the article draws them.</summary>
    /// <inheritdoc cref="AddLine"/>
    public void AddCrosses(TimeSeries series, int start = 0, int channel = 0, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        Mark(series.Channel(channel), start, label, color ?? _lastColor + 1, MarkerShape.Eks);
    }

    /// <summary>Writes the picture as a PNG file; folders that are missing are made.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    public void Save(string path, int width = 1500, int height = 700) => PngFile.Save(_plot, path, width, height);

    /// <summary>Lets go of what drawing took.</summary>
    public void Dispose() => _plot.Dispose();

    private void Draw(double[] values, int start, string? label, int color, LinePattern pattern)
    {
        Scatter line = _plot.Add.ScatterLine(Times(start, values.Length), values, Use(color));
        line.LinePattern = pattern;
        line.LineWidth = 2;
        Name(line, label);
    }

    private void Mark(double[] values, int start, string? label, int color, MarkerShape shape)
    {
        Scatter marks = _plot.Add.ScatterPoints(Times(start, values.Length), values, Use(color));
        marks.MarkerShape = shape;
        marks.MarkerSize = 12;
        marks.MarkerLineWidth = 2;
        Name(marks, label);
    }

    private Color Use(int color)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(color);
        _lastColor = color;
        return Palette[color % Palette.Length];
    }

    private void Name(Scatter plottable, string? label)
    {
        if (label is null) return;
        plottable.LegendText = label;
        _plot.ShowLegend(Alignment.UpperLeft);
    }

    private double[] Times(int start, int count) =>
        [.. Enumerable.Range(start, count).Select(t => _dateOf is null ? t : _dateOf(t).ToOADate())];
}
