using LstmForecast.Numerics;
using LstmForecast.Transforms;

namespace LstmForecast.Model;

/// <summary>What a network saw in training; what lies far beyond it, it never learnt.</summary>
/// <param name="Steps">Time steps of the longest sequence.</param>
/// <param name="Largest">For each target the largest size of a value, transformed.</param>
/// <param name="LeastDeviations">
/// For each target the least standard deviation of a series that varies, transformed; 0 where none does.
/// </param>
internal sealed record TrainedRange(int Steps, double[] Largest, double[] LeastDeviations)
{
    private const double Far = 3;
    private const double Still = 0.1;
    private const int FewestPoints = 8;

    /// <param name="transforms">Fitted to the series.</param>
    /// <param name="train">What is learnt from, the targets alone and without gaps.</param>
    /// <param name="steps">Time steps of the longest sequence.</param>
    public static TrainedRange Of(TransformPipeline transforms, IReadOnlyList<TimeSeries> train, int steps)
    {
        int targets = train[0].Channels.Count;
        (double Largest, double Deviation)[][] each = Blocks.Select(train, series =>
        {
            TimeSeries transformed = transforms.Apply(series);
            return Enumerable.Range(0, targets).Select(target => Seen(transformed.Channel(target))).ToArray();
        });
        var largest = new double[targets];
        var deviations = new double[targets];
        for (int target = 0; target < targets; target++)
        {
            largest[target] = each.Max(series => series[target].Largest);
            deviations[target] = each.Select(series => series[target].Deviation).Where(one => one > 0).DefaultIfEmpty().Min();
        }

        return new TrainedRange(steps, largest, deviations);
    }

    private static (double Largest, double Deviation) Seen(double[] values) =>
        (values.Max(Math.Abs), Moments.Deviation(values, Moments.Mean(values)));

    /// <summary>What two trainings, one after the other, saw; null where that of the first is not known.</summary>
    public static TrainedRange? Both(TrainedRange? before, TrainedRange now) => before is null ? null : new(
        Math.Max(before.Steps, now.Steps),
        [.. before.Largest.Zip(now.Largest, Math.Max)],
        [.. before.LeastDeviations.Zip(now.LeastDeviations, (a, b) => a == 0 ? b : b == 0 ? a : Math.Min(a, b))]);

    /// <summary>How a history differs from all that training saw, as a sentence; null where it does not.</summary>
    /// <param name="model">The model.</param>
    /// <param name="history">With all channels and filled gaps; it was checked that the model takes it.</param>
    public string? Warning(ModelDefinition model, TimeSeries history)
    {
        if (history.Length < Math.Max(FewestPoints, model.MinimumHistory)) return null;
        TimeSeries transformed = model.Transforms.Apply(model.Channels.TargetsOf(history));
        for (int target = 0; target < Largest.Length; target++)
        {
            double[] values = transformed.Channel(target);
            double most = values.Max(Math.Abs);
            bool isFar = most > Far * Largest[target];
            double deviation = Moments.Deviation(values, Moments.Mean(values));
            if (!isFar && !(deviation > 0 && deviation < Still * LeastDeviations[target])) continue;
            string what = isFar
                ? FormattableString.Invariant($"reaches {most:G3}, and training reached {Largest[target]:G3}")
                : FormattableString.Invariant($"varies by {deviation:G3}, and each training series by {LeastDeviations[target]:G3} or more");
            return $"Series '{history.Name}', channel '{transformed.Channels[target]}', {what} (transformed): the model never saw the like. "
                + (model.Transforms.KnowsByName(history.Name)
                    ? "It is scaled as the training series of that name: give another series another name, or train anew where "
                        + "this one has changed."
                    : "A transform for series of any level, such as WindowNormalize or StandardizePerSeries, or training on such "
                        + "series, would mend that.");
        }

        return null;
    }

    /// <summary>Rejects what a file may hold but no training can produce.</summary>
    public bool IsValidFor(int targets) => Steps > 0
        && Largest?.Length == targets && LeastDeviations?.Length == targets
        && Largest.Concat(LeastDeviations).All(value => double.IsFinite(value) && value >= 0);
}
