using LstmForecast;
using LstmForecast.Csv;

/// <summary>What the file holds.</summary>
/// <param name="History">The series with all channels, up to the last observed value of the column to forecast.</param>
/// <param name="Future">The covariates known ahead in the rows after that; null without any.</param>
internal sealed record Observations(TimeSeries History, TimeSeries? Future)
{
    public TimeAxis Times => History.Times!;

    /// <exception cref="InvalidDataException">The file does not hold what was asked for.</exception>
    public static Observations Read(Settings settings)
    {
        var columns = new SeriesColumns
        {
            Time = settings.TimeColumn,
            // What is forecast comes first: pictures draw channel 0.
            Channels = [settings.Column, .. settings.PastCovariates, .. settings.KnownCovariates],
        };
        var format = new CsvFormat { Delimiter = settings.Delimiter, DecimalSeparator = settings.Decimal, KeepWallClock = settings.KeepWallClock };
        if (settings.TimeFormat is string timeFormat) format = format with { TimeFormats = [timeFormat] };
        SeriesSet set = SeriesCsv.Read(settings.Input, columns, format);
        TimeSeries all = set.Count > 0 ? set[0] : throw new InvalidDataException($"{settings.Input} has a header and no rows.");
        int observed = 1 + Array.FindLastIndex(all.Channel(), value => !double.IsNaN(value));
        if (observed == 0) throw new InvalidDataException($"Column '{settings.Column}' of {settings.Input} is empty.");

        TimeSeries history = all[..observed];
        if (settings.Gaps == Gaps.Error && history.FindGaps() is [Gap gap, ..] gaps)
        {
            throw new InvalidDataException(
                $"{settings.Input} has {gaps.Count} {(gaps.Count == 1 ? "gap" : "gaps")}, the first: {gap}. "
                + "Say what to do by --gaps, or leave out the rows before.");
        }

        return new(history, settings.KnownCovariates.Count == 0 ? null : FutureOf(all, observed, settings));
    }

    private static TimeSeries FutureOf(TimeSeries all, int observed, Settings settings)
    {
        int rows = all.Length - observed;
        if (rows >= settings.Horizon) return all[observed..].Select(settings.KnownCovariates);
        throw new InvalidDataException(
            $"{settings.Input} has {rows} {(rows == 1 ? "row" : "rows")} after the last value of '{settings.Column}'; to forecast "
            + $"{settings.Horizon} steps with {string.Join(", ", settings.KnownCovariates)} known ahead it needs as many. Append rows "
            + $"with those columns filled and '{settings.Column}' empty, or lower --horizon.");
    }
}
