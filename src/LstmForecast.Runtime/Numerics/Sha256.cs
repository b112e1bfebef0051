using System.Buffers.Binary;
using System.Numerics;

namespace LstmForecast.Numerics;

/// <summary>
/// SHA-256 (FIPS 180-4) without a native library. On Linux the base class library takes it from OpenSSL, which a native
/// program would have to find on its machine, and which takes longer to load than a model takes to be read.
/// </summary>
internal sealed class Sha256
{
    public const int SizeInBytes = 32;

    private const int BlockBytes = 64;

    /// <summary>The first 32 bits of the fractional parts of the cube roots of the first 64 primes.</summary>
    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    // The first 32 bits of the fractional parts of the square roots of the first 8 primes.
    private readonly uint[] _state =
        [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19];

    private readonly byte[] _pending = new byte[BlockBytes];
    private long _length;

    public static byte[] Of(ReadOnlySpan<byte> data)
    {
        var hash = new Sha256();
        hash.Append(data);
        return hash.Finish();
    }

    public void Append(ReadOnlySpan<byte> data)
    {
        int waiting = (int)(_length % BlockBytes);
        _length += data.Length;
        if (waiting > 0)
        {
            int fits = Math.Min(BlockBytes - waiting, data.Length);
            data[..fits].CopyTo(_pending.AsSpan(waiting));
            if (waiting + fits < BlockBytes) return;
            Compress(_pending);
            data = data[fits..];
        }

        int whole = data.Length - data.Length % BlockBytes;
        Compress(data[..whole]);
        data[whole..].CopyTo(_pending);
    }

    /// <summary>The hash of all that was appended; nothing can be appended after it.</summary>
    public byte[] Finish()
    {
        Span<byte> end = stackalloc byte[2 * BlockBytes];
        end.Clear();
        int waiting = (int)(_length % BlockBytes);
        _pending.AsSpan(0, waiting).CopyTo(end);
        end[waiting] = 0x80;
        // One bit and the length in 8 bytes must fit behind what waits.
        end = end[..(waiting + 1 + sizeof(long) <= BlockBytes ? BlockBytes : 2 * BlockBytes)];
        BinaryPrimitives.WriteInt64BigEndian(end[^sizeof(long)..], checked(8 * _length));
        Compress(end);
        var hash = new byte[SizeInBytes];
        for (int i = 0; i < _state.Length; i++) BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(sizeof(uint) * i), _state[i]);
        return hash;
    }

    private void Compress(ReadOnlySpan<byte> blocks)
    {
        Span<uint> schedule = stackalloc uint[64];
        Span<uint> state = _state;
        for (; blocks.Length > 0; blocks = blocks[BlockBytes..])
        {
            for (int t = 0; t < 16; t++) schedule[t] = BinaryPrimitives.ReadUInt32BigEndian(blocks[(sizeof(uint) * t)..]);
            for (int t = 16; t < schedule.Length; t++)
            {
                uint x = schedule[t - 15], y = schedule[t - 2];
                uint small0 = BitOperations.RotateRight(x, 7) ^ BitOperations.RotateRight(x, 18) ^ (x >> 3);
                uint small1 = BitOperations.RotateRight(y, 17) ^ BitOperations.RotateRight(y, 19) ^ (y >> 10);
                schedule[t] = schedule[t - 16] + small0 + schedule[t - 7] + small1;
            }

            uint a = state[0], b = state[1], c = state[2], d = state[3];
            uint e = state[4], f = state[5], g = state[6], h = state[7];
            for (int t = 0; t < schedule.Length; t++)
            {
                uint big1 = BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25);
                uint first = h + big1 + ((e & f) ^ (~e & g)) + RoundConstants[t] + schedule[t];
                uint big0 = BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22);
                uint second = big0 + ((a & b) ^ (a & c) ^ (b & c));
                (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
            }

            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
            state[4] += e;
            state[5] += f;
            state[6] += g;
            state[7] += h;
        }
    }
}
