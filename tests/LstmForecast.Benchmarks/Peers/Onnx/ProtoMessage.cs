using System.Text;

namespace LstmForecast.Benchmarks;

/// <summary>
/// As much of the protocol-buffer encoding as an ONNX model needs: integers, bytes, messages in messages.
/// </summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;

    private readonly List<byte> _bytes = [];

    public ProtoMessage Add(int field, long value)
    {
        Write((ulong)(field << 3 | Varint));
        Write((ulong)value);
        return this;
    }

    public ProtoMessage Add(int field, ReadOnlySpan<byte> value)
    {
        Write((ulong)(field << 3 | LengthDelimited));
        Write((ulong)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    public ProtoMessage Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    public ProtoMessage Add(int field, ProtoMessage message) => Add(field, message.ToArray());

    public byte[] ToArray() => [.. _bytes];

    private void Write(ulong value)
    {
        for (; value >= 0x80; value >>= 7) _bytes.Add((byte)(value | 0x80));
        _bytes.Add((byte)value);
    }
}
