using System.Globalization;
using LstmForecast.Checks;
using LstmForecast.Files;

namespace LstmForecast.Csv;

/// <summary>Writes forecasts as CSV text with a header: a long table, one row for each series and horizon step.</summary>
/// <remarks>
/// The columns: <c>series</c>; <c>step</c>, the horizon step from 1; <c>time</c>, where the series have timestamps, in ISO
/// 8601; for each channel its forecast under the channel's name, and for each level the ends of its interval as
/// <c>channel_lower_80</c> and <c>channel_upper_80</c>. Numbers have as many digits as it takes to read
/// them back unchanged; lines end in a line feed. <see cref="SeriesCsv"/> reads what has timestamps, by the same format.
/// </remarks>
public static class ForecastCsv
{
    /// <summary>Writes a file, in UTF-8 unless the format says otherwise, which is complete or not there at all; one that is there is replaced.</summary>
    /// <param name="path">The file's path; its folder must exist.</param>
    /// <param name="forecasts">At least one; all of the same channels, and all with timestamps or none.</param>
    /// <param name="levels">The levels of the intervals, each between 0 and 1: <c>[.8, .95]</c>; null for none.</param>
    /// <param name="format">The form of the table; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// There is no forecast, they do not go into one table, or the format makes no sense or cannot hold their times.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no interval of a level.</exception>
    /// <exception cref="InvalidOperationException">There are levels, and a forecast has no intervals.</exception>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path, IReadOnlyList<Forecast> forecasts, IReadOnlyList<double>? levels = null, CsvFormat? format = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.WriteText(path, writer => Write(writer, forecasts, levels, format), format?.Encoding);
    }

    /// <summary>Writes text to anywhere.</summary>
    /// <param name="writer">Where to; it stays open.</param>
    /// <param name="forecasts">At least one; all of the same channels, and all with timestamps or none.</param>
    /// <param name="levels">The levels of the intervals, each between 0 and 1: <c>[.8, .95]</c>; null for none.</param>
    /// <param name="format">The form of the table; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// There is no forecast, they do not go into one table, or the format makes no sense or cannot hold their times.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no interval of a level.</exception>
    /// <exception cref="InvalidOperationException">There are levels, and a forecast has no intervals.</exception>
    public static void Write(
        TextWriter writer, IReadOnlyList<Forecast> forecasts, IReadOnlyList<double>? levels = null, CsvFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Check(forecasts);
        levels ??= [];
        format ??= new CsvFormat();
        OptionCheck.ThrowIfInvalid(format, nameof(format));
        string missing = format.Missing.FirstOrDefault("NaN");
        char point = format.DecimalSeparator;
        var times = new WrittenTimes(format);
        IReadOnlyList<string> channels = forecasts[0].Channels;
        bool hasTimes = forecasts[0].Times is not null;
        var csv = new DelimitedWriter(writer, format.Delimiter);
        string[] header =
        [
            "series",
            "step",
            .. hasTimes ? (string[])["time"] : [],
            .. channels.SelectMany(channel => levels.SelectMany(level => Ends(channel, level)).Prepend(channel)),
        ];
        ThrowIfTwice(header, nameof(forecasts));
        csv.WriteRow(header);
        foreach (Forecast forecast in forecasts)
        {
            double[][] columns =
            [
                .. Enumerable.Range(0, channels.Count).SelectMany(channel =>
                    levels.SelectMany(level => Ends(forecast.Interval(level, channel))).Prepend(forecast.Channel(channel))),
            ];
            for (int step = 1; step <= forecast.Horizon; step++)
            {
                csv.WriteRow(
                [
                    forecast.SeriesName,
                    DelimitedWriter.Number(step),
                    .. hasTimes ? (string[])[times.Text(forecast.Times!.At(step - 1))] : [],
                    .. columns.Select(column => Number(column[step - 1])),
                ]);
            }
        }

        string Number(double value) => double.IsNaN(value) ? missing : DelimitedWriter.Number(value).Replace('.', point);
    }

    private static void ThrowIfTwice(string[] header, string argument)
    {
        if (header.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is not { } twice) return;
        throw new ArgumentException(
            $"The table would have {twice.Count()} columns '{twice.Key}', of the channels, levels and columns that every table has; "
            + "rename the channel, and name each level once.",
            argument);
    }

    private static IEnumerable<double[]> Ends(PredictionInterval[] intervals) =>
        [[.. intervals.Select(one => one.Lower)], [.. intervals.Select(one => one.Upper)]];

    private static IEnumerable<string> Ends(string channel, double level)
    {
        string percent = Math.Round(100 * level, 6).ToString(CultureInfo.InvariantCulture);
        return [$"{channel}_lower_{percent}", $"{channel}_upper_{percent}"];
    }

    private static void Check(IReadOnlyList<Forecast> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        if (forecasts.Count == 0) throw new ArgumentException("There is no forecast to write.", nameof(forecasts));
        Forecast first = forecasts[0];
        foreach (Forecast one in forecasts)
        {
            if (one.Channels.SequenceEqual(first.Channels, StringComparer.Ordinal) && one.Times is null == first.Times is null) continue;
            throw new ArgumentException(
                $"The forecasts of series '{one.SeriesName}' and '{first.SeriesName}' do not go into one table: all need the same "
                + "channels, and all timestamps or none.",
                nameof(forecasts));
        }
    }
}
