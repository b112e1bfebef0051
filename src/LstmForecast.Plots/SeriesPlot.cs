using System.Globalization;
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

    /// <summary>How much of the colour the outermost band of a fan has; each further one as much more of what is left.</summary>
    private const double BandShade = 0.2;

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

    /// <summary>
    /// A fan: the intervals of a forecast as bands, the widest the palest, and the forecast as a solid line in them.
    /// </summary>
    /// <param name="forecast">What to draw; its model is calibrated or has quantiles.</param>
    /// <param name="levels">The levels of the intervals, each between 0 and 1: <c>[.5, .8, .95]</c>.</param>
    /// <param name="channel">Which channel, 0-based.</param>
    /// <param name="label">Its name in the legend, where each band has its level; null for none.</param>
    /// <param name="color">The index of its colour; null for the next.</param>
    /// <exception cref="ArgumentException">There is no level.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such channel or no interval of a level, or the colour's index is negative.
    /// </exception>
    /// <exception cref="InvalidOperationException">The forecast has no intervals.</exception>
    public void AddFan(
        Forecast forecast, IReadOnlyList<double> levels, int channel = 0, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        ArgumentNullException.ThrowIfNull(levels);
        if (levels.Count == 0) throw new ArgumentException("There is no level; name that of at least one interval.", nameof(levels));
        (double Level, double[] Lower, double[] Upper)[] bands =
        [
            .. levels.OrderDescending().Select(level =>
            {
                (double[] lower, double[] upper) = forecast.Interval(level, channel);
                return (level, lower, upper);
            }),
        ];
        int chosen = color ?? _lastColor + 1;
        Color shade = Use(chosen);
        double[] times = Times(forecast.Cutoff + 1, forecast.Horizon);
        double light = 1;
        for (int i = 0; i < bands.Length; i++)
        {
            // Beside each other, not upon each other: a band has the shade that it has in the legend.
            light *= 1 - BandShade;
            Color its = shade.WithAlpha(1 - light);
            FillY band = i == bands.Length - 1
                ? Fill(times, bands[i].Lower, bands[i].Upper, its)
                : Fill(times, bands[i].Lower, bands[i + 1].Lower, its);
            if (i < bands.Length - 1) Fill(times, bands[i + 1].Upper, bands[i].Upper, its);
            Name(band, label is null ? null : string.Create(CultureInfo.InvariantCulture, $"{label}, {100 * bands[i].Level:0.##} %"));
        }

        Draw(forecast.Channel(channel), forecast.Cutoff + 1, label, chosen, LinePattern.Solid);
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

    private FillY Fill(double[] times, double[] lower, double[] upper, Color color)
    {
        FillY band = _plot.Add.FillY(times, lower, upper);
        band.FillColor = color;
        band.LineWidth = 0;
        return band;
    }

    private Color Use(int color)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(color);
        _lastColor = color;
        return Palette[color % Palette.Length];
    }

    private void Name(IHasLegendText plottable, string? label)
    {
        if (label is null) return;
        plottable.LegendText = label;
        _plot.ShowLegend(Alignment.UpperLeft);
    }

    private double[] Times(int start, int count) =>
        [.. Enumerable.Range(start, count).Select(t => _dateOf is null ? t : _dateOf(t).ToOADate())];
}
