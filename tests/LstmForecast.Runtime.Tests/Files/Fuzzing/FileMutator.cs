using System.Text;
using System.Text.Json;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>
/// Makes damaged and hostile files of a whole one: byte by byte, and by the structure of the format, mostly with a
/// checksum that is right, since one that is wrong ends the reading. The same number gives the same file.
/// </summary>
internal sealed class FileMutator
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "-0", "1", "-1", "2", "3", "7", "64", "255", "1024", "65536", "1048576", "16777216", "2147483647",
        "2147483648", "-2147483648", "4294967295", "9223372036854775807", "-9223372036854775808", "18446744073709551616",
        "1e-320", "1e308", "-1e308", "1e999", "0.5", "0.1", "-0.5", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"", "\"\"", "\"A\"",
        "\"Float64\"", "\"Mask\"", "\"difference\"", "\"boxCox\"", "\"seasonal\"", "\"P1D\"", "\"PT1H\"", "\"9999-12-31\"",
        "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[0]", "[0,1]", "[null]", "[[]]", "[1048576,1048576]", "{\"kind\":\"log\"}",
        "[{\"kind\":\"difference\",\"lag\":1000000000}]", "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":{\"a\":1}}}}",
    ];

    private static readonly double[] Numbers =
        [0, -0.0, 1, -1, 1e-45, 1e-38, 1e30, -1e30, 3.4e38, 1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity];

    private readonly byte[] _file;
    private readonly string _kind;
    private readonly string _header;
    private readonly string _metadata;
    private readonly byte[] _data;
    private readonly (int Start, int End)[] _headerValues;
    private readonly (int Start, int End)[] _metadataValues;

    public FileMutator(byte[] file)
    {
        _file = file;
        HandMadeFile parts = HandMadeFile.From(file);
        _data = parts.Data;
        _kind = parts.Kind;
        _metadata = parts.Header["__metadata__"]![_kind]!.GetValue<string>();
        parts.Header.Remove("__metadata__");
        _header = parts.Header.ToJsonString();
        _headerValues = Find(_header);
        (int Start, int End)[] all = Find(_metadata);
        int history = _metadata.IndexOf("\"history\":", StringComparison.Ordinal);
        if (history < 0)
        {
            _metadataValues = all;
            return;
        }

        // The history is most of the text and least of the matter: it is one thing among the others.
        history += "\"history\":".Length;
        int end = all.First(value => value.Start == history).End;
        _metadataValues = [.. all.Where(value => value.Start <= history || value.Start >= end || value.Start % 8 == 0)];
    }

    public byte[] Mutant(int number)
    {
        var random = new Random(number);
        int kind = random.Next(100);
        if (kind < 15) return Bytes(_file, random);
        if (kind < 25) return TrySeal(Bytes(_file, random));
        string metadata = kind < 75 ? Text(_metadata, _metadataValues, random) : _metadata;
        string header = kind is >= 70 and < 90 ? Text(_header, _headerValues, random) : _header;
        byte[] data = kind is >= 65 and < 70 or >= 90 ? Tensors(random) : _data;
        return Seal(header, metadata, data);
    }

    private static byte[] Bytes(byte[] file, Random random)
    {
        var bytes = new List<byte>(file);
        for (int edits = random.Next(1, 5); edits > 0 && bytes.Count > 0; edits--)
        {
            int at = random.Next(3) == 0 ? random.Next(Math.Min(16, bytes.Count)) : random.Next(bytes.Count);
            int length = Math.Min(random.Next(1, 40), bytes.Count - at);
            switch (random.Next(7))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveRange(at, length); break;
                case 3: bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length)); break;
                case 4: bytes.RemoveRange(at, bytes.Count - at); break;
                case 5: bytes.InsertRange(at, Enumerable.Repeat((byte)random.Next(256), length)); break;
                default:
                    for (int i = 0; i < Math.Min(8, bytes.Count - at); i++) bytes[at + i] = random.Next(2) == 0 ? (byte)0 : (byte)255;
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>One to three values replaced, left out, doubled or moved.</summary>
    private static string Text(string json, (int Start, int End)[] values, Random random)
    {
        var edits = new SortedDictionary<int, (int End, string Text)>();
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            (int start, int end) = values[random.Next(values.Length)];
            (int Start, int End) other = values[random.Next(values.Length)];
            string own = json[start..end];
            edits[start] = (end, random.Next(12) switch
            {
                < 6 => Values[random.Next(Values.Length)],
                6 or 7 => json[other.Start..other.End],
                8 => $"{own},{own}",
                9 => own.Length > 2 ? own[..^random.Next(1, 3)] : "",
                10 => $"[{own}]",
                _ => own.StartsWith('"') ? $"\"{own[1..^1]}x\"" : $"{own}{random.Next(10)}",
            });
        }

        var text = new StringBuilder();
        int at = 0;
        foreach ((int start, (int end, string replacement)) in edits)
        {
            // Within a value that was replaced already.
            if (start < at) continue;
            text.Append(json, at, start - at).Append(replacement);
            at = end;
        }

        return text.Append(json, at, json.Length - at).ToString();
    }

    private byte[] Tensors(Random random)
    {
        byte[] data = [.. _data];
        for (int count = random.Next(1, 6); count > 0; count--)
        {
            double number = Numbers[random.Next(Numbers.Length)];
            byte[] bytes = random.Next(2) == 0 ? BitConverter.GetBytes(number) : BitConverter.GetBytes((float)number);
            bytes.CopyTo(data, random.Next((data.Length - 8) / 4) * 4);
        }

        return data;
    }

    private byte[] Seal(string header, string metadata, byte[] data)
    {
        string text = $"{{\"__metadata__\":{{\"sha256\":\"{new string('0', 64)}\",\"{_kind}\":"
            + $"\"{JsonEncodedText.Encode(metadata.Replace("\ud800", "", StringComparison.Ordinal))}\"}},{header[1..]}";
        byte[] json = Encoding.UTF8.GetBytes(text);
        byte[] file = [.. BitConverter.GetBytes((long)json.Length), .. json, .. data];
        HandMadeFile.Seal(file);
        return file;
    }

    private static byte[] TrySeal(byte[] file)
    {
        HandMadeFile.Seal(file);
        return file;
    }

    /// <summary>Where each value of a JSON text lies, scalars and whole arrays and objects alike.</summary>
    private static (int Start, int End)[] Find(string json)
    {
        // All names and values in the seeds are ASCII, so that bytes are characters.
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        var found = new List<(int, int)>();
        var open = new Stack<int>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject) open.Push((int)reader.TokenStartIndex);
            else if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
                found.Add((open.Pop(), (int)reader.BytesConsumed));
            else if (reader.TokenType == JsonTokenType.PropertyName)
                found.Add(((int)reader.TokenStartIndex, (int)reader.TokenStartIndex + reader.ValueSpan.Length + 2));
            else
                found.Add(((int)reader.TokenStartIndex, (int)reader.BytesConsumed));
        }

        return [.. found];
    }
}
