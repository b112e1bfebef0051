using System.Globalization;
using LstmForecast.Checks;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace LstmForecast.DataFrames;

/// <summary>Time series from an <see cref="IDataView"/>, the tables of ML.NET.</summary>
public static class DataViewSeries
{
    /// <summary>The series of a long table: one row for each series and time.</summary>
    /// <param name="view">The table, read once; rows of one series in the order of time.</param>
    /// <param name="columns">
    /// Which columns hold what: times of type <see cref="DateTime"/>, channels and static numbers of any type of numbers,
    /// names and categories texts, numbers or yes and no. A channel's NaN is a missing value.
    /// </param>
    /// <param name="name">What the series is called if no column names it.</param>
    /// <returns>The series, in the order in which they first appear.</returns>
    /// <exception cref="ArgumentException">
    /// A column is not there or of another type, or a row does not fit: names column, row (0-based) and value.
    /// </exception>
    public static SeriesSet ToSeriesSet(this IDataView view, SeriesColumns columns, string name = "series")
    {
        ArgumentNullException.ThrowIfNull(view);
        return new TableRows(columns, name).ToSet(Rows(view, columns));
    }

    private static IEnumerable<TableRow> Rows(IDataView view, SeriesColumns columns)
    {
        OptionCheck.ThrowIfInvalid(columns, nameof(columns));
        string? first = view.Schema.Count > 0 ? view.Schema[0].Name : null;
        if (columns is { HasTimes: true, Time: null } && first is not null) columns.ThrowIfNamed(first);
        string?[] used =
        [
            .. columns.HasTimes ? [columns.Time ?? first] : Array.Empty<string?>(),
            .. columns.Series is null ? Array.Empty<string>() : [columns.Series],
            .. columns.Channels, .. columns.StaticNumbers, .. columns.StaticCategories,
        ];
        DataViewSchema.Column[] found = [.. used.Select(Find)];
        using DataViewRowCursor cursor = view.GetRowCursor(found);
        Func<DateTime>? time = columns.HasTimes ? Times(cursor, found[0]) : null;
        int next = columns.HasTimes ? 1 : 0;
        Func<string?>? series = columns.Series is null ? null : Texts(cursor, found[next++]);
        Func<double>[] channels = [.. columns.Channels.Select(_ => Numbers(cursor, found[next++]))];
        Func<double>[] numbers = [.. columns.StaticNumbers.Select(_ => Numbers(cursor, found[next++]))];
        Func<string?>[] categories = [.. columns.StaticCategories.Select(_ => Texts(cursor, found[next++]))];
        while (cursor.MoveNext())
        {
            yield return new TableRow(
                series?.Invoke(),
                time?.Invoke(),
                [.. channels.Select(read => read())],
                [.. numbers.Select(read => read())],
                [.. categories.Select(read => read())]);
        }

        DataViewSchema.Column Find(string? column) => (column is null ? null : view.Schema.GetColumnOrNull(column))
            ?? throw TableRows.NoColumn(column, view.Schema.Select(one => one.Name));
    }

    private static Func<DateTime> Times(DataViewRowCursor cursor, DataViewSchema.Column column) =>
        column.Type is DateTimeDataViewType ? Getter<DateTime>(cursor, column) : throw new ArgumentException(
            $"Column '{column.Name}' holds {column.Type}; times must be of type DateTime. Parse them first.");

    private static Func<double> Numbers(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        Type type = column.Type.RawType;
        // A key's number is a place in a list of values, and says nothing of their size.
        if (column.Type is not NumberDataViewType) throw TableRows.NoNumbers(column.Name, column.Type.ToString()!);
        if (type == typeof(float)) return Cast<float>();
        if (type == typeof(double)) return Getter<double>(cursor, column);
        if (type == typeof(sbyte)) return Cast<sbyte>();
        if (type == typeof(byte)) return Cast<byte>();
        if (type == typeof(short)) return Cast<short>();
        if (type == typeof(ushort)) return Cast<ushort>();
        if (type == typeof(int)) return Cast<int>();
        if (type == typeof(uint)) return Cast<uint>();
        return type == typeof(long) ? Cast<long>() : Cast<ulong>();

        Func<double> Cast<T>() where T : struct, System.Numerics.INumber<T>
        {
            Func<T> read = Getter<T>(cursor, column);
            return () => double.CreateChecked(read());
        }
    }

    private static Func<string?> Texts(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        switch (column.Type)
        {
            case TextDataViewType:
                Func<ReadOnlyMemory<char>> text = Getter<ReadOnlyMemory<char>>(cursor, column);
                return () => text().ToString();
            case BooleanDataViewType:
                Func<bool> flag = Getter<bool>(cursor, column);
                return () => flag().ToString();
            case NumberDataViewType:
                Func<double> number = Numbers(cursor, column);
                return () => number().ToString(CultureInfo.InvariantCulture);
            default:
                throw new ArgumentException(
                    $"Column '{column.Name}' holds {column.Type}; names and categories must be texts, numbers or yes and no.");
        }
    }

    private static Func<T> Getter<T>(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return value;
        };
    }
}
