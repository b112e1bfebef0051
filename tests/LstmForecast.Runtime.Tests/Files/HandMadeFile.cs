using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>
/// A safetensors file taken apart and put together by the format's description alone
/// (https://github.com/huggingface/safetensors#format): 8 bytes of length, little-endian; JSON; the data.
/// </summary>
internal sealed class HandMadeFile
{
    public HandMadeFile(JsonObject header, byte[] data)
    {
        Header = header;
        Data = data;
    }

    public JsonObject Header { get; set; }

    public byte[] Data { get; set; }

    public JsonObject this[string tensor] => Header[tensor]!.AsObject();

    public static HandMadeFile Of(TrainedForecaster model) => From(Bytes(model));

    public static HandMadeFile From(byte[] bytes)
    {
        int length = 0;
        for (int i = 7; i >= 0; i--) length = (length << 8) | bytes[i];
        JsonObject header = JsonNode.Parse(Encoding.UTF8.GetString(bytes, 8, length))!.AsObject();
        return new HandMadeFile(header, bytes[(8 + length)..]);
    }

    public static byte[] Bytes(TrainedForecaster model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    /// <summary>Under which the metadata stand.</summary>
    public string Kind => Header["__metadata__"]!.AsObject()
        .Single(entry => entry.Key.StartsWith("lstm-forecast", StringComparison.Ordinal)).Key;

    /// <summary>What the file says beside the weights: JSON in a string, for the format allows nothing else.</summary>
    public JsonObject Metadata() => JsonNode.Parse(Header["__metadata__"]![Kind]!.GetValue<string>())!.AsObject();

    public void EditMetadata(Action<JsonObject> edit)
    {
        JsonObject metadata = Metadata();
        edit(metadata);
        SetMetadata(metadata.ToJsonString());
    }

    public void SetMetadata(string json) => Header["__metadata__"]![Kind] = json;

    /// <summary>With a checksum that is right, so that lies are found by what they say.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = ToBytes(Header.ToJsonString());
        Seal(bytes);
        return bytes;
    }

    /// <summary>
    /// Puts the right checksum in the place of the one that a file states, if it states any: the SHA-256 of the whole file,
    /// with zeros for its digits.
    /// </summary>
    public static void Seal(byte[] file)
    {
        int key = file.AsSpan().IndexOf("\"sha256\":\""u8);
        if (key < 0 || key + 74 > file.Length) return;
        Span<byte> digits = file.AsSpan(key + 10, 64);
        digits.Fill((byte)'0');
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(file))).CopyTo(digits);
    }

    public byte[] ToBytes(string header)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        for (int i = 0; i < 8; i++) length[i] = (byte)((long)json.Length >> (8 * i));
        return [.. length, .. json, .. Data];
    }
}
