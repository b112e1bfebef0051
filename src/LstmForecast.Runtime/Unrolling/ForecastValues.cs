using LstmForecast.Model;
using LstmForecast.Numerics;

namespace LstmForecast.Unrolling;

/// <summary>A forecast in the units of the series, as numbers alone.</summary>
/// <param name="Point"><c>[horizon, targets]</c>.</param>
/// <param name="Quantiles">For each level of the model the same; empty where a model gives none.</param>
internal sealed record ForecastValues(double[] Point, double[][] Quantiles)
{
    /// <summary>What a network says of the steps after a cutoff at once.</summary>
    public static ForecastValues FromOutput(
        OutputLayout layout, ReadOnlySpan<double> output, int horizon, SeriesFeed feed, int count)
    {
        var point = new double[horizon * layout.Targets];
        var steps = new double[horizon];
        WritePoint(layout, output, feed, count, steps, point);
        double[][] quantiles = [.. layout.QuantileLevels.Select(_ => new double[point.Length])];
        if (quantiles.Length == 0) return new ForecastValues(point, quantiles);
        var levelsOfStep = new double[horizon][];
        for (int target = 0; target < layout.Targets; target++)
        {
            double scale = feed.Scale(count, target);
            for (int step = 0; step < horizon; step++) levelsOfStep[step] = layout.QuantilesOf(output, step, target, scale);
            for (int level = 0; level < quantiles.Length; level++)
            {
                for (int step = 0; step < horizon; step++) steps[step] = levelsOfStep[step][level];
                WriteInverted(layout, steps, feed, count, target, quantiles[level]);
            }
        }

        return new ForecastValues(point, quantiles);
    }

    /// <summary>The point forecast of the steps after a cutoff from one output. Allocates nothing.</summary>
    /// <param name="layout">Of the network's output.</param>
    /// <param name="output">The output at the cutoff.</param>
    /// <param name="feed">The series.</param>
    /// <param name="count">Points before the cutoff.</param>
    /// <param name="steps">Scratch, one number a horizon step.</param>
    /// <param name="to"><c>[horizon, targets]</c>, in the units of the series.</param>
    public static void WritePoint(
        OutputLayout layout, ReadOnlySpan<double> output, SeriesFeed feed, int count, Span<double> steps, Span<double> to)
    {
        for (int target = 0; target < layout.Targets; target++)
        {
            double scale = feed.Scale(count, target);
            for (int step = 0; step < steps.Length; step++) steps[step] = layout.PointOf(output, step, target, scale);
            WriteInverted(layout, steps, feed, count, target, to);
        }
    }

    /// <summary>What a network said step by step, each building on the one before.</summary>
    /// <param name="layout">Of the network's output.</param>
    /// <param name="values"><c>[targets, horizon]</c>, transformed unless they are counts; overwritten.</param>
    /// <param name="feed">The series.</param>
    /// <param name="count">Points before the cutoff.</param>
    /// <param name="to"><c>[horizon, targets]</c>, in the units of the series.</param>
    public static void WriteRecursive(OutputLayout layout, Span<double> values, SeriesFeed feed, int count, Span<double> to)
    {
        int horizon = values.Length / layout.Targets;
        for (int target = 0; target < layout.Targets; target++)
        {
            Span<double> steps = values.Slice(target * horizon, horizon);
            feed.InvertRecursive(count, target, steps);
            for (int step = 0; step < horizon; step++) to[step * layout.Targets + target] = steps[step];
        }
    }

    private static void WriteInverted(
        OutputLayout layout, Span<double> steps, SeriesFeed feed, int count, int target, Span<double> to)
    {
        feed.Invert(count, target, steps);
        for (int step = 0; step < steps.Length; step++) to[step * layout.Targets + target] = steps[step];
    }

    /// <summary>One forecast from those of an ensemble's members, value by value.</summary>
    public static ForecastValues Combine(IReadOnlyList<ForecastValues> members, EnsembleCombination combination) => new(
        Combine([.. members.Select(member => member.Point)], combination),
        [
            .. members[0].Quantiles.Select((_, level) =>
                Combine([.. members.Select(member => member.Quantiles[level])], combination)),
        ]);

    private static double[] Combine(double[][] members, EnsembleCombination combination)
    {
        var combined = new double[members[0].Length];
        var values = new double[members.Length];
        for (int i = 0; i < combined.Length; i++)
        {
            for (int member = 0; member < members.Length; member++) values[member] = members[member][i];
            combined[i] = Combine(values, combination);
        }

        return combined;
    }

    /// <summary>One value from those of the members, which lose their order. Allocates nothing.</summary>
    public static double Combine(double[] members, EnsembleCombination combination) =>
        combination == EnsembleCombination.Mean ? members.Average() : OrderStatistics.MedianInPlace(members);
}
