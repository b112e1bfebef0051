using System.Buffers.Binary;
using System.Collections.Immutable;

namespace LstmForecast.Training;

/// <summary>The binary form of <see cref="LbfgsState"/>, laid out at <see cref="LbfgsState.Save"/>.</summary>
internal static class LbfgsStateFormat
{
    private const int Version = 1;
    private const int HeaderLength = 72;

    private static ReadOnlySpan<byte> Magic => "LSTMLBFG"u8;

    public static void Write(Stream stream, LbfgsState state)
    {
        LbfgsMemory memory = state.Memory;
        using var writer = new HashedWriter(stream);
        Span<byte> header = stackalloc byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], state.ParameterCount);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], state.HistoryCount);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], memory.Direction.Length);
        BinaryPrimitives.WriteInt64LittleEndian(header[24..], memory.Iterations);
        BinaryPrimitives.WriteInt64LittleEndian(header[32..], memory.Evaluations);
        BinaryPrimitives.WriteDoubleLittleEndian(header[40..], state.LearningRate);
        BinaryPrimitives.WriteDoubleLittleEndian(header[48..], memory.StepLength);
        BinaryPrimitives.WriteDoubleLittleEndian(header[56..], memory.PreviousLoss);
        BinaryPrimitives.WriteDoubleLittleEndian(header[64..], memory.History.Scale);
        writer.Write(header);
        writer.Write(memory.Direction);
        writer.Write(memory.PreviousGradient);
        foreach (CurvaturePair pair in memory.History.Pairs)
        {
            writer.Write([pair.Rho]);
            writer.Write(pair.Step);
            writer.Write(pair.GradientChange);
        }

        writer.WriteHash();
    }

    public static LbfgsState Read(Stream stream)
    {
        using var reader = new HashedReader(stream);
        Span<byte> header = stackalloc byte[HeaderLength];
        reader.Read(header[..Magic.Length]);
        Require(header[..Magic.Length].SequenceEqual(Magic), "it does not begin with LSTMLBFG");
        reader.Read(header[Magic.Length..]);
        int version = BinaryPrimitives.ReadInt32LittleEndian(header[8..]);
        Require(version == Version, $"it has version {version}, and this library reads version {Version}");

        int parameters = BinaryPrimitives.ReadInt32LittleEndian(header[12..]);
        int pairs = BinaryPrimitives.ReadInt32LittleEndian(header[16..]);
        int last = BinaryPrimitives.ReadInt32LittleEndian(header[20..]);
        long iterations = BinaryPrimitives.ReadInt64LittleEndian(header[24..]);
        long evaluations = BinaryPrimitives.ReadInt64LittleEndian(header[32..]);
        double learningRate = BinaryPrimitives.ReadDoubleLittleEndian(header[40..]);
        double stepLength = BinaryPrimitives.ReadDoubleLittleEndian(header[48..]);
        double previousLoss = BinaryPrimitives.ReadDoubleLittleEndian(header[56..]);
        double scale = BinaryPrimitives.ReadDoubleLittleEndian(header[64..]);
        Require(parameters >= 0 && iterations >= 0 && evaluations >= iterations, "its counters contradict each other");
        Require(last == (iterations == 0 ? 0 : parameters), "its direction is not as long as its parameters");
        Require(pairs >= 0 && pairs <= Math.Max(0, iterations - 1), "it has more curvature pairs than iterations");
        Require(double.IsFinite(learningRate) && learningRate >= 0, "its learning rate is negative or not finite");
        Require(
            double.IsFinite(stepLength) && double.IsFinite(previousLoss) && double.IsFinite(scale),
            "it holds numbers that are not finite");

        double[] direction = reader.ReadNumbers(last);
        double[] previousGradient = reader.ReadNumbers(last);
        ImmutableArray<CurvaturePair>.Builder history = ImmutableArray.CreateBuilder<CurvaturePair>();
        for (int i = 0; i < pairs; i++)
        {
            double rho = reader.ReadNumbers(1)[0];
            history.Add(new CurvaturePair(reader.ReadNumbers(parameters), reader.ReadNumbers(parameters), rho));
        }

        Require(reader.HashFollows(), "its checksum does not fit");
        return new LbfgsState(parameters, learningRate, new LbfgsMemory
        {
            Iterations = iterations,
            Evaluations = evaluations,
            Direction = direction,
            StepLength = stepLength,
            PreviousGradient = previousGradient,
            PreviousLoss = previousLoss,
            History = new CurvatureHistory(history.ToImmutable(), scale),
        });
    }

    private static void Require(bool condition, string fault)
    {
        if (!condition)
        {
            throw new InvalidDataException($"The stream holds no usable L-BFGS state: {fault}.");
        }
    }
}
