using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace LstmForecast.Plots;

/// <summary>
/// A picture of series and what is forecast of them: what was observed in solid lines or dots, forecasts dotted.
/// Each thing added takes the next color (red, blue, green, …), a forecast that of what was added before it; an index
/// can choose otherwise. Series with timestamps are drawn over an axis of dates, others over one of time steps. Add in drawing
/// order, then save. Not for several threads at once.
/// </summary>
public sealed partial class SeriesPlot : IDisposable
{
    private static readonly Color[] Palette =
        [Colors.Red, Colors.Blue, Colors.Green, Colors.DarkOrange, Colors.Purple, Colors.Teal, Colors.Brown, Colors.Gray];

    /// <summary>How much of the color the outermost band of a fan has; each further one as much more of what is left.</summary>
    private const double BandShade = 0.2;

    private const float LineWidth = 2;

    private readonly Plot _plot = new();
    private readonly string? _xLabel;
    private bool? _hasDates;
    private bool _hasLegend;
    private int _lastColor = -1;

    /// <summary>An empty picture.</summary>
    /// <param name="title">Stands above the picture.</param>
    /// <param name="xLabel">Stands below the time axis; null for <c>time</c> under dates and <c>time step</c> under steps.</param>
    /// <param name="yLabel">Stands beside the axis of values.</param>
    public SeriesPlot(string title, string? xLabel = null, string yLabel = "value")
    {
        _xLabel = xLabel;
        _plot.Title(title);
        _plot.XLabel(xLabel ?? "time step");
        _plot.YLabel(yLabel);
    }

