namespace LstmForecast.Optimizers;

/// <summary>Vectors in the state of an optimizer.</summary>
internal static class VectorFile
{
    public static void Write(BinaryWriter writer, ReadOnlySpan<double> vector)
    {
        writer.Write(vector.Length);
        foreach (double value in vector) writer.Write(value);
    }

    /// <exception cref="InvalidDataException">The vector there has another length.</exception>
    public static void Read(BinaryReader reader, Span<double> vector)
    {
        int length = reader.ReadInt32();
        if (length != vector.Length)
            throw new InvalidDataException($"the optimizer's state is of {length} weights, and there are {vector.Length}.");
        for (int i = 0; i < vector.Length; i++) vector[i] = reader.ReadDouble();
    }
}
