using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LstmForecast.Files;

namespace LstmForecast.Optimizers;

/// <summary>An <see cref="LbfgsState"/> as a <see cref="Container"/>, laid out at <see cref="LbfgsState.Save"/>.</summary>
internal static class LbfgsStateFormat
{
    private const string Direction = "direction";
    private const string PreviousGradient = "previous_gradient";
    private const string Rho = "rho";

    public static void Write(Stream stream, LbfgsState state)
    {
        LbfgsMemory memory = state.Memory;
        ImmutableArray<CurvaturePair> pairs = memory.History.Pairs;
        var metadata = new LbfgsMetadata(
            ContainerKind.Lbfgs.Version,
            state.ParameterCount,
            pairs.Length,
            memory.Iterations,
            memory.Evaluations,
            state.LearningRate,
            memory.StepLength,
            memory.PreviousLoss,
            memory.History.Scale);
        Container.Write(
            stream,
            ContainerKind.Lbfgs,
            JsonSerializer.Serialize(metadata, LbfgsMetadataContext.Default.LbfgsMetadata),
            [
                new(Direction, memory.Direction),
                new(PreviousGradient, memory.PreviousGradient),
                new(Rho, [.. pairs.Select(pair => pair.Rho)]),
                .. pairs.SelectMany((pair, i) =>
                    (Section[])[new(Step(i), pair.Step), new(GradientChange(i), pair.GradientChange)]),
            ]);
    }

    public static LbfgsState Read(Stream stream) =>
        Container.Read(stream, ContainerKind.Lbfgs, "The L-BFGS state in this stream", Read, toEnd: false);

    private static LbfgsState Read(ContainerReader file)
    {
        LbfgsMetadata metadata = file.Metadata(LbfgsMetadataContext.Default.LbfgsMetadata);
        Check(metadata);
        file.CheckSections(Sections(metadata));
        IReadOnlyDictionary<string, StoredTensor> sections = file.ReadSections();
        double[] rho = sections[Rho].Values;
        return new LbfgsState(metadata.ParameterCount, metadata.LearningRate, new LbfgsMemory
        {
            Iterations = metadata.Iterations,
            Evaluations = metadata.Evaluations,
            Direction = sections[Direction].Values,
            StepLength = metadata.StepLength,
            PreviousGradient = sections[PreviousGradient].Values,
            PreviousLoss = metadata.PreviousLoss,
            History = new CurvatureHistory(
                [.. rho.Select((its, i) => new CurvaturePair(sections[Step(i)].Values, sections[GradientChange(i)].Values, its))],
                metadata.HessianScale),
        });
    }

    private static void Check(LbfgsMetadata state)
    {
        Require(
            state.ParameterCount >= 0 && state.Iterations >= 0 && state.Evaluations >= state.Iterations,
            "its counters contradict each other.");
        Require(
            state.PairCount >= 0 && state.PairCount <= Math.Max(0, state.Iterations - 1),
            "it has more curvature pairs than iterations.");
        Require(
            double.IsFinite(state.LearningRate) && state.LearningRate >= 0, "its learning rate is negative or not finite.");
        Require(
            double.IsFinite(state.StepLength) && double.IsFinite(state.PreviousLoss) && double.IsFinite(state.HessianScale),
            "it holds numbers that are not finite.");
    }

    /// <summary>One by one: a damaged file may state any number of pairs.</summary>
    private static IEnumerable<(string Name, ElementType Type, int[]? Shape)> Sections(LbfgsMetadata state)
    {
        int[] all = [state.ParameterCount];
        int[] last = state.Iterations == 0 ? [0] : all;
        yield return (Direction, ElementType.Float64, last);
        yield return (PreviousGradient, ElementType.Float64, last);
        yield return (Rho, ElementType.Float64, [state.PairCount]);
        for (int i = 0; i < state.PairCount; i++)
        {
            yield return (Step(i), ElementType.Float64, all);
            yield return (GradientChange(i), ElementType.Float64, all);
        }
    }

    private static string Step(int pair) => $"pairs.{pair}.step";

    private static string GradientChange(int pair) => $"pairs.{pair}.gradient_change";

    private static void Require(bool condition, string fault)
    {
        if (!condition) throw new InvalidDataException(fault);
    }
}

/// <summary>What the file says beside its vectors.</summary>
internal sealed record LbfgsMetadata(
    int Version,
    int ParameterCount,
    int PairCount,
    long Iterations,
    long Evaluations,
    double LearningRate,
    double StepLength,
    double PreviousLoss,
    double HessianScale);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(LbfgsMetadata))]
internal sealed partial class LbfgsMetadataContext : JsonSerializerContext;
