namespace LstmForecast.States;

/// <summary>
/// What a running state is made of goes through here, one part after the other: written, or read back in the same order.
/// One method of each class does both, so that the two cannot differ.
/// </summary>
internal abstract class StateArchive
{
    /// <summary>Writes the value and gives it back, or gives what was written.</summary>
    public abstract double Number(double value);

    /// <inheritdoc cref="Number"/>
    public abstract long Long(long value);

    /// <inheritdoc cref="Number"/>
    public abstract bool Flag(bool value);

    /// <summary>As many numbers as there is room for.</summary>
    public abstract void Numbers(Span<double> values);

    /// <summary>As many flags as there is room for.</summary>
    public void Flags(Span<bool> values)
    {
        foreach (ref bool value in values) value = Flag(value);
    }

    /// <summary>A whole number that must lie in a range, or the data are damaged.</summary>
    public int Whole(int value, int least = 0, int most = int.MaxValue)
    {
        long read = Long(value);
        return read >= least && read <= most
            ? (int)read
            : throw new InvalidDataException($"{read} stands where a number from {least} to {most} belongs.");
    }
}

/// <summary>Writes.</summary>
internal sealed class StateWriter(Stream stream) : StateArchive, IDisposable
{
    private readonly BinaryWriter _writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);

    public override double Number(double value)
    {
        _writer.Write(value);
        return value;
    }

    public override long Long(long value)
    {
        _writer.Write(value);
        return value;
    }

    public override bool Flag(bool value)
    {
        _writer.Write(value);
        return value;
    }

    public override void Numbers(Span<double> values)
    {
        foreach (double value in values) _writer.Write(value);
    }

    public void Text(string value) => _writer.Write(value);

    public void Dispose() => _writer.Dispose();
}

/// <summary>Reads; an end that comes too early is an <see cref="EndOfStreamException"/>.</summary>
internal sealed class StateReader(Stream stream) : StateArchive, IDisposable
{
    private readonly BinaryReader _reader = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);

    public override double Number(double value) => _reader.ReadDouble();

    public override long Long(long value) => _reader.ReadInt64();

    public override bool Flag(bool value) => _reader.ReadByte() switch
    {
        0 => false,
        1 => true,
        byte other => throw new InvalidDataException($"{other} stands where yes (1) or no (0) belongs."),
    };

    public override void Numbers(Span<double> values)
    {
        foreach (ref double value in values) value = _reader.ReadDouble();
    }

    public string Text() => _reader.ReadString();

    public void Dispose() => _reader.Dispose();
}
