using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace LstmForecast.Plots;

/// <summary>A picture of how the losses fell from epoch to epoch, on a logarithmic scale.</summary>
public static class LossPlot
{
    /// <summary>
    /// Writes the training loss and, where there is one, the validation loss as a PNG file. A loss of 0, which
    /// has no logarithm, is left out.
    /// </summary>
    /// <param name="history">The history of a trained model.</param>
    /// <param name="path">The file's path; its folder must exist. A file that is there is replaced as a whole.</param>
    /// <param name="width">Width in pixels, at least 1.</param>
    /// <param name="height">Height in pixels, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size lies below its least value.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(TrainingHistory history, string path, int width = 1000, int height = 600)
    {
        ArgumentNullException.ThrowIfNull(history);
        using var plot = new Plot();
        plot.Title("Mean squared error by epoch");
        plot.XLabel("epoch");
        plot.YLabel("mean squared error");
        Draw(plot, Points(history, report => report.TrainingLoss), "training", Colors.Blue);
        Draw(plot, Points(history, report => report.ValidationLoss), "validation", Colors.Red);
        plot.ShowLegend(Alignment.UpperRight);
        plot.Axes.Left.TickGenerator = LogarithmicTicks();
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        PngFile.Save(plot, path, width, height);
    }

    /// <summary>Epochs and decimal logarithms of the losses that have one.</summary>
    private static (double Epoch, double Log)[] Points(TrainingHistory history, Func<EpochReport, double?> loss) =>
    [
        .. history.Epochs
            .Where(report => loss(report) is > 0 and < double.PositiveInfinity)
            .Select(report => ((double)report.Epoch, Math.Log10(loss(report)!.Value))),
    ];

    private static void Draw(Plot plot, (double Epoch, double Log)[] points, string label, Color color)
    {
        if (points.Length == 0) return;
        Scatter line = plot.Add.Scatter(
            points.Select(point => point.Epoch).ToArray(), points.Select(point => point.Log).ToArray(), color);
        line.LegendText = label;
        line.LineWidth = 2;
    }

    /// <summary>Ticks at 1, 2 and 5 of every decade that a float can have; those in sight are drawn.</summary>
    private static NumericManual LogarithmicTicks()
    {
        var ticks = new NumericManual();
        for (int decade = -45; decade <= 38; decade++)
        {
            foreach (int leading in (int[])[1, 2, 5])
            {
                string label = string.Create(CultureInfo.InvariantCulture, $"{leading}e{decade}");
                ticks.AddMajor(decade + Math.Log10(leading), label);
            }
        }

        return ticks;
    }
}
