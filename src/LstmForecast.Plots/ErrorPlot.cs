using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace LstmForecast.Plots;

/// <summary>Pictures of how far forecasts went wrong, beside the baselines: by horizon step and by series.</summary>
public static class ErrorPlot
{
    // The model stands out; baselines are told apart by color and dash.
    private static readonly Color ModelColor = Colors.Red;
    private static readonly (Color Color, LinePattern Pattern)[] Baselines =
    [
        (Colors.Gray, LinePattern.Dashed),
        (Colors.Blue, LinePattern.Dashed),
        (Colors.Green, LinePattern.Dashed),
        (Colors.DarkOrange, LinePattern.Dashed),
        (Colors.Purple, LinePattern.Dashed),
    ];

    /// <summary>Writes the error at each horizon step, of the model and of every baseline, as a PNG file.</summary>
    /// <param name="report">What was measured.</param>
    /// <param name="path">The file's path; its folder must exist. A file that is there is replaced as a whole.</param>
    /// <param name="measure">The error to draw; null for that of the report's skill.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size lies below its least value.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveByStep(
        AccuracyReport report, string path, AccuracyMeasure? measure = null, int width = 1000, int height = 600)
    {
        ArgumentNullException.ThrowIfNull(report);
        AccuracyMeasure drawn = measure ?? report.Options.Measure;
        using var plot = new Plot();
        plot.Title("Error by horizon step");
        plot.XLabel("horizon step");
        plot.YLabel(Words(drawn));
        for (int i = 0; i < report.Overall.Baselines.Count; i++)
        {
            int baseline = i;
            (Color color, LinePattern pattern) = Baselines[i % Baselines.Length];
            DrawSteps(plot, report, report.Overall.Baselines[i].Method, step => step.Baselines[baseline][drawn], color, pattern);
        }

        // Last, so that no baseline hides it.
        DrawSteps(plot, report, report.Options.ModelName, step => step.ModelAccuracy[drawn], ModelColor, LinePattern.Solid);
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        FromZero(plot);
        Legends.Show(plot);
        PngFile.Save(plot, path, width, height);
    }

    /// <summary>
    /// Writes the model's error on each series beside that of the best baseline there, as bars in a PNG file: the series
    /// of the least skill first.
    /// </summary>
    /// <param name="report">What was measured.</param>
    /// <param name="path">The file's path; its folder must exist. A file that is there is replaced as a whole.</param>
    /// <param name="measure">The error to draw; null for that of the report's skill.</param>
    /// <param name="mostSeries">How many series are drawn at most, at least 1.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size lies below its least value.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveBySeries(
        AccuracyReport report,
        string path,
        AccuracyMeasure? measure = null,
        int mostSeries = 30,
        int width = 1000,
        int height = 600)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostSeries, 1);
        AccuracyMeasure drawn = measure ?? report.Options.Measure;
        AccuracyComparison[] series = [.. report.BySeries.OrderBy(one => one.Skill(drawn)).Take(mostSeries)];
        using var plot = new Plot();
        plot.Title(series.Length == report.BySeries.Count
            ? "Error by series"
            : string.Create(
                CultureInfo.InvariantCulture, $"Error by series ({series.Length} of {report.BySeries.Count}, least skill first)"));
        plot.YLabel(Words(drawn));
        AddBars(plot, series.Select(one => one.ModelAccuracy[drawn]), offset: -0.2, ModelColor, report.Options.ModelName);
        AddBars(plot, series.Select(one => one.BestBaseline(drawn)[drawn]), offset: 0.2, Colors.Gray, "best baseline");
        var names = new NumericManual();
        for (int i = 0; i < series.Length; i++) names.AddMajor(i, series[i].Name);
        plot.Axes.Bottom.TickGenerator = names;
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        if (series.Length > 6)
        {
            plot.Axes.Bottom.TickLabelStyle.Rotation = 60;
            plot.Axes.Bottom.TickLabelStyle.Alignment = Alignment.MiddleLeft;
            plot.Axes.Bottom.MinimumSize = 30 + 6 * series.Max(one => one.Name.Length);
            plot.Axes.Right.MinimumSize = 10 + 4 * series[^1].Name.Length;
        }

        FromZero(plot);
        Legends.Show(plot);
        PngFile.Save(plot, path, width, height);
    }

    private static void DrawSteps(
        Plot plot, AccuracyReport report, string label, Func<AccuracyComparison, double> error, Color color, LinePattern pattern)
    {
        (double Step, double Error)[] points =
        [
            .. report.ByStep.Select((step, i) => (i + 1.0, error(step))).Where(point => double.IsFinite(point.Item2)),
        ];
        if (points.Length == 0) return;
        Scatter line = plot.Add.Scatter(
            points.Select(point => point.Step).ToArray(), points.Select(point => point.Error).ToArray(), color);
        line.LinePattern = pattern;
        line.LineWidth = 2;
        line.LegendText = label;
    }

    private static void AddBars(Plot plot, IEnumerable<double> errors, double offset, Color color, string label)
    {
        Bar[] bars =
        [
            .. errors.Select((error, i) => new Bar
            {
                Position = i + offset,
                // What could not be measured is no bar.
                Value = double.IsFinite(error) ? error : 0,
                Size = 0.4,
                FillColor = color,
                LineWidth = 0,
            }),
        ];
        plot.Add.Bars(bars).LegendText = label;
    }

    private static void FromZero(Plot plot)
    {
        plot.Axes.AutoScale();
        plot.Axes.SetLimitsY(0, Math.Max(plot.Axes.GetLimits().Top, 1e-300));
    }

    private static string Words(AccuracyMeasure measure) => measure switch
    {
        AccuracyMeasure.MeanAbsoluteError => "mean absolute error",
        AccuracyMeasure.RootMeanSquaredError => "root mean squared error",
        AccuracyMeasure.MeanAbsolutePercentageError => "mean absolute percentage error, %",
        AccuracyMeasure.SymmetricMeanAbsolutePercentageError => "symmetric mean absolute percentage error, %",
        AccuracyMeasure.WeightedAbsolutePercentageError => "weighted absolute percentage error, %",
        AccuracyMeasure.MeanAbsoluteScaledError => "mean absolute scaled error",
        _ => "root mean squared scaled error",
    };
}
