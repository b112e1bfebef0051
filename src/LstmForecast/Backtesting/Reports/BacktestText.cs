using System.Globalization;
using System.Text;
using LstmForecast.Series;

namespace LstmForecast.Backtesting;

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
        // All series of a set have timestamps, or none.
        bool hasTimes = result.Series.Any(series => series.Series.Times is not null);
        writer.Write($"series,channel,cutoff,step,{(hasTimes ? "time," : "")}observed,forecast\n");
        foreach (BacktestSeries series in result.Series)
        {
            foreach (Forecast forecast in series)
            {
                for (int channel = 0; channel < forecast.Channels.Count; channel++)
                    WriteForecast(series.Series, forecast, channel, writer);
            }
        }
    }

    private static void WriteForecast(TimeSeries series, Forecast forecast, int channel, TextWriter writer)
    {
        int observed = Array.IndexOf([.. series.Channels], forecast.Channels[channel]);
        string place = $"{Quoted(series.Name)},{Quoted(forecast.Channels[channel])}";
        for (int step = 1; step <= forecast.Horizon; step++)
        {
            double value = series[forecast.Cutoff + step, observed];
            string time = forecast.Times is TimeAxis times ? TimeText.Of(times.At(step - 1)) + "," : "";
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{place},{forecast.Cutoff},{step},{time}{(double.IsNaN(value) ? "" : value.ToString(CultureInfo.InvariantCulture))},{forecast.At(step, channel)}\n"));
        }
    }

    private static string Many(int count, string what) =>
        count == 1 ? what : string.Create(CultureInfo.InvariantCulture, $"{count} {what}s");

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
