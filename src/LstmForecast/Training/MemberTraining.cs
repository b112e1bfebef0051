using LstmForecast.Backend;
using LstmForecast.Forecasting;
using LstmForecast.Lstm;
using LstmForecast.Network;
using LstmForecast.Windows;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Training;

/// <summary>All that training one network takes.</summary>
internal sealed record MemberTraining
{
    /// <summary>The model without weights.</summary>
    public required ModelDefinition Model { get; init; }

    public required NetworkShape Shape { get; init; }

    public required ForecasterOptions Options { get; init; }

    public required TrainingOptions Training { get; init; }

    public required Loss Loss { get; init; }

    /// <summary>What to learn from.</summary>
    public required IReadOnlyList<TimeSeries> Train { get; init; }

    /// <summary>What to judge by; empty for nothing.</summary>
    public required IReadOnlyList<JudgedSeries> Validation { get; init; }

    public required int Threads { get; init; }

    public required long Seed { get; init; }

    public TrainedForecaster Run(Action<EpochReport> report, CancellationToken cancellationToken)
    {
        using DisposeScope scope = NewDisposeScope();
        ScalarType type = Options.Precision == Precision.Float32 ? ScalarType.Float32 : ScalarType.Float64;
        Device device = Devices.Find(Options.Device);
        LayerRunner runner = LayerRunners.For(Options.Engine, Options.Device);
        // Of this member alone: gaps are filled with its own forecasts.
        PreparedSeries[] learnt = [.. Train.Select(series => new PreparedSeries(Model, series))];
        PreparedSeries[] judged = [.. Validation.Select(one => new PreparedSeries(Model, one.Series, one.LossFrom))];
        if (Loss.ScaledBySeason is int season) NaiveWeights.Apply(season, learnt, judged);
        var windows = new WindowSet(learnt, Model, type, device, Training.Windows);
        BlockPlan plan = BlockPlan.For(
            Shape,
            windows.Steps,
            Options.Precision == Precision.Float32 ? sizeof(float) : sizeof(double),
            Threads,
            Options.MemoryMegabytes);
        Func<LstmStack> makeStack = () => GlobalRandomState.Preserve(() =>
            new LstmStack(Shape, Options.Dropout, type, runner, device, plan.TraceSteps));
        using LstmStack stack = makeStack();
        NetworkWeights weights = WeightInitializer.Initialize(Shape, Seed, Options.Precision);
        StackWeights.Import(stack, weights);
        var sum = new LossSum(Loss, Model.Output.Parameters);
        using IBatchLoss loss = runner == LayerRunner.Fused
            ? new ShardedLoss(stack, makeStack, plan, sum)
            : new WholeBatchLoss(stack, sum);
        using Validator? validator = Validation.Count == 0
            ? null
            : new Validator(
                new WindowSet(judged, Model, type, device, options: null), Validation, stack, loss);
        using IEpochOptimizer optimizer = Training is LbfgsTraining lbfgs
            ? new LbfgsEpochs(stack, loss, windows, lbfgs)
            : new GradientEpochs(stack, loss, windows, (GradientTraining)Training, Seed);
        var loop = new TrainingLoop(stack, optimizer, validator, Training, Model with { Members = [weights] });
        return loop.Run(Seed, report, cancellationToken);
    }
}
