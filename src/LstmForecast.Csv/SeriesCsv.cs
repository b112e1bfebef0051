using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using LstmForecast.Checks;

namespace LstmForecast.Csv;

/// <summary>Reads time series from CSV files with a header: a long table, one row for each series and time.</summary>
public static class SeriesCsv
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, in the encoding of the format (UTF-8) or with a byte order mark.</param>
    /// <param name="columns">Which columns hold what; without one for series, the series is called as the file is.</param>
    /// <param name="format">The form of the file; null for the defaults.</param>
    /// <returns>
    /// The series, in the order in which they first appear. Timestamps that name a zone are in UTC unless the
    /// format says otherwise, others as they stand.
    /// </returns>
    /// <exception cref="ArgumentException">The columns contradict each other, or the format makes no sense; names every mistake.</exception>
    /// <exception cref="InvalidDataException">Something in the file is wrong: names file, line, column and text.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SeriesSet Read(string path, SeriesColumns columns, CsvFormat? format = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        format ??= new CsvFormat();
        OptionCheck.ThrowIfInvalid(format, nameof(format));
        Encoding encoding = Strict(format.Encoding);
        try
        {
            using var reader = new StreamReader(path, encoding);
            return Read(reader, Path.GetFileName(path), columns, format);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException(
                $"{Path.GetFileName(path)}, line {LineThatIsNot(encoding, path)}: the bytes there are no characters in "
                + $"{encoding.WebName}. Name the encoding of the file by CsvFormat.Encoding, such as Encoding.Latin1.",
                exception);
        }
    }

    /// <summary>Reads text from anywhere.</summary>
    /// <param name="reader">The text; it stays open.</param>
    /// <param name="source">What messages call it, such as a file's name.</param>
    /// <param name="columns">Which columns hold what; without one for series, the series is called as the source is.</param>
    /// <param name="format">The form of the text; null for the defaults.</param>
    /// <inheritdoc cref="Read(string, SeriesColumns, CsvFormat?)" path="/returns"/>
    /// <exception cref="ArgumentException">The columns contradict each other, or the format makes no sense; names every mistake.</exception>
    /// <exception cref="InvalidDataException">Something in the text is wrong: names source, line, column and text.</exception>
    public static SeriesSet Read(TextReader reader, string source, SeriesColumns columns, CsvFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        OptionCheck.ThrowIfInvalid(columns, nameof(columns));
        format ??= new CsvFormat();
        OptionCheck.ThrowIfInvalid(format, nameof(format));
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = format.Delimiter.ToString(),
            TrimOptions = TrimOptions.Trim,
            CacheFields = true,
            BadDataFound = found => throw new InvalidDataException(
                $"{source}, line {found.Context.Parser!.RawRow}: a quotation mark is missing or out of place."),
        };
        try
        {
            // One is no part of the text, wherever the reader had it from.
            if (reader.Peek() == '\uFEFF') reader.Read();
            using var csv = new CsvReader(reader, configuration, leaveOpen: true);
            return SeriesSet.FromTable(new CsvRows(csv, source, columns, format).Read(), columns);
        }
        // The columns are checked already: what is left to be wrong is in the file, and the message names its lines.
        catch (ArgumentException wrong) when (wrong is not DecoderFallbackException)
        {
            throw new InvalidDataException(wrong.Message, wrong);
        }
        catch (CsvHelperException wrong)
        {
            throw new InvalidDataException($"{source} cannot be read as CSV: {wrong.Message}", wrong);
        }
    }

    /// <summary>The same encoding, for which what is none of its characters is an error.</summary>
    private static Encoding Strict(Encoding encoding)
    {
        // One that has a byte order mark heeds it itself; the reader would go on with one that is not strict.
        if (encoding is UTF8Encoding) return new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);
        // A copy, for encodings of a provider that nobody has registered.
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    /// <summary>The first line, 1-based, with bytes that are no characters.</summary>
    private static int LineThatIsNot(Encoding encoding, string path)
    {
        int line = 1;
        Decoder decoder = encoding.GetDecoder();
        Span<char> chars = stackalloc char[4];
        using var bytes = new BufferedStream(File.OpenRead(path));
        try
        {
            while (bytes.ReadByte() is >= 0 and int one)
            {
                int count = decoder.GetChars([(byte)one], chars, flush: false);
                line += chars[..count].Count('\n');
            }
        }
        catch (DecoderFallbackException)
        {
            // That is the line.
        }

        return line;
    }
}
