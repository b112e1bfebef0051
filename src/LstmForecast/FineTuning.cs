using LstmForecast.Model;
using LstmForecast.Network;

namespace LstmForecast;

/// <summary>Training that starts from a model: what stays of it, and what must match.</summary>
internal static class FineTuning
{
    /// <summary>The model with nothing learned anew yet: its channels, transforms, scales and categories stay.</summary>
    /// <param name="model">The model to start from.</param>
    /// <param name="options">What the forecaster builds.</param>
    /// <param name="roles">The channels of the series at hand, by the options.</param>
    /// <param name="train">What to learn from.</param>
    /// <exception cref="ArgumentException">Something does not match; all that does not is named.</exception>
    public static ModelDefinition Start(
        TrainedForecaster model, ForecasterOptions options, ChannelRoles roles, SeriesSet train)
    {
        string[] problems = [.. Problems(model.Definition, options, roles, train)];
        if (problems.Length > 0)
        {
            throw new ArgumentException(
                $"The model cannot be trained further as asked: {string.Join(" ", problems)} Give the options and channels it "
                + "was trained with, or train a new model with Fit.",
                nameof(model));
        }

        // Intervals were calibrated for the weights that were.
        return model.Definition with
        {
            Members = [],
            Intervals = null,
            Bounds = options.Data.Bounds ?? model.Definition.Bounds,
            Constant = ConstantTargets.After(model.Definition.Constant, roles, [.. train], model.Definition.Output.IsOfCounts),
        };
    }

    private static IEnumerable<string> Problems(
        ModelDefinition model, ForecasterOptions options, ChannelRoles roles, SeriesSet train)
    {
        NetworkShape shape = model.Weights.Shape;
        (string Name, string Model, string Now)[] pairs =
        [
            (nameof(options.HiddenSizes), List(shape.HiddenSizes), List(options.HiddenSizes)),
            (nameof(options.HeadSizes), List(shape.HeadSizes), List(options.HeadSizes)),
            (nameof(options.Normalization), $"{shape.Normalization}", $"{options.Normalization}"),
            (nameof(options.Precision), $"{model.Precision}", $"{options.Precision}"),
            (nameof(options.EnsembleSize), $"{model.Members.Count}", $"{options.EnsembleSize}"),
            ("The output of Loss", $"{model.Output.Kind} ({List(model.Output.Levels)})", $"{options.Loss.Kind} ({List(options.Loss.Levels)})"),
            (nameof(options.Data.Missing), Text(model.Missing), Text(options.Data.Missing)),
            ("the list of channels", List(model.Channels.Names), List(roles.Names)),
            ("the list of channels to forecast", List(model.Channels.TargetNames()), List(roles.TargetNames())),
            (nameof(options.Data.PastCovariates), List(Names(model.Channels, model.Channels.Past)), List(Names(roles, roles.Past))),
            (nameof(options.Data.KnownCovariates), List(model.Channels.KnownNames()), List(roles.KnownNames())),
        ];
        foreach ((string name, string then, string now) in pairs)
        {
            if (then != now) yield return $"{name} is {now}, of the model {then}.";
        }

        // Not by their text: lists of holidays have the same one whatever is on them.
        if (!model.Covariates.Calendar.SequenceEqual(options.Data.Calendar))
        {
            yield return $"Calendar is {List(options.Data.Calendar)}, of the model {List(model.Covariates.Calendar)}, or the dates on "
                + "it are others.";
        }

        if (model.OwnTransforms is not null)
            yield return "Its networks have transforms of their own, as AutoTraining chooses them for a set of series.";
        if (model.Members.Count > 1 && model.Combination != options.EnsembleCombination)
            yield return $"EnsembleCombination is {options.EnsembleCombination}, of the model {model.Combination}.";
        int steps = model.Output.Steps;
        bool isRecursive = options.Horizon is null || options.Strategy == ForecastStrategy.Recursive;
        bool fits = isRecursive ? steps == 1
            : steps == options.Horizon || (options.Strategy == ForecastStrategy.Auto && steps == 1);
        if (!fits)
        {
            yield return $"Horizon is {options.Horizon?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"} "
                + $"with the strategy {options.Strategy}, and the model forecasts {steps} step(s) at once.";
        }

        if (model.Step is { } step && train.Step is { } now1 && step != now1)
            yield return $"The time step of the series is {now1}, of the model {step}.";
    }

    private static string[] Names(ChannelRoles roles, int[] indexes) => [.. indexes.Select(index => roles.Names[index])];

    private static string Text(MissingValues missing) =>
        (missing.IsMask ? "Mask" : missing.Filling is { } filling ? $"Fill({filling})" : "Error")
        + (missing.CovariateFilling is { } covariates ? $", covariates Fill({covariates})" : "");

    private static string List<T>(IEnumerable<T> values) =>
        $"[{string.Join(", ", values.Select(value => FormattableString.Invariant($"{value}")))}]";
}
