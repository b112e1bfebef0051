namespace LstmForecast.Numerics;

/// <summary>
/// Saves or restores a running state, whichever the archive is for. A class has one method for both, <c>Transfer</c>, so
/// that the two cannot differ: it passes each of its fields and keeps what comes back, as in
/// <c>_count = archive.Whole(_count)</c>. A <see cref="StateWriter"/> stores the field and returns it as it is; a
/// <see cref="StateReader"/> ignores what it is given and returns what was stored at this place.
/// </summary>
internal abstract class StateArchive
{
    /// <param name="value">The field as it is.</param>
    /// <returns>The field as it must be: the same when saving, the stored one when restoring.</returns>
    public abstract double Number(double value);

    /// <inheritdoc cref="Number"/>
    public abstract long Long(long value);

    /// <inheritdoc cref="Number"/>
    public abstract bool Flag(bool value);

    /// <summary>Saves the numbers, or overwrites them by as many stored ones.</summary>
    public abstract void Numbers(Span<double> values);

    /// <summary>Saves the flags, or overwrites them by as many stored ones.</summary>
    public void Flags(Span<bool> values)
    {
        foreach (ref bool value in values) value = Flag(value);
    }

    /// <summary>A whole number; a stored one that lies outside of its range is damage.</summary>
    public int Whole(int value, int least = 0, int most = int.MaxValue)
    {
        long read = Long(value);
        return read >= least && read <= most
            ? (int)read
            : throw new InvalidDataException($"{read} stands where a number from {least} to {most} belongs.");
    }
}

/// <summary>Saves.</summary>
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

    public void Dispose() => _writer.Dispose();
}

/// <summary>Restores; an end that comes too early is an <see cref="EndOfStreamException"/>.</summary>
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

    public void Dispose() => _reader.Dispose();
}
