using System.Diagnostics;
using LstmForecast.Model;

namespace LstmForecast.Training;

/// <summary>Epoch after epoch: train, look, report, remember the best, know when to stop.</summary>
internal sealed class TrainingLoop
{
    private readonly NetworkInTraining _network;
    private readonly IEpochOptimizer _optimizer;
    private readonly Validator? _validator;
    private readonly TrainingOptions _options;
    private readonly ModelDefinition _start;
    private readonly IReadOnlyList<string> _choices;
    private readonly Action<MemberState>? _checkpoint;
    private readonly bool _meetsAllCategories;
    private readonly List<EpochReport> _reports = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _before;
    private StopReason? _ended;

    private ModelDefinition _best;
    private double _bestScore = double.PositiveInfinity;
    private int _bestEpoch;

    // What counts as a gain for early stopping: small ones must not keep training alive.
    private double _toBeat = double.PositiveInfinity;
    private int _lastGain;

    /// <param name="network">The network, with its initial weights.</param>
    /// <param name="optimizer">What moves its weights.</param>
    /// <param name="validator">What judges them; null without validation series.</param>
    /// <param name="options">How long, and which epoch is the best.</param>
    /// <param name="start">The model before the first epoch.</param>
    /// <param name="checkpoint">Takes what it takes to go on; null for no checkpoints.</param>
    /// <param name="choices">What was chosen before training, for the model's history.</param>
    /// <param name="meetsAllCategories">Whether no series to learn from has a category that the model does not know.</param>
    public TrainingLoop(
        NetworkInTraining network,
        IEpochOptimizer optimizer,
        Validator? validator,
        TrainingOptions options,
        ModelDefinition start,
        Action<MemberState>? checkpoint = null,
        IReadOnlyList<string>? choices = null,
        bool meetsAllCategories = true)
    {
        _meetsAllCategories = meetsAllCategories;
        _checkpoint = checkpoint;
        _network = network;
        _optimizer = optimizer;
        _validator = validator;
        _options = options;
        _start = start;
        _choices = choices ?? [];
        _best = start;
    }

    /// <summary>Begins where another loop over the same series with the same options stood.</summary>
    public void GoOnFrom(MemberState state)
    {
        MemberProgress progress = state.Progress;
        CheckFits(state);
        for (int i = 0; i < progress.Reports.Length; i++)
        {
            _reports.Add(progress.Reports[i]);
            if (!_options.KeepEpochs) continue;
            ModelDefinition kept = With(state.Kept[i]);
            _reports[i] = _reports[i] with { Model = Model(kept, StopReason.EpochsCompleted, i + 1) };
        }

        _bestEpoch = progress.BestEpoch;
        _bestScore = progress.BestScore;
        if (_bestEpoch > 0) _best = With(state.Best);
        _toBeat = progress.ToBeat;
        _lastGain = progress.LastGain;
        _before = progress.Elapsed;
        _ended = GoesOn(progress) ? null : progress.Stop;
        if (_ended is not null) return;
        _network.Import(With(state.Weights).Weights);
        _optimizer.RestoreState(state.Optimizer);
    }

    public TrainedForecaster Run(long seed, IEpochListener listener, CancellationToken cancellationToken)
    {
        listener.Resumed(_reports.Count);
        TrainedForecaster model = RunToEnd(seed, listener, cancellationToken);
        listener.Ended();
        return model;
    }

    private TrainedForecaster RunToEnd(long seed, IEpochListener listener, CancellationToken cancellationToken)
    {
        if (_ended is { } ended) return Model(_best, ended, _bestEpoch);
        StopReason reason;
        try
        {
            reason = RunEpochs(seed, listener, cancellationToken);
            Checkpoint(reason);
        }
        catch (OperationCanceledException) when (
            cancellationToken.IsCancellationRequested && _options.OnCancellation == CancellationBehavior.ReturnBest)
        {
            reason = StopReason.Cancelled;
        }

        return Model(_best, reason, _bestEpoch);
    }

    private StopReason RunEpochs(long seed, IEpochListener listener, CancellationToken cancellationToken)
    {
        for (int epoch = _reports.Count + 1; epoch <= _options.Epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _network.Objective.DropoutSeed = seed + epoch;
            EpochOutcome outcome = _optimizer.Run(epoch, part => listener.Within(epoch, part), cancellationToken);
            // What is not finite is nobody's best: the weights of an earlier epoch stand.
            if (!double.IsFinite(outcome.Loss)) return StopReason.NotFinite;
            if (_meetsAllCategories) _network.AverageUnknownCategories();
            EpochReport finished = Finish(epoch, outcome, cancellationToken);
            StopReason? end = outcome.Stop ?? (HasNoPatienceLeft(epoch) ? StopReason.PatienceExhausted : null);
            // Before the report: who interrupts training there has the epoch.
            if (end is null && _options.Checkpoint?.IsDueAfter(epoch) == true) Checkpoint(stop: null);
            listener.Completed(finished, isLast: end is not null || epoch == _options.Epochs);
            if (end is StopReason stop) return stop;
        }

        return StopReason.EpochsCompleted;
    }

