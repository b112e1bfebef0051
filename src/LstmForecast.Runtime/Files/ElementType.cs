using System.Buffers.Binary;

namespace LstmForecast.Files;

/// <summary>A type of number that a safetensors file may hold.</summary>
/// <param name="Name">As the format spells it.</param>
/// <param name="Bytes">The size of one number.</param>
/// <param name="Read">Null for types that no weight of a network has.</param>
internal sealed record ElementType(string Name, int Bytes, Func<ReadOnlySpan<byte>, double>? Read)
{
    public static ElementType Float32 { get; } = new("F32", 4, bytes => BinaryPrimitives.ReadSingleLittleEndian(bytes));

    public static ElementType Float64 { get; } = new("F64", 8, BinaryPrimitives.ReadDoubleLittleEndian);

    public static ElementType UInt8 { get; } = new("U8", 1, null);

    /// <summary>What a model of this library is stored in.</summary>
    public static IReadOnlyList<ElementType> OfWeights { get; } = [Float32, Float64];

    /// <summary>What the other files of this library consist of.</summary>
    public static IReadOnlyList<ElementType> OfSections { get; } = [Float64, UInt8];

    public static IReadOnlyList<ElementType> All { get; } =
    [
        Float32,
        Float64,
        new("F16", 2, bytes => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes)),
        // The upper half of a number of 32 bits.
        new("BF16", 2, bytes => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16)),
        UInt8,
        .. ((string[])["BOOL", "I8"]).Select(name => new ElementType(name, 1, null)),
        .. ((string[])["U16", "I16"]).Select(name => new ElementType(name, 2, null)),
        .. ((string[])["U32", "I32"]).Select(name => new ElementType(name, 4, null)),
        .. ((string[])["U64", "I64"]).Select(name => new ElementType(name, 8, null)),
    ];

    public static ElementType Of(Precision precision) => precision == Precision.Float32 ? Float32 : Float64;
}
