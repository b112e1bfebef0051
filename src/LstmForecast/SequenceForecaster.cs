using LstmForecast.Checks;
using LstmForecast.Objectives;
using LstmForecast.Training;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LstmForecast;

/// <summary>
/// Makes forecasting models from series: a stack of LSTM cells, for any shape of data. Holds options only, so one instance can
/// fit any number of models, also on several threads at once.
/// </summary>
public sealed class SequenceForecaster
{
    private readonly ForecasterOptions _options;
    private readonly ILogger _logger;

    /// <summary>Checks the options and keeps them.</summary>
    /// <param name="options">What network to build; null for the defaults.</param>
    /// <param name="logger">Where each epoch is logged; null for nowhere.</param>
    /// <exception cref="ArgumentException">The options contradict each other or lie out of range; all are listed.</exception>
    public SequenceForecaster(ForecasterOptions? options = null, ILogger? logger = null)
    {
        options ??= new ForecasterOptions();
        OptionCheck.ThrowIfInvalid(options, nameof(options));
        // Copies: a list that its owner changes later must not get past the check.
        _options = options with
        {
            HiddenSizes = [.. options.HiddenSizes],
            HeadSizes = [.. options.HeadSizes],
            Transforms = [.. options.Transforms],
            Data = options.Data with
            {
                PastCovariates = [.. options.Data.PastCovariates],
                KnownCovariates = [.. options.Data.KnownCovariates],
                Calendar = [.. options.Data.Calendar],
            },
        };
        _logger = logger ?? NullLogger.Instance;
    }

    /// <summary>Trains a network on series: it learns to forecast each point from those before it.</summary>
    /// <param name="train">
    /// What to learn from. Every channel is an input, and is forecast unless it is named as a covariate. Lengths may differ.
    /// </param>
    /// <param name="training">
    /// How to train; null for <see cref="LbfgsTraining"/> with its defaults, or <see cref="AutoTraining"/> where the
    /// transforms are <see cref="Transform.Auto"/>.
    /// </param>
    /// <param name="validation">Series to judge each epoch by, with the same channels; null for none.</param>
    /// <param name="progress">
    /// Told of every epoch, with the model as it stands, and between at most ten times a second; on the threads that train,
    /// one at a time.
    /// </param>
    /// <param name="cancellationToken">
    /// Stops training within one evaluation of the loss; what then happens is
    /// <see cref="TrainingOptions.OnCancellation"/>.
    /// </param>
    /// <returns>The model with the weights of the best epoch, and how it came to be.</returns>
    /// <exception cref="ArgumentException">
    /// There is no series, or one is too short, has a value that is not finite, or does not fit the options.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// This machine has no <see cref="ComputeOptions.Device"/>; the message says which there are, and what to do.
    /// </exception>
    /// <exception cref="OperationCanceledException">
    /// Training was cancelled, and no model was asked for, or there was none as its first epoch had not ended.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// In the first epoch already loss or gradient was no finite number: there are no weights to return.
    /// </exception>
    public TrainedForecaster Fit(
        SeriesSet train,
        TrainingOptions? training = null,
        SeriesSet? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        training ??= _options.Transforms.Contains(Transform.Auto) ? new AutoTraining() : new LbfgsTraining();
        return Train(from: null, train, training, validation, progress, cancellationToken);
    }

    /// <summary>Trains a network on one series: it learns to forecast each point from those before it.</summary>
    /// <inheritdoc cref="Fit(SeriesSet, TrainingOptions?, SeriesSet?, IProgress{TrainingProgress}?, CancellationToken)"/>
    public TrainedForecaster Fit(
        TimeSeries train,
        TrainingOptions? training = null,
        SeriesSet? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        return Fit(new SeriesSet(train), training, validation, progress, cancellationToken);
    }

    /// <summary>
    /// Trains a model further, on new series or with new training options: it starts from the model's weights, and what
    /// the model learned of its first series stays as it is: the fitted transforms (those of
    /// <see cref="ForecasterOptions"/> are not looked at), the scales of covariates, the categories. The model given is not
    /// changed.
    /// </summary>
    /// <param name="model">The model to start from: trained, loaded from a file, or taken from PyTorch.</param>
    /// <param name="train">What to learn from; with the model's channels.</param>
    /// <param name="training">
    /// How to train; null for <see cref="LbfgsTraining"/> with its defaults. <see cref="AutoTraining"/> is for new models.
    /// </param>
    /// <param name="validation">Series to judge each epoch by, with the same channels; null for none.</param>
    /// <param name="progress">
    /// Told of every epoch, with the model as it stands, and between at most ten times a second; on the threads that train,
    /// one at a time.
    /// </param>
    /// <param name="cancellationToken">Stops training within one evaluation of the loss.</param>
    /// <returns>
    /// The model with the weights of the best epoch; its history is that of this training. It has no calibrated intervals:
    /// those of other weights would not hold.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A series does not fit, or the model is another than this forecaster builds: each difference in layers,
    /// normalization, precision, number of networks, horizon, kind of loss, channels and their roles, calendar, treatment of
    /// missing values and time step is named.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// This machine has no <see cref="ComputeOptions.Device"/>; the message says which there are, and what to do.
    /// </exception>
    /// <exception cref="OperationCanceledException">Training was cancelled, and no model was asked for.</exception>
    public TrainedForecaster FineTune(
        TrainedForecaster model,
        SeriesSet train,
        TrainingOptions? training = null,
        SeriesSet? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(train);
        training ??= new LbfgsTraining();
        return Train(model, train, training, validation, progress, cancellationToken);
    }

