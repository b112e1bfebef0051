using LstmForecast.Checks;
using Microsoft.Data.Analysis;

namespace LstmForecast.DataFrames;

/// <summary>Time series from a <see cref="DataFrame"/>, and forecasts back into one.</summary>
public static class DataFrameSeries
{
    /// <summary>The series of a long table: one row for each series and time.</summary>
    /// <param name="frame">The table; rows of one series in the order of time.</param>
    /// <param name="columns">
    /// Which columns hold what: times of type <see cref="DateTime"/>, channels and static numbers of any type of numbers,
    /// names and categories of any type. A channel's null is a missing value.
    /// </param>
    /// <param name="name">What the series is called if no column names it.</param>
    /// <returns>The series, in the order in which they first appear.</returns>
    /// <exception cref="ArgumentException">
    /// A column is not there or of another type, or a row does not fit: names column, row (0-based) and value.
    /// </exception>
    public static SeriesSet ToSeriesSet(this DataFrame frame, SeriesColumns columns, string name = "series")
    {
        ArgumentNullException.ThrowIfNull(frame);
        return new TableRows(columns, name).ToSet(Rows(frame, columns));
    }

    /// <summary>
    /// A forecast as a table, one row for each horizon step: <c>series</c>, <c>step</c> (1-based), <c>time</c> if the
    /// series has timestamps, and a column for each channel.
    /// </summary>
    /// <param name="forecast">The forecast.</param>
    public static DataFrame ToDataFrame(this Forecast forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        return ToDataFrame([forecast]);
    }

    /// <summary>Forecasts as one table, one after the other, with the columns that a single one has.</summary>
    /// <param name="forecasts">The forecasts, at least one; all of the same channels, and all with timestamps or none.</param>
    /// <exception cref="ArgumentException">There is no forecast, or they do not go into one table.</exception>
    public static DataFrame ToDataFrame(this IReadOnlyList<Forecast> forecasts) => ForecastFrame.Of(forecasts);

    private static IEnumerable<TableRow> Rows(DataFrame frame, SeriesColumns columns)
    {
        OptionCheck.ThrowIfInvalid(columns, nameof(columns));
        if (columns is { HasTimes: true, Time: null } && frame.Columns.Count > 0) columns.ThrowIfNamed(frame.Columns[0].Name);
        DataFrameColumn? time = columns.HasTimes ? Find(columns.Time ?? frame.Columns.FirstOrDefault()?.Name) : null;
        if (time is not null && time.DataType != typeof(DateTime))
        {
            throw new ArgumentException(
                $"Column '{time.Name}' holds {time.DataType.Name}; times must be of type DateTime. Parse them first.");
        }

        DataFrameColumn? series = columns.Series is null ? null : Find(columns.Series);
        DataFrameColumn[] channels = [.. columns.Channels.Select(FindNumbers)];
        DataFrameColumn[] numbers = [.. columns.StaticNumbers.Select(FindNumbers)];
        DataFrameColumn[] categories = [.. columns.StaticCategories.Select(Find)];
        for (long row = 0; row < frame.Rows.Count; row++)
        {
            yield return new TableRow(
                series is null ? null : CellText.Of(series[row]),
                (DateTime?)time?[row],
                [.. channels.Select(column => Number(column[row]))],
                [.. numbers.Select(column => Number(column[row]))],
                [.. categories.Select(column => CellText.Of(column[row]))]);
        }

        DataFrameColumn Find(string? column) => frame.Columns.FirstOrDefault(one => one.Name == column)
            ?? throw TableRows.NoColumn(column, frame.Columns.Select(one => one.Name));

        DataFrameColumn FindNumbers(string name)
        {
            DataFrameColumn column = Find(name);
            return column.IsNumericColumn() ? column : throw TableRows.NoNumbers(name, column.DataType.Name);
        }
    }

    private static double Number(object? cell) =>
        cell is null ? double.NaN : Convert.ToDouble(cell, System.Globalization.CultureInfo.InvariantCulture);
}