    /// <summary>A solid line.</summary>
    /// <param name="series">What to draw.</param>
    /// <param name="start">
    /// The time step of the first value, 0 for an observed series; not looked at where the series has timestamps.
    /// </param>
    /// <param name="channel">Which channel, 0-based.</param>
    /// <param name="label">Its name in the legend; null for none.</param>
    /// <param name="color">The index of its color; null for the next.</param>
    /// <param name="lineWidth">The width of the line in pixels, above 0.</param>
    /// <exception cref="ArgumentException">It has timestamps and what was added before has none, or the other way round.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such channel, the color's index is negative, or the width not above 0.
    /// </exception>
    public void AddLine(
        TimeSeries series, int start = 0, int channel = 0, string? label = null, int? color = null, float lineWidth = LineWidth)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (!(lineWidth > 0 && float.IsFinite(lineWidth)))
            throw new ArgumentOutOfRangeException(nameof(lineWidth), lineWidth, "The width of a line must be above 0.");
        double[] values = series.Channel(channel);
        double[] places = Places(series.Name, series.Times, start, values.Length);
        Draw(values, places, label, color ?? _lastColor + 1, LinePattern.Solid, lineWidth);
    }

    /// <summary>A dotted line from the step after the cutoff on.</summary>
    /// <param name="forecast">What to draw.</param>
    /// <param name="channel">Which channel, 0-based.</param>
    /// <param name="label">Its name in the legend; null for none.</param>
    /// <param name="color">The index of its color; null for that of what was added last.</param>
    /// <exception cref="ArgumentException">It has timestamps and what was added before has none, or the other way round.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel, or the color's index is negative.</exception>
    public void AddForecast(Forecast forecast, int channel = 0, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        double[] values = forecast.Channel(channel);
        Draw(values, Places(forecast), label, color ?? Math.Max(0, _lastColor), LinePattern.Dotted);
    }

    /// <summary>
    /// A fan: the intervals of a forecast as bands, the widest the palest, and the forecast as a solid line in them.
    /// </summary>
    /// <param name="forecast">What to draw; its model is calibrated or has quantiles.</param>
    /// <param name="levels">The levels of the intervals, each between 0 and 1: <c>[.5, .8, .95]</c>.</param>
    /// <param name="channel">Which channel, 0-based.</param>
    /// <param name="label">Its name in the legend, where each band has its level; null for none.</param>
    /// <param name="color">The index of its color; null for the next.</param>
    /// <exception cref="ArgumentException">
    /// There is no level, or the forecast has timestamps and what was added before has none, or the other way round.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such channel or no interval of a level, or the color's index is negative.
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
                PredictionInterval[] intervals = forecast.Interval(level, channel);
                return (level, intervals.Select(one => one.Lower).ToArray(), intervals.Select(one => one.Upper).ToArray());
            }),
        ];
        int chosen = color ?? _lastColor + 1;
        Color shade = Use(chosen);
        double[] times = Places(forecast);
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

        Draw(forecast.Channel(channel), times, label, chosen, LinePattern.Solid);
    }

    /// <summary>Dots without a line, for data.</summary>
    /// <param name="series">What to draw.</param>
    /// <param name="start">
    /// The time step of the first value, 0 for an observed series; not looked at where the series has timestamps.
    /// </param>
    /// <param name="channel">Which channel, 0-based.</param>
    /// <param name="label">Its name in the legend; null for none.</param>
    /// <param name="color">The index of its color; null for the next.</param>
    /// <exception cref="ArgumentException">It has timestamps and what was added before has none, or the other way round.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such channel, or the color's index is negative.</exception>
    public void AddDots(TimeSeries series, int start = 0, int channel = 0, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        double[] values = series.Channel(channel);
        Mark(values, Places(series.Name, series.Times, start, values.Length), label, color ?? _lastColor + 1, MarkerShape.FilledCircle);
    }

    /// <summary>Crosses without a line, for predictions.</summary>
    /// <inheritdoc cref="AddDots(TimeSeries, int, int, string?, int?)"/>
    public void AddCrosses(TimeSeries series, int start = 0, int channel = 0, string? label = null, int? color = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        double[] values = series.Channel(channel);
        Mark(values, Places(series.Name, series.Times, start, values.Length), label, color ?? _lastColor + 1, MarkerShape.Eks);
    }

    /// <summary>Writes the picture as a PNG file.</summary>
    /// <param name="path">The file's path; its folder must exist. A file that is there is replaced as a whole.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size lies below its least value.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path, int width = 1500, int height = 700) => PngFile.Save(_plot, path, width, height);

    /// <summary>Lets go of what drawing took.</summary>
    public void Dispose() => _plot.Dispose();

    private void Draw(
        double[] values, double[] places, string? label, int color, LinePattern pattern, float lineWidth = LineWidth)
    {
        Scatter line = _plot.Add.ScatterLine(places, values, Use(color));
        line.LinePattern = pattern;
        line.LineWidth = lineWidth;
        Name(line, label);
    }

    private void Mark(double[] values, double[] places, string? label, int color, MarkerShape shape)
    {
        Scatter marks = _plot.Add.ScatterPoints(places, values, Use(color));
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
        if (!_hasLegend) Legends.Show(_plot);
        _hasLegend = true;
    }

    private double[] Places(Forecast forecast) =>
        Places(forecast.SeriesName, forecast.Times, forecast.Cutoff + 1, forecast.Horizon);

    /// <summary>Where values lie on the time axis, which is of dates or of steps as the first thing added is.</summary>
    private double[] Places(string series, TimeAxis? times, int start, int count)
    {
        if (_hasDates is null) SetAxis(hasDates: times is not null);
        else if (_hasDates != times is not null)
        {
            throw new ArgumentException(
                $"Series '{series}' has {(times is null ? "no " : "")}timestamps, unlike what was added before; a picture has one "
                + "time axis. TimeSeries.WithTimes gives timestamps, or takes them away.");
        }

        return [.. Enumerable.Range(0, count).Select(i => times is null ? start + i : times.At(i).ToOADate())];
    }

    private void SetAxis(bool hasDates)
    {
        _hasDates = hasDates;
        if (!hasDates) return;
        _plot.Axes.DateTimeTicksBottom();
        // As everywhere in this library; the culture's own would put the month first on some computers.
        if (_plot.Axes.Bottom.TickGenerator is DateTimeAutomatic ticks)
        {
            ticks.LabelFormatter = date => date.ToString(
                date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd\nHH:mm", CultureInfo.InvariantCulture);
        }

        _plot.XLabel(_xLabel ?? "time");
    }
}
