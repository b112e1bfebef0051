using System.Diagnostics;
using System.Globalization;
using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>Chooses transforms; the rules are in <see cref="Transform.Auto"/>.</summary>
internal sealed record AutoPlan : Transform
{
    private const int MostSeries = 30;
    private const int MostPoints = 40_000;
    private const int LongestHorizon = 48;
    private const int HorizonWithoutSeason = 12;

    private static readonly int[] SeasonsToAverage = [1, 3, 6, 10];

    /// <summary>What is simpler is kept unless something else errs by this share less.</summary>
    private const double Margin = 0.03;

    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series) =>
        throw new UnreachableException("Transform.Auto is expanded before anything is fitted.");

    internal override Expansion Expand(IReadOnlyList<TimeSeries> train, IReadOnlyList<int> seasons, int? horizon)
    {
        TimeSeries[] sample = Sample(train);
        var choices = new List<string>();
        int shortest = train.Min(one => one.Length);
        IReadOnlyList<int> strong = Seasonality.Detect([.. sample.Select(one => one.Channel())], seasons);
        // Half of every series must be enough to fit to.
        IReadOnlyList<int> lengths = [.. strong.Where(length => 2L * (length + PilotTrial.FewestPoints) <= shortest)];
        choices.Add(strong.Count == 0
            ? "Transform.Auto found no strong season."
            : $"Transform.Auto found a strong season of {string.Join(" and of ", strong)} steps"
                + (lengths.Count == strong.Count ? "." : $"; the shortest series has {shortest}, too few for the longest season."));
        int tried = Math.Min(LongestHorizon, horizon ?? (lengths.Count == 0 ? HorizonWithoutSeason : lengths[0]));
        Transform[] chosen = Choose(train, sample, lengths, tried, choices);
        // The same one step ahead; but of a horizon that is forecast at once the errors must not pile up.
        if (horizon > 1 && chosen is [.., DifferencePlan { Lag: 1 }]) chosen = [.. chosen[..^1], SubtractLastValue];
        Transform scale = ScaleFor(chosen, train, choices);
        return new Expansion([.. chosen, scale], choices);
    }

    private static Transform[] Choose(
        IReadOnlyList<TimeSeries> train, TimeSeries[] sample, IReadOnlyList<int> lengths, int horizon, List<string> choices)
    {
        var trial = new PilotTrial(sample, horizon);
        if (!trial.IsPossible)
        {
            choices.Add("The series are too short or too constant to try anything: differences, which need least.");
            return train.All(one => one.Length >= 3) ? [Difference()] : [];
        }

        (Transform[] Plans, double Error)[] tried =
            [.. Candidates(train, lengths).Select(plans => (plans, trial.Error(plans)))];
        double best = tried.Min(one => one.Error);
        (Transform[] Plans, double Error) chosen = tried.First(one => one.Error <= best * (1 + Margin));
        string others = ReferenceEquals(chosen.Plans, tried[0].Plans)
            ? "nothing else by 3 % less"
            : Describe(tried[0]);
        choices.Add(
            $"Of {tried.Length} preparations tried on the later part of the training series, {Describe(chosen)} of the typical "
            + $"change from step to step, {others}.");
        return chosen.Plans;

        string Describe((Transform[] Plans, double Error) one) => string.Create(
            CultureInfo.InvariantCulture, $"{Names(one.Plans, sample)} erred by {one.Error:0.###}");
    }

    /// <summary>The simpler ones first. A strong season is always taken out: a network learns it slowly.</summary>
    private static IEnumerable<Transform[]> Candidates(IReadOnlyList<TimeSeries> train, IReadOnlyList<int> lengths)
    {
        double smallest = train.Min(one => one.Values.ToArray().Min());
        Transform[][] logs = smallest > 0 ? [[], [Log]] : smallest == 0 ? [[], [LogShifted]] : [[]];
        int shortest = train.Min(one => one.Length);
        Transform[][] bases = lengths.Count == 0
            ? [[]]
            // A mean of more seasons than half of what there is would still grow while the network learns from it.
            : [.. from length in lengths
                from seasons in SeasonsToAverage
                where seasons == 1 || 2L * seasons * length <= shortest
                select (Transform[])[seasons == 1 ? SeasonalNaiveResidual(length) : SeasonalMeanResidual(length, seasons)]];
        Transform[][] differences = [[], [Difference()]];
        return from log in logs from difference in differences from one in bases select (Transform[])[.. log, .. one, .. difference];
    }

    /// <summary>Several series with levels or scales of their own are scaled each by itself.</summary>
    private static Transform ScaleFor(Transform[] plans, IReadOnlyList<TimeSeries> train, List<string> choices)
    {
        if (train.Count == 1) return Standardize;
        TransformPipeline pipeline = TransformPipeline.Fit(plans, train);
        TimeSeries[] transformed = [.. train.Select(one => pipeline.Apply(one))];
        for (int channel = 0; channel < train[0].Channels.Count; channel++)
        {
            ChannelScale[] scales = [.. transformed.Select(one => ScaleMeasure.Standard.Spread(one.Channel(channel)))
                .OfType<ChannelScale>()];
            if (scales.Length < 2) continue;
            double[] sorted = [.. scales.Select(one => one.Scale).Order()];
            double[] levels = [.. scales.Select(one => one.Level)];
            double between = Moments.Deviation(levels, Moments.Mean(levels));
            bool different = OrderStatistics.Quantile(sorted, 0.9) > 3 * OrderStatistics.Quantile(sorted, 0.1)
                || between > 2 * OrderStatistics.Quantile(sorted, 0.5);
            if (!different) continue;
            choices.Add("The series differ in level or scale: each is standardised by itself.");
            return StandardizePerSeries;
        }

        return Standardize;
    }

    /// <summary>Some channels of some series, evenly spread over all, each with its last points, by itself.</summary>
    private static TimeSeries[] Sample(IReadOnlyList<TimeSeries> train)
    {
        int channels = train[0].Channels.Count;
        int all = train.Count * channels;
        int count = Math.Min(all, MostSeries);
        int points = MostPoints / count;
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            (int series, int channel) = Math.DivRem((int)((long)i * all / count), channels);
            double[] values = train[series].Channel(channel);
            return new TimeSeries($"{series}/{channel}", values.AsSpan(Math.Max(0, values.Length - points)));
        })];
    }

    private static string Names(Transform[] plans, TimeSeries[] sample) =>
        plans.Length == 0 ? "no transform" : string.Join(", ", plans.Select(plan => plan.Fit(sample).Description));
}
