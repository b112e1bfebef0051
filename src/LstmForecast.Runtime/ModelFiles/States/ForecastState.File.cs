using LstmForecast.Hashing;
using LstmForecast.ModelFiles;
using LstmForecast.States;

namespace LstmForecast;

public sealed partial class ForecastState
{
    private const int FileVersion = 1;
    private const int LargestFile = 1 << 30;

    private static ReadOnlySpan<byte> FileMark => "LSTMSTAT"u8;

    /// <summary>
    /// Writes the state to a file, from which <see cref="Load(TrainedForecaster, string)"/> goes on in another process. The
    /// model is not in it; the file knows it by a hash. It is complete or not there at all.
    /// </summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Writes the state to a stream, which stays open.</summary>
    /// <param name="stream">Where to write.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var memory = new MemoryStream();
        memory.Write(FileMark);
        using (var writer = new StateWriter(memory))
        {
            writer.Long(FileVersion);
            memory.Write(ModelFingerprint.Of(Model.Definition));
            StateIdentity.Write(writer, Row.Series);
            StateIdentity.Write(writer, Options);
            Write(writer, _block, row: 0);
        }

        memory.Write(Sha256.Of(memory.GetBuffer().AsSpan(0, (int)memory.Length)));
        memory.WriteTo(stream);
    }

    /// <summary>Reads a state that <see cref="Save(string)"/> wrote, on any machine.</summary>
    /// <param name="model">The model of the state: the same weights and options; how it was trained does not matter.</param>
    /// <param name="path">The file's path.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, no state, of a newer version, or of another model.</exception>
    public static ForecastState Load(TrainedForecaster model, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using FileStream stream = File.OpenRead(path);
        return Load(model, stream, $"State file '{path}'");
    }

    /// <summary>Reads a state from a stream, to its end; the stream stays open.</summary>
    /// <param name="model">The model of the state.</param>
    /// <param name="stream">Where to read.</param>
    /// <exception cref="InvalidDataException">The data are damaged, no state, of a newer version, or of another model.</exception>
    public static ForecastState Load(TrainedForecaster model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(model, stream, "The state in this stream");
    }

    private static ForecastState Load(TrainedForecaster model, Stream stream, string what)
    {
        ArgumentNullException.ThrowIfNull(model);
        try
        {
            return ReadFile(model, ReadAll(stream));
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException or ArgumentException
            or FormatException or OverflowException or OutOfMemoryException)
        {
            throw new InvalidDataException(
                $"{what} cannot be read: {problem.Message} Save the state again, or warm a new one from the history.", problem);
        }
    }

    private static byte[] ReadAll(Stream stream)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > LargestFile) throw new InvalidDataException("it is larger than any state.");
        }

        return memory.ToArray();
    }

    private static ForecastState ReadFile(TrainedForecaster model, byte[] bytes)
    {
        int end = bytes.Length - Sha256.SizeInBytes;
        if (end < FileMark.Length + sizeof(long) + ModelFingerprint.Size || !bytes.AsSpan().StartsWith(FileMark))
            throw new InvalidDataException("it is no state of this library.");
        using var memory = new MemoryStream(bytes, FileMark.Length, end - FileMark.Length);
        using var reader = new StateReader(memory);
        // First of all: another version may have another checksum, and the error should not be about that.
        long version = reader.Long(0);
        if (version != FileVersion) throw new InvalidDataException($"it has the format version {version}, this library reads {FileVersion}.");
        if (!Sha256.Of(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)))
            throw new InvalidDataException("its checksum is wrong, it is damaged.");
        var fingerprint = new byte[ModelFingerprint.Size];
        memory.ReadExactly(fingerprint);
        if (!fingerprint.AsSpan().SequenceEqual(ModelFingerprint.Of(model.Definition)))
            throw new InvalidDataException("it belongs to another model; load it with the one it was made with.");
        TimeSeries series = StateIdentity.Read(reader, model.Channels);
        model.CheckStream(series, nameof(model));
        StreamingOptions options = StateIdentity.ReadOptions(reader);
        model.CheckStreamOptions(options);
        ForecastState state = Read(model, series, options, reader);
        return memory.Position == memory.Length ? state : throw new InvalidDataException("more follows than belongs to it.");
    }
}
