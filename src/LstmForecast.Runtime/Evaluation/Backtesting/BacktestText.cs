using System.Globalization;
using System.Text;
using LstmForecast.Files;
using LstmForecast.Series;

namespace LstmForecast.Evaluation;

/// <summary>A backtest as text.</summary>
internal static class BacktestText
{
    public static string Table(BacktestResult result, int mostSeries)
    {
        var text = new StringBuilder();
        BacktestOptions options = result.Options;
        int fits = result.Fits.Count;
        text.Append(CultureInfo.InvariantCulture, $"Backtest: {options.Window}, a cutoff every {Many(options.Cutoffs.Stride, "step")}, ");
        text.Append(options.RefitEvery is int every
            ? string.Create(CultureInfo.InvariantCulture, $"a new fit every {Many(every, "cutoff")}, {fits} in all\n")
            : "no refit\n");
        foreach (AccuracyReport report in result.Reports)
        {
            if (result.Reports.Count > 1) text.Append('\n').Append("Channel ").Append(report.Options.Channel).Append('\n');
            text.Append(report.ToTable(mostSeries));
        }

        // Those of the reports stand in their tables.
        foreach (string warning in result.Warnings.Skip(result.Reports.Sum(report => report.Warnings.Count)))
            text.Append("Warning: ").Append(warning).Append('\n');
        return text.ToString();
    }

    public static void WriteForecasts(BacktestResult result, TextWriter writer)
    {
        var csv = new DelimitedWriter(writer);
        // All series of a set have timestamps, or none.
        bool hasTimes = result.Series.Any(series => series.Series.Times is not null);
        csv.WriteRow(["series", "channel", "cutoff", "step", .. hasTimes ? (string[])["time"] : [], "observed", "forecast"]);
        foreach (BacktestSeries series in result.Series)
        {
            foreach (Forecast forecast in series)
            {
                for (int channel = 0; channel < forecast.Channels.Count; channel++)
                    WriteForecast(series.Series, forecast, channel, csv);
            }
        }
    }

    private static void WriteForecast(TimeSeries series, Forecast forecast, int channel, DelimitedWriter csv)
    {
        int observed = Array.IndexOf([.. series.Channels], forecast.Channels[channel]);
        for (int step = 1; step <= forecast.Horizon; step++)
        {
            csv.WriteRow(
            [
                series.Name,
                forecast.Channels[channel],
                DelimitedWriter.Number(forecast.Cutoff),
                DelimitedWriter.Number(step),
                .. forecast.Times is TimeAxis times ? (string[])[TimeText.Of(times.At(step - 1))] : [],
                DelimitedWriter.Number(series[forecast.Cutoff + step, observed]),
                DelimitedWriter.Number(forecast.Step(step, channel)),
            ]);
        }
    }

    private static string Many(int count, string what) =>
        count == 1 ? what : string.Create(CultureInfo.InvariantCulture, $"{count} {what}s");
}
