using LstmForecast.Onnx.Graphs;
using LstmForecast.Transforms;

namespace LstmForecast.Onnx.Values;

/// <summary>
/// The transforms of a model, each of which takes a value for itself. Any other one needs values from before, and these
/// the graph does not have.
/// </summary>
internal sealed class ValueMaps
{
    private readonly ValueMap[] _maps;
    private readonly int _targets;
    private readonly string[] _seriesInputs;

    /// <exception cref="NotSupportedException">A transform needs more than the value it is given.</exception>
    public ValueMaps(TransformPipeline transforms, int targets)
    {
        string[] problems = [.. transforms.Steps.Select(Refusal).OfType<string>()];
        if (problems.Length > 0)
        {
            throw new NotSupportedException(
                $"The model's transforms cannot be part of an ONNX model: {string.Join(" ", problems)} Set "
                + "IncludeTransforms = false to export the network alone, and transform its input and output outside.");
        }

        _targets = targets;
        PerSeries = [.. transforms.Steps.OfType<FittedSeriesScaling>()];
        _seriesInputs = [.. PerSeries.SelectMany((_, i) => (string[])[LevelOf(i), ScaleOf(i)])];
        int perSeries = 0;
        _maps = [.. transforms.Steps.Select(step => step is FittedSeriesScaling ? OfSeries(perSeries++) : OfModel(step))];
        CurvedSteps = [.. transforms.Steps.Take(Array.FindLastIndex(_maps, map => map is not AffineMap) + 1)];
    }

    /// <summary>The steps up to the last one that is no straight line: what a distribution cannot be brought back through.</summary>
    public IReadOnlyList<FittedTransform> CurvedSteps { get; }

    /// <summary>Those transforms that are another one for each series.</summary>
    public IReadOnlyList<FittedSeriesScaling> PerSeries { get; }

    /// <summary>The input with the level of each series, of the transform with an index among <see cref="PerSeries"/>.</summary>
    public static string LevelOf(int index) => $"level{index}";

    /// <summary>The input with its scale.</summary>
    public static string ScaleOf(int index) => $"scale{index}";

    /// <summary>Declares what is given for each series as inputs, <c>[batch, targets]</c>.</summary>
    public void Declare(GraphBuilder graph)
    {
        foreach (string input in _seriesInputs) graph.Input(input, Precision.Float64, "batch", _targets);
    }

    /// <returns>The name of what the network sees.</returns>
    public string Apply(GraphBuilder graph, string value, ValueShape shape) =>
        _maps.Aggregate(value, (current, map) => map.Apply(graph, current, shape));

    /// <returns>The name of values as they would be observed.</returns>
    public string Invert(GraphBuilder graph, string value, ValueShape shape) =>
        _maps.Reverse().Aggregate(value, (current, map) => map.Invert(graph, current, shape));

    /// <summary>Brings centre and spread of a distribution back as far as it keeps its form.</summary>
    public (string Centre, string Spread) InvertDistribution(
        GraphBuilder graph, string centre, string spread, ValueShape shape)
    {
        foreach (AffineMap map in _maps.Skip(CurvedSteps.Count).Cast<AffineMap>().Reverse())
        {
            centre = map.Invert(graph, centre, shape);
            spread = map.InvertDistance(graph, spread, shape);
        }

        return (centre, spread);
    }

    private static string? Refusal(FittedTransform step) => step switch
    {
        FittedLog or FittedStandardize or FittedScaling or FittedSeriesScaling or FittedBoxCox => null,
        _ => $"{step.Description} needs values of time steps before.",
    };

    private static AffineMap OfSeries(int index) => new(new(LevelOf(index)), new(ScaleOf(index)));

    private static ValueMap OfModel(FittedTransform step) => step switch
    {
        FittedLog => new LogMap(),
        FittedBoxCox power => new PowerMap(power.Curves),
        FittedStandardize standardize => Affine(standardize.Means, standardize.Scales),
        FittedScaling scaling => Affine(
            [.. scaling.Channels.Select(channel => channel.Level)], [.. scaling.Channels.Select(channel => channel.Scale)]),
        _ => throw new NotSupportedException(Refusal(step)),
    };

    private static AffineMap Affine(double[] levels, double[] scales) => new(new("level", levels), new("scale", scales));
}
