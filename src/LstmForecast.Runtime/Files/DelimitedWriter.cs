using System.Buffers;
using System.Globalization;

namespace LstmForecast.Files;

/// <summary>Rows of comma-separated values as RFC 4180 has them, though with line feeds alone and any delimiter.</summary>
internal sealed class DelimitedWriter(TextWriter writer, char delimiter = ',')
{
    private readonly SearchValues<char> _special = SearchValues.Create([delimiter, '"', '\r', '\n']);

    /// <summary>As many digits as it takes to read the number back unchanged; nothing for one that is missing.</summary>
    public static string Number(double value, string missing = "") =>
        double.IsNaN(value) ? missing : value.ToString("R", CultureInfo.InvariantCulture);

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    public void WriteRow(params IEnumerable<string> fields)
    {
        bool isFirst = true;
        foreach (string field in fields)
        {
            if (!isFirst) writer.Write(delimiter);
            isFirst = false;
            if (NeedsQuotes(field)) writer.Write($"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
            else writer.Write(field);
        }

        writer.Write('\n');
    }

    // Readers trim what is not in quotation marks.
    private bool NeedsQuotes(string field) =>
        field.AsSpan().IndexOfAny(_special) >= 0 || field.StartsWith(' ') || field.EndsWith(' ');
}
