using System.Globalization;
using System.Text;

namespace LstmForecast.Evaluation;

/// <summary>Rows in columns of equal width: the first to the left, the others, figures, to the right.</summary>
internal sealed class TextColumns
{
    private readonly List<string[]> _rows = [];

    public void Add(params IEnumerable<string> cells) => _rows.Add([.. cells]);

    /// <summary>
    /// Four digits, zeros at the end included, so that columns line up; a dash for what could not be measured.
    /// </summary>
    public static string Figure(double value)
    {
        if (double.IsNaN(value)) return "-";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        if (Math.Abs(value) is not (>= 1e-3 and < 1e9)) return value.ToString("G4", CultureInfo.InvariantCulture);
        int decimals = Math.Max(0, 3 - (int)Math.Floor(Math.Log10(Math.Abs(value))));
        return value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    /// <summary>A share in percent, with a digit after the point.</summary>
    public static string Percent(double share) =>
        double.IsFinite(share) ? (100 * share).ToString("F1", CultureInfo.InvariantCulture) : Figure(share);

    public void WriteTo(StringBuilder text)
    {
        int[] widths = [.. Enumerable.Range(0, _rows.Max(row => row.Length))
            .Select(column => _rows.Max(row => column < row.Length ? row[column].Length : 0))];
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select(
                (cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
    }
}
