using System.Security.Cryptography;
using LstmForecast.Numerics;

namespace LstmForecast.Runtime.Tests.Numerics;

public sealed class Sha256Tests
{
    [Fact]
    public void Finish_AnyLengthInAnyPieces_IsThatOfTheBaseClassLibrary()
    {
        var random = new Random(5);
        for (int length = 0; length <= 300; length++)
        {
            var data = new byte[length];
            random.NextBytes(data);
            var hash = new Sha256();
            for (int at = 0, piece; at < length; at += piece)
            {
                piece = random.Next(Math.Min(length - at, 150) + 1);
                hash.Append(data.AsSpan(at, piece));
            }

            hash.Finish().Should().Equal(SHA256.HashData(data), $"of {length} bytes");
        }
    }
}
