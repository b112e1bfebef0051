using LstmForecast.Model;
using LstmForecast.Training;
using LstmForecast.TrainingData;
using LstmForecast.Transforms;

namespace LstmForecast;

/// <summary>What a model knows before any weights are trained: channels and their roles, fitted transforms, outputs.</summary>
internal static class UntrainedModel
{
    /// <summary>All that is learned from the series before any weights are.</summary>
    public static ModelDefinition Of(
        ForecasterOptions options, ChannelRoles roles, SeriesSet train, TimeSeries[] learnt)
    {
        TransformPipeline transforms;
        (options, transforms) = WithStrategy(options, [.. learnt.Select(series => roles.TargetsOf(series))]);
        return new ModelDefinition
        {
            Channels = roles,
            Precision = options.Precision,
            Transforms = transforms,
            Covariates = CovariateFit.Of(roles, learnt, options.Data.Calendar),
            Output = new OutputLayout(options.Horizon ?? 1, roles.Targets.Length, options.Loss.Kind, options.Loss.Levels),
            Missing = options.Data.Missing,
            Constant = ConstantTargets.Of(roles, learnt, options.Loss.Kind == OutputKind.NegativeBinomial),
            Bounds = options.Data.Bounds,
            Step = train[0].Times?.Step,
            Members = [],
            Combination = options.EnsembleCombination,
        };
    }

    public static ChannelRoles Roles(ForecasterOptions options, SeriesSet train)
    {
        string[] names = [.. train.Channels];
        int[] past = Indexes(nameof(options.Data.PastCovariates), options.Data.PastCovariates);
        int[] known = Indexes(nameof(options.Data.KnownCovariates), options.Data.KnownCovariates);
        int[] targets = [.. Enumerable.Range(0, names.Length).Except(past).Except(known)];
        if (targets.Length == 0)
        {
            throw new ArgumentException(
                $"All channels ({string.Join(", ", names)}) are named as covariates; leave at least one to forecast.",
                nameof(train));
        }

        return new ChannelRoles(names, targets, past, known);

        int[] Indexes(string option, IReadOnlyList<string> wanted) => [.. wanted.Select(name =>
        {
            int index = Array.IndexOf(names, name);
            return index >= 0 ? index : throw new ArgumentException(
                $"{option} names the channel '{name}'; the series have ({string.Join(", ", names)}). Name one of those.",
                nameof(train));
        })];
    }

    /// <summary>Quantiles and past covariates cannot be fed back.</summary>
    public static bool MustBeDirect(ForecasterOptions options) =>
        options.Loss.Kind == OutputKind.Quantiles || options.Data.PastCovariates.Count > 0;

    /// <summary>The options with a horizon if, and only if, the strategy is direct, and the transforms that go with it.</summary>
    private static (ForecasterOptions Options, TransformPipeline Transforms) WithStrategy(
        ForecasterOptions options, IReadOnlyList<TimeSeries> train)
    {
        ForecasterOptions recursive = options with { Horizon = null };
        switch (options.Strategy)
        {
            case ForecastStrategy.Recursive:
                return (recursive, Transforms(recursive));
            case ForecastStrategy.Auto when options.Horizon > 1 && !MustBeDirect(options):
                TransformPipeline transforms = Transforms(recursive);
                if (transforms.Steps.Any(step => step.IsSeasonal))
                    return (recursive, transforms.With("Strategy: recursive, as a season is taken out."));
                TransformPipeline direct = Transforms(options);
                int taught = train[0].Channels.Select((_, channel) => TaughtSteps.Of(train, channel, direct.PointsUsedUp).Steps).Min();
                return taught < options.Horizon
                    ? (recursive, transforms.With(
                        $"Strategy: recursive, as the longest series teaches {taught} of {options.Horizon} steps at once."))
                    : (options, direct.With("Strategy: direct, as no season is taken out."));
            default:
                return (options, Transforms(options));
        }

        TransformPipeline Transforms(ForecasterOptions own) =>
            TransformPipeline.Fit(own.Transforms, train, train[0].Times?.Step.Seasons, own.Horizon);
    }
}
