using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace LstmForecast.Plots;

/// <summary>
/// A picture of how the losses fell from epoch to epoch: on a logarithmic scale, unless one is 0 or negative, as likelihoods can
/// be.
/// </summary>
public static class LossPlot
{
    /// <summary>
    /// Writes the training loss and, where there is one, the validation loss as a PNG file; of an ensemble those of every
    /// network.
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
        IReadOnlyList<TrainingHistory> networks = history.Members.Count == 0 ? [history] : history.Members;
        bool isLogarithmic = networks.SelectMany(one => one.Epochs)
            .SelectMany(report => (double?[])[report.TrainingLoss, report.ValidationLoss]).All(loss => loss is null or > 0 or double.NaN);
        using var plot = new Plot();
        plot.Title(networks.Count == 1 ? "Loss by epoch" : $"Loss by epoch, {networks.Count} networks");
        plot.XLabel("epoch");
        plot.YLabel("loss");
        for (int i = 0; i < networks.Count; i++)
        {
            Draw(plot, networks[i], report => report.TrainingLoss, isLogarithmic, i == 0 ? "training" : "", Colors.Blue);
            Draw(plot, networks[i], report => report.ValidationLoss, isLogarithmic, i == 0 ? "validation" : "", Colors.Red);
        }

        Legends.Show(plot);
        if (isLogarithmic) plot.Axes.Left.TickGenerator = LogarithmicTicks();
        plot.Axes.Bottom.TickGenerator = new NumericAutomatic { IntegerTicksOnly = true };
        PngFile.Save(plot, path, width, height);
    }

    private static void Draw(
        Plot plot, TrainingHistory history, Func<EpochReport, double?> loss, bool isLogarithmic, string label, Color color)
    {
        (double Epoch, double Loss)[] points =
        [
            .. history.Epochs.Where(report => loss(report) is double value && double.IsFinite(value))
                .Select(report => ((double)report.Epoch, isLogarithmic ? Math.Log10(loss(report)!.Value) : loss(report)!.Value)),
        ];
        if (points.Length == 0) return;
        Scatter line = plot.Add.Scatter(
            points.Select(point => point.Epoch).ToArray(), points.Select(point => point.Loss).ToArray(), color);
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