    /// <summary>Trains a network on series, on a thread of its own.</summary>
    /// <inheritdoc cref="Fit(SeriesSet, TrainingOptions?, SeriesSet?, IProgress{TrainingProgress}?, CancellationToken)"/>
    public Task<TrainedForecaster> FitAsync(
        SeriesSet train,
        TrainingOptions? training = null,
        SeriesSet? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        OnThreadOfItsOwn(() => Fit(train, training, validation, progress, cancellationToken));

    /// <summary>Trains a network on one series, on a thread of its own.</summary>
    /// <inheritdoc cref="Fit(TimeSeries, TrainingOptions?, SeriesSet?, IProgress{TrainingProgress}?, CancellationToken)"/>
    public Task<TrainedForecaster> FitAsync(
        TimeSeries train,
        TrainingOptions? training = null,
        SeriesSet? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        OnThreadOfItsOwn(() => Fit(train, training, validation, progress, cancellationToken));

    /// <summary>Trains a model further, on a thread of its own.</summary>
    /// <inheritdoc cref="FineTune"/>
    public Task<TrainedForecaster> FineTuneAsync(
        TrainedForecaster model,
        SeriesSet train,
        TrainingOptions? training = null,
        SeriesSet? validation = null,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        OnThreadOfItsOwn(() => FineTune(model, train, training, validation, progress, cancellationToken));

    // Awaited, so that the task of a training that was cancelled is cancelled too, not faulted. The token goes to the work
    // alone: a task cancelled before it starts could not return the best so far.
    private static async Task<TrainedForecaster> OnThreadOfItsOwn(Func<TrainedForecaster> work) =>
        await Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .ConfigureAwait(false);

    private static Exception Untrained(TrainedForecaster model, TrainingOptions training, CancellationToken cancellationToken)
    {
        if (AutoTrial.IsCancelled(model))
        {
            return new OperationCanceledException(
                "Training was cancelled before its first epoch had ended: there is no epoch whose model could be returned.",
                cancellationToken);
        }

        return new InvalidOperationException(
            "Training failed in its first epoch: loss or gradient was no finite number, so that there are no weights to return. "
            + (training is GradientTraining { LearningRate: double rate }
                ? FormattableString.Invariant($"Lower the learning rate ({rate}), set ClipGradientNorm, ")
                : "Use the strong-Wolfe line search, ")
            + "scale the series by a transform such as Transform.Standardize, or set Precision to Float64.");
    }

    private TrainedForecaster Train(
        TrainedForecaster? from,
        SeriesSet train,
        TrainingOptions training,
        SeriesSet? validation,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        TrainingRules.ThrowIfBroken(_options, training, hasValidation: validation is not null, isFurther: from is not null);
        TrainingSeriesChecks.ThrowIfUnfit(_options, train, validation);
        var meter = new TrainingMeter(Report, TimeProvider.System);
        TrainedForecaster model = training is AutoTraining auto
            ? new AutoFit(_options, auto, train, validation).Run(FitOnce)
            : FitOnce(train, _options, training, new FitStage(TrainingStage.Training));
        TrainingLog.Finished(_logger, model.History.StopReason, model.History.RestoredEpoch);
        // What was trained before is a model; initial weights are none.
        if (from is null && AutoTrial.EpochsOf(model) == 0) throw Untrained(model, training, cancellationToken);
        return model;

        TrainedForecaster FitOnce(SeriesSet series, ForecasterOptions options, TrainingOptions chosen, FitStage stage)
        {
            SeriesSet? judges = chosen.ValidationSteps is null ? validation : null;
            if (options.Loss is AutoLoss) options = options with { Loss = Loss.Squared };
            // Options that were chosen automatically are held to the rules as well.
            TrainingRules.ThrowIfBroken(options, chosen, hasValidation: judges is not null);
            return EnsembleTraining.Run(
                ForecasterSetup.Of(options, chosen, series, judges, from), stage, meter, cancellationToken);
        }

        void Report(TrainingProgress now)
        {
            if (now.Epoch is EpochReport ended) TrainingLog.Epoch(_logger, now, ended);
            progress?.Report(now);
        }
    }
}
