using System.Globalization;

namespace LstmForecast.DataFrames;

/// <summary>Cells as names, in the invariant culture.</summary>
internal static class CellText
{
    public static string? Of(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture) is { Length: > 0 } text
        ? text
        : null;
}
