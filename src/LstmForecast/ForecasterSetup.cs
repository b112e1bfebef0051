using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.Training;

namespace LstmForecast;

/// <summary>From options and series to what is trained: roles of channels, fitted transforms, inputs and targets.</summary>
internal static class ForecasterSetup
{
    private const int MostOutputs = 1 << 22;

    private const int MostWeights = 1 << 27;

    /// <param name="options">What is built.</param>
    /// <param name="training">How it is trained.</param>
    /// <param name="train">What it learns from.</param>
    /// <param name="validation">What it is judged by; null for nothing.</param>
    /// <param name="from">The model that training starts from; null for initial weights.</param>
    public static TrainingPlan Of(
        ForecasterOptions options,
        TrainingOptions training,
        SeriesSet train,
        SeriesSet? validation,
        TrainedForecaster? from = null)
    {
        int held = training.ValidationSteps ?? 0;
        ChannelRoles roles = UntrainedModel.Roles(options, train);
        if (held > 0) TrainingSeriesChecks.ThrowIfTooShort(train, held);
        TimeSeries[] learnt = [.. train.Select(series => Filled(options, held == 0 ? series : series[..^held]))];
        ModelDefinition model = from is null
            ? UntrainedModel.Of(options, roles, train, learnt)
            : FineTuning.Start(from, options, roles, train);
        JudgedSeries[] judged = Judged(options, training, model, train, validation);
        TrainingSeriesChecks.ThrowIfUnfit(model, learnt, judged, isHeldOut: held > 0, isNew: from is null);
        int longest = Math.Min(training.Windows?.Length ?? int.MaxValue, learnt.Max(series => series.Length));
        var seen = TrainedRange.Of(model.Transforms, [.. learnt.Select(roles.TargetsOf)], longest);
        model = model with { Trained = from is null ? seen : TrainedRange.Both(from.Definition.Trained, seen) };
        TrainingCheckpoint? checkpoint = training.Checkpoint is null ? null : TrainingCheckpoint.Open(
            training.Checkpoint, TrainingInputs.Of(options, training, train, validation, from), options.EnsembleSize);
        TrainingPlan plan = Plan(options, training, model, learnt, judged) with { Checkpoint = checkpoint };
        return from is null ? plan : plan with { From = from.Definition.Members, Choices = from.History.Choices };
    }

    private static TrainingPlan Plan(
        ForecasterOptions options, TrainingOptions training, ModelDefinition model, TimeSeries[] learnt, JudgedSeries[] judged) =>
        new()
        {
            Model = model,
            Choices = model.Transforms.Choices,
            Shape = Shape(options, model),
            Members = options.EnsembleSize,
            Dropout = options.Dropout,
            Device = options.Compute.Device,
            Runner = LayerRunners.For(options.Compute.Engine, options.Compute.Device),
            Megabytes = options.Compute.MemoryMegabytes,
            Training = training,
            Loss = options.Loss,
            Train = learnt,
            Validation = judged,
            Threads = options.Compute.Threads ?? Environment.ProcessorCount,
            Seed = options.Seed,
        };

    private static NetworkShape Shape(ForecasterOptions options, ModelDefinition model)
    {
        long outputs = (long)model.Output.Steps * model.Output.Targets;
        if (outputs > MostOutputs)
        {
            throw new ArgumentException(
                $"Horizon {options.Horizon} and {model.Output.Targets} targets make {outputs} values that are forecast at once; there may "
                + $"be {MostOutputs}. Lower the horizon, or use ForecastStrategy.Recursive.",
                nameof(options));
        }

        var shape = new NetworkShape(
            model.Input.Width, [.. options.HiddenSizes], [.. options.HeadSizes], model.Output.Width, options.Normalization)
        {
            Embeddings = [.. model.Covariates.Categories.Select(category => category.Embedding)],
        };
        if (shape.WeightCount() <= MostWeights) return shape;
        throw new ArgumentException(
            $"HiddenSizes ({string.Join(", ", options.HiddenSizes)}), HeadSizes ({string.Join(", ", options.HeadSizes)}) and "
            + $"{model.Output.Width} outputs make a network of {shape.WeightCount()} weights; it may have {MostWeights}. Lower them.",
            nameof(options));
    }

    /// <summary>The validation series, or the training series where their end is held out; else nothing.</summary>
    private static JudgedSeries[] Judged(
        ForecasterOptions options, TrainingOptions training, ModelDefinition model, SeriesSet train, SeriesSet? validation)
    {
        if (training.ValidationSteps is int held)
        {
            return [.. train.Select(series => Filled(options, series))
                .Select(series => new JudgedSeries(series, series.Length - held, series.Length - held))];
        }

        return [.. (validation ?? new SeriesSet()).Select(series => Filled(options, series)).Select(series => new JudgedSeries(
            series, 0, Math.Max(model.Transforms.PointsUsedUp + 1, (int)(training.FreeRunFrom * series.Length))))];
    }

    private static TimeSeries Filled(ForecasterOptions options, TimeSeries series) =>
        options.Data.Missing.Apply(series, options.Data.IsTarget);
}