    private EpochReport Finish(int epoch, EpochOutcome outcome, CancellationToken cancellationToken)
    {
        ModelDefinition definition = _start with { Members = [_network.Export()] };
        var report = new EpochReport
        {
            Epoch = epoch,
            TotalEpochs = _options.Epochs,
            Evaluations = outcome.Evaluations,
            TotalEvaluations = outcome.Evaluations + (_reports.Count == 0 ? 0 : _reports[^1].TotalEvaluations),
            TrainingLoss = outcome.Loss,
            ValidationLoss = _validator?.TeacherForcedLoss(cancellationToken),
            FreeRunningError = _validator?.FreeRunningError(new TrainedForecaster(definition), cancellationToken),
            GradientNorm = outcome.GradientNorm,
            WeightsHash = definition.Weights.Hash(),
            Elapsed = _before + _clock.Elapsed,
            EstimatedTimeLeft = (_before + _clock.Elapsed) / epoch * (_options.Epochs - epoch),
        };
        _reports.Add(report);
        TrainedForecaster model = Model(definition, StopReason.EpochsCompleted, epoch);
        EpochReport withModel = report with { Model = model };
        if (_options.KeepEpochs) _reports[^1] = withModel;
        double score = Score(report);
        _optimizer.Watch(score);
        if (score < _toBeat)
        {
            _toBeat = score - _options.MinimumDelta;
            _lastGain = epoch;
        }

        if (score < _bestScore || _options.RestoreEpoch == EpochChoice.Last)
        {
            _bestScore = score;
            _best = definition;
            _bestEpoch = epoch;
        }

        return withModel;
    }

    private bool HasNoPatienceLeft(int epoch) => _options.Patience is int patience && epoch - _lastGain >= patience;

    /// <param name="stop">Why training has ended; null if it has not.</param>
    private void Checkpoint(StopReason? stop)
    {
        bool mayGoOn = stop is null or StopReason.EpochsCompleted;
        _checkpoint?.Invoke(new MemberState
        {
            Progress = new MemberProgress
            {
                Stop = stop,
                Reports = [.. _reports],
                BestEpoch = _bestEpoch,
                BestScore = _bestScore,
                ToBeat = _toBeat,
                LastGain = _lastGain,
                Elapsed = _before + _clock.Elapsed,
            },
            Weights = mayGoOn ? MemberState.Flat(_network.ExportExactly()) : [],
            Best = _bestEpoch > 0 ? MemberState.Flat(_best.Weights) : [],
            Kept = _options.KeepEpochs ? [.. _reports.Select(report => MemberState.Flat(report.Model!.Definition.Weights))] : [],
            Optimizer = mayGoOn ? _optimizer.ExportState() : [],
        });
    }

    /// <summary>A file that was not damaged by chance may still state what cannot be.</summary>
    private void CheckFits(MemberState state)
    {
        MemberProgress progress = state.Progress;
        long size = _start.Weights.Shape.WeightCount();
        bool fits = progress.Reports.Length <= _options.Epochs
            && (!_options.KeepEpochs || state.Kept.Length == progress.Reports.Length) && state.Kept.All(kept => kept.Length == size)
            && (progress.BestEpoch == 0 || state.Best.Length == size)
            && (!GoesOn(progress) || state.Weights.Length == size);
        if (fits) return;
        throw new InvalidDataException(
            $"The checkpoint does not fit this training: it holds {progress.Reports.Length} of {_options.Epochs} epochs, "
            + $"{state.Kept.Length} of which are kept, and {state.Weights.Length} and {state.Best.Length} weights for a network of {size}. "
            + "Delete it to train from the beginning.");
    }

    /// <summary>Epochs that were completed may be followed by more.</summary>
    private bool GoesOn(MemberProgress progress) =>
        progress.Stop is null || (progress.Stop == StopReason.EpochsCompleted && progress.Reports.Length < _options.Epochs);

    private ModelDefinition With(double[] weights) =>
        _start with { Members = [MemberState.Unflat(_start.Weights.Shape, weights)] };

    private double Score(EpochReport report) => _options.RestoreEpoch switch
    {
        EpochChoice.ValidationLoss => report.ValidationLoss!.Value,
        EpochChoice.FreeRunningError => report.FreeRunningError ?? double.PositiveInfinity,
        EpochChoice.Automatic => report.ValidationLoss ?? report.TrainingLoss,
        _ => report.TrainingLoss,
    };

    private TrainedForecaster Model(ModelDefinition definition, StopReason reason, int epoch) =>
        new(definition, new()
        {
            Epochs = [.. _reports],
            StopReason = reason,
            RestoredEpoch = epoch,
            Choices = _choices,
        });
}
