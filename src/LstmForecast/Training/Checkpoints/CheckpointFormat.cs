using System.Security.Cryptography;
using System.Text.Json;

namespace LstmForecast.Training;

/// <summary>
/// The binary form of a checkpoint, for this version of the library alone: <c>LSTMCKPT</c>; the version; text as JSON;
/// for each network that has begun the numbers that are no text; the SHA-256 of all that.
/// </summary>
internal static class CheckpointFormat
{
    private const int Version = 1;

    private static ReadOnlySpan<byte> Magic => "LSTMCKPT"u8;

    public static void Write(Stream stream, CheckpointContent content)
    {
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(stream, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var writer = new BinaryWriter(hashed))
        {
            writer.Write(Magic);
            writer.Write(Version);
            var text = new CheckpointText(new(content.Inputs), [.. content.Members.Select(member => member?.Progress)]);
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(text, CheckpointTextContext.Default.CheckpointText);
            Write(writer, json);
            foreach (MemberState member in content.Members.OfType<MemberState>())
            {
                Write(writer, member.Weights);
                Write(writer, member.Best);
                writer.Write(member.Kept.Length);
                foreach (double[] epoch in member.Kept) Write(writer, epoch);
                Write(writer, member.Optimizer);
            }
        }

        stream.Write(hash.Hash);
    }

    /// <exception cref="InvalidDataException">The file is no checkpoint of this version, or damaged.</exception>
    public static CheckpointContent Read(string path)
    {
        using FileStream file = File.OpenRead(path);
        try
        {
            CheckHash(file);
            file.Position = 0;
            using var reader = new BinaryReader(file);
            if (!reader.ReadBytes(Magic.Length).AsSpan().SequenceEqual(Magic)) throw new InvalidDataException("it is none.");
            int version = reader.ReadInt32();
            if (version != Version)
                throw new InvalidDataException($"it has version {version}, and this library reads version {Version}.");
            CheckpointText text = JsonSerializer.Deserialize(ReadBytes(reader), CheckpointTextContext.Default.CheckpointText)
                ?? throw new InvalidDataException("it says nothing.");
            return new CheckpointContent(
                text.Inputs, [.. text.Members.Select(progress => progress is null ? null : ReadMember(reader, progress))]);
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException or JsonException or ArgumentException)
        {
            throw new InvalidDataException(
                $"The checkpoint '{path}' cannot be read: {problem.Message} Delete it to train from the beginning.", problem);
        }
    }

    private static MemberState ReadMember(BinaryReader reader, MemberProgress progress) => new()
    {
        Progress = progress,
        Weights = ReadNumbers(reader),
        Best = ReadNumbers(reader),
        Kept = [.. Enumerable.Range(0, Count(reader, sizeof(int))).Select(_ => ReadNumbers(reader))],
        Optimizer = ReadBytes(reader),
    };

    private static void CheckHash(FileStream file)
    {
        long length = file.Length - SHA256.HashSizeInBytes;
        if (length < Magic.Length) throw new InvalidDataException("it is too short.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = new byte[1 << 16];
        while (file.Position < length)
        {
            int read = file.Read(block, 0, (int)Math.Min(block.Length, length - file.Position));
            if (read == 0) throw new EndOfStreamException();
            hash.AppendData(block, 0, read);
        }

        var stated = new byte[SHA256.HashSizeInBytes];
        file.ReadExactly(stated);
        if (!stated.AsSpan().SequenceEqual(hash.GetHashAndReset()))
            throw new InvalidDataException("its checksum is not that of its content.");
    }

    private static void Write(BinaryWriter writer, byte[] bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static void Write(BinaryWriter writer, double[] numbers)
    {
        writer.Write(numbers.Length);
        foreach (double number in numbers) writer.Write(number);
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(Count(reader, sizeof(byte)));

    private static double[] ReadNumbers(BinaryReader reader)
    {
        var numbers = new double[Count(reader, sizeof(double))];
        for (int i = 0; i < numbers.Length; i++) numbers[i] = reader.ReadDouble();
        return numbers;
    }

    /// <summary>A count of things that must still fit into the file.</summary>
    private static int Count(BinaryReader reader, int size)
    {
        int count = reader.ReadInt32();
        if (count < 0 || count > (reader.BaseStream.Length - reader.BaseStream.Position) / size)
            throw new InvalidDataException($"it has no room for {count} of {size} bytes.");
        return count;
    }
}
