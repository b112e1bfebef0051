namespace LstmForecast.Forecasting;

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
        IReadOnlyList<double> levels = layout.QuantileLevels;
        double[][] quantiles = [.. levels.Select(_ => new double[point.Length])];
        var steps = new double[horizon];
        for (int target = 0; target < layout.Targets; target++)
        {
            for (int step = 0; step < horizon; step++) steps[step] = layout.PointOf(output, step, target);
            Bring(steps, point);
            for (int level = 0; level < quantiles.Length; level++)
            {
                for (int step = 0; step < horizon; step++)
                    steps[step] = layout.QuantileOf(output, step, target, level);
                Bring(steps, quantiles[level]);
            }

            void Bring(double[] transformed, double[] to)
            {
                feed.Invert(count, target, transformed);
                for (int step = 0; step < horizon; step++) to[step * layout.Targets + target] = transformed[step];
            }
        }

        return new ForecastValues(point, quantiles);
    }

    /// <summary>What a network said step by step, each building on the one before.</summary>
    /// <param name="transformed"><c>[targets, horizon]</c>; overwritten.</param>
    /// <param name="targets">How many targets.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="feed">The series.</param>
    /// <param name="count">Points before the cutoff.</param>
    public static ForecastValues FromRecursive(double[] transformed, int targets, int horizon, SeriesFeed feed, int count)
    {
        var point = new double[transformed.Length];
        for (int target = 0; target < targets; target++)
        {
            Span<double> steps = transformed.AsSpan(target * horizon, horizon);
            feed.InvertRecursive(count, target, steps);
            for (int step = 0; step < horizon; step++) point[step * targets + target] = steps[step];
        }

        return new ForecastValues(point, []);
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
        combination == EnsembleCombination.Mean ? members.Average() : Median(members);

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
