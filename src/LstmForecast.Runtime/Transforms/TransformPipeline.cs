namespace LstmForecast.Transforms;

/// <summary>Fitted transforms in the order in which they are applied.</summary>
internal sealed class TransformPipeline(IReadOnlyList<FittedTransform> steps)
{
    public IReadOnlyList<FittedTransform> Steps { get; } = steps;

    /// <summary>How many of the first points of a series are used up before the network sees it.</summary>
    public int PointsUsedUp => Steps.Sum(step => step.PointsUsedUp);

    public static TransformPipeline Fit(IReadOnlyList<Transform> plans, IReadOnlyList<TimeSeries> train)
    {
        var steps = new List<FittedTransform>();
        foreach (Transform plan in plans)
        {
            FittedTransform step = plan.Fit(train);
            train = [.. train.Select(step.Apply)];
            steps.Add(step);
        }

        return new TransformPipeline(steps);
    }

    public TimeSeries Apply(TimeSeries series) => Steps.Aggregate(series, (current, step) => step.Apply(current));

    /// <summary>Undoes all transforms for forecasts that begin at time step <paramref name="start"/> of the series.</summary>
    public TimeSeries Invert(TimeSeries series, int start, TimeSeries forecast)
    {
        var before = new TimeSeries[Steps.Count];
        var starts = new int[Steps.Count];
        for (int i = 0; i < Steps.Count; i++)
        {
            before[i] = series;
            starts[i] = start;
            series = Steps[i].Apply(series);
            start -= Steps[i].PointsUsedUp;
        }

        for (int i = Steps.Count - 1; i >= 0; i--) forecast = Steps[i].Invert(before[i], starts[i], forecast);
        return forecast;
    }
}
