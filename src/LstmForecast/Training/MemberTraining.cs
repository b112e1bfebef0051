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

    /// <summary>How many networks there are to train; this is the first of them.</summary>
    public required int Members { get; init; }

    public required double Dropout { get; init; }

    public required ComputeDevice Device { get; init; }

    public required LayerRunner Runner { get; init; }

    /// <summary>What activations may take.</summary>
    public required int Megabytes { get; init; }

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
        ScalarType type = Model.Precision == Precision.Float32 ? ScalarType.Float32 : ScalarType.Float64;
        Device device = Devices.Find(Device);
        // Of this member alone: gaps are filled with its own forecasts.
        PreparedSeries[] learnt = [.. Train.Select(series => new PreparedSeries(Model, series))];
        PreparedSeries[] judged = [.. Validation.Select(one => new PreparedSeries(Model, one.Series, one.LossFrom))];
        if (Loss.ScaledBySeason is int season) NaiveWeights.Apply(season, learnt, judged);
        var windows = new WindowSet(learnt, Model, type, device, Training.Windows);
        BlockPlan plan = BlockPlan.For(
            Shape,
            windows.Steps,
            Model.Precision == Precision.Float32 ? sizeof(float) : sizeof(double),
            Threads,
            Megabytes);
        Func<LstmStack> makeStack = () => GlobalRandomState.Preserve(() =>
            new LstmStack(Shape, Dropout, type, Runner, device, plan.TraceSteps));
        using LstmStack stack = makeStack();
        NetworkWeights weights = WeightInitializer.Initialize(Shape, Seed, Model.Precision);
        StackWeights.Import(stack, weights);
        var sum = new LossSum(Loss, Model.Output.Parameters);
        using IBatchLoss loss = Runner == LayerRunner.Fused
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
