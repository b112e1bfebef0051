using System.Globalization;

namespace LstmForecast.Csv;

/// <summary>Numbers as a format writes them: only what cannot be mistaken.</summary>
internal sealed class NumberFields
{
    private readonly NumberFormatInfo _numbers;
    private readonly char? _thousands;
    private readonly HashSet<string> _missing;
    private readonly HashSet<double> _missingNumbers = [];

    public NumberFields(CsvFormat format)
    {
        _thousands = format.ThousandsSeparator;
        _numbers = (NumberFormatInfo)NumberFormatInfo.InvariantInfo.Clone();
        _numbers.NumberDecimalSeparator = format.DecimalSeparator.ToString();
        _missing = new(format.Missing, StringComparer.Ordinal);
        foreach (string text in format.Missing)
        {
            if (TryRead(text, out double number)) _missingNumbers.Add(number);
        }

        Example = 112.5.ToString(_numbers);
    }

    /// <summary>A number as the format writes it.</summary>
    public string Example { get; }

    /// <summary>A finite number; thousands are parted by what the format names alone: 12,5 must not be read as 125.</summary>
    public bool TryRead(string text, out double number)
    {
        number = 0;
        if (_thousands is char separator && text.Contains(separator, StringComparison.Ordinal))
        {
            if (!AreGroups(text, separator)) return false;
            text = text.Replace(separator.ToString(), "", StringComparison.Ordinal);
        }

        return double.TryParse(text, NumberStyles.Float, _numbers, out number) && double.IsFinite(number);
    }

    /// <summary>Whether the text stands for no value.</summary>
    public bool IsMissing(string text) =>
        _missing.Contains(text) || (_missingNumbers.Count > 0 && TryRead(text, out double number) && _missingNumbers.Contains(number));

    /// <summary>One to three digits, then groups of three, up to the decimals or the exponent.</summary>
    private bool AreGroups(string text, char separator)
    {
        string digits = text.TrimStart('+', '-');
        int end = digits.IndexOfAny([_numbers.NumberDecimalSeparator[0], 'e', 'E']);
        if (end >= 0 && digits.AsSpan(end).Contains(separator)) return false;
        string[] groups = (end < 0 ? digits : digits[..end]).Split(separator);
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3)
            && groups.All(group => group.All(char.IsAsciiDigit));
    }
}
