using LstmForecast.Backend;
using LstmForecast.Series;
using LstmForecast.Training;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LstmForecast;

/// <summary>
/// Makes forecasting models from series: the article's stack of LSTM cells, for any shape of data. Holds options only,
/// so one instance can fit any number of models, also on several threads at once.
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
        options.Validate();
        // Copies: a list that its owner changes later must not get past the check.
        _options = options with
        {
            HiddenSizes = [.. options.HiddenSizes],
            HeadSizes = [.. options.HeadSizes],
            Transforms = [.. options.Transforms],
            PastCovariates = [.. options.PastCovariates],
            KnownCovariates = [.. options.KnownCovariates],
            Calendar = [.. options.Calendar],
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
    /// <param name="progress">Told of every epoch, on the thread that trains.</param>
    /// <param name="cancellationToken">
    /// Stops training within one evaluation of the loss; what then happens is
    /// <see cref="TrainingOptions.OnCancellation"/>.
    /// </param>
    /// <returns>The model with the weights of the best epoch, and how it came to be.</returns>
    /// <exception cref="ArgumentException">
    /// There is no series, or one is too short, has a value that is not finite, or does not fit the options.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// This machine has no <see cref="ForecasterOptions.Device"/>; the message says which there are, and what to do.
    /// </exception>
    /// <exception cref="OperationCanceledException">Training was cancelled, and no model was asked for.</exception>
    public TrainedForecaster Fit(
        SeriesSet train,
        TrainingOptions? training = null,
        SeriesSet? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        training ??= _options.Transforms.Contains(Transform.Auto) ? new AutoTraining() : new LbfgsTraining();
        return Train(from: null, train, training, validation, progress, cancellationToken);
    }

    /// <summary>
    /// Trains a model further, on new series or with new training options: it starts from the model's weights, and what
    /// the model learnt of its first series stays as it is: the fitted transforms (those of
    /// <see cref="ForecasterOptions"/> are not looked at), the scales of covariates, the categories. The model given is not
    /// changed.
    /// </summary>
    /// <param name="model">The model to start from: trained, loaded from a file, or taken from PyTorch.</param>
    /// <param name="train">What to learn from; with the model's channels.</param>
    /// <param name="training">
    /// How to train; null for <see cref="LbfgsTraining"/> with its defaults. <see cref="AutoTraining"/> is for new models.
    /// </param>
    /// <param name="validation">Series to judge each epoch by, with the same channels; null for none.</param>
    /// <param name="progress">Told of every epoch, on the thread that trains.</param>
    /// <param name="cancellationToken">Stops training within one evaluation of the loss.</param>
    /// <returns>
    /// The model with the weights of the best epoch; its history is that of this training. It has no calibrated intervals:
    /// those of other weights would not hold.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A series does not fit, or the model is another than this forecaster builds: each difference in layers,
    /// normalisation, precision, number of networks, horizon, kind of loss, channels and their roles, calendar, treatment of
    /// missing values and time step is named.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// This machine has no <see cref="ForecasterOptions.Device"/>; the message says which there are, and what to do.
    /// </exception>
    /// <exception cref="OperationCanceledException">Training was cancelled, and no model was asked for.</exception>
    public TrainedForecaster FineTune(
        TrainedForecaster model,
        SeriesSet train,
        TrainingOptions? training = null,
        SeriesSet? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(train);
        training ??= new LbfgsTraining();
        if (training is AutoTraining)
        {
            throw new ArgumentException(
                "AutoTraining chooses how to train a new model; train one further with LbfgsTraining, AdamTraining or "
                + "SgdTraining.",
                nameof(training));
        }

        return Train(model, train, training, validation, progress, cancellationToken);
    }

    private TrainedForecaster Train(
        TrainedForecaster? from,
        SeriesSet train,
        TrainingOptions training,
        SeriesSet? validation,
        IProgress<EpochReport>? progress,
        CancellationToken cancellationToken)
    {
        training.Validate(hasValidation: validation is not null, _options.EnsembleSize);
        Check(train, validation);
        if (_options.Normalization == Normalization.Batch && training is GradientTraining { BatchSize: 1 })
        {
            throw new ArgumentException(
                "BatchSize is 1; Normalization.Batch averages over the series of a mini-batch and needs at least 2. "
                + "Raise it, or use Normalization.Layer.",
                nameof(training));
        }

        if (_options.Normalization == Normalization.Batch && training is GradientTraining { Windows.WindowsPerEpoch: 1 })
        {
            throw new ArgumentException(
                "Windows.WindowsPerEpoch is 1; Normalization.Batch averages over the windows of a mini-batch and needs at least "
                + "2. Raise it, leave it out, or use Normalization.Layer.",
                nameof(training));
        }

        NativeBackend.EnsureLoaded();
        _ = Devices.Find(_options.Device);
        TrainedForecaster model = training is AutoTraining auto
            ? new AutoFit(_options, auto, train, validation).Run(FitOnce)
            : FitOnce(train, _options, training);
        TrainingLog.Finished(_logger, model.History.StopReason, model.History.RestoredEpoch);
        return model;

        TrainedForecaster FitOnce(SeriesSet series, ForecasterOptions options, TrainingOptions chosen) =>
            EnsembleTraining.Run(
                ForecasterSetup.Of(options, chosen, series, chosen.ValidationSteps is null ? validation : null, from),
                Report,
                cancellationToken);

        void Report(EpochReport report)
        {
            TrainingLog.Epoch(_logger, report);
            progress?.Report(report);
        }
    }

    /// <summary><see cref="Fit"/> on a thread of its own.</summary>
    /// <inheritdoc cref="Fit"/>
    public async Task<TrainedForecaster> FitAsync(
        SeriesSet train,
        TrainingOptions? training = null,
        SeriesSet? validation = null,
        IProgress<EpochReport>? progress = null,
        CancellationToken cancellationToken = default) =>
        // Awaited, so that the task of a fit that was cancelled is cancelled too, not faulted.
        await Task.Factory.StartNew(
            () => Fit(train, training, validation, progress, cancellationToken),
            // The token goes to Fit alone: a task cancelled before it starts could not return the best so far.
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).ConfigureAwait(false);

    private void Check(SeriesSet train, SeriesSet? validation)
    {
        if (train.Count == 0) throw new ArgumentException("There is no series to train on; pass at least one.", nameof(train));
        foreach (TimeSeries series in train) CheckOne(series, nameof(train));
        if (_options.Normalization == Normalization.Batch)
        {
            if (train.Count < 2 || train.Any(series => series.Length != train[0].Length))
            {
                throw new ArgumentException(
                    "Normalization.Batch averages over the series at each time step: it needs at least two training "
                    + "series, all of the same length. Cut them to one length, or use Normalization.Layer.",
                    nameof(train));
            }
        }

        if (validation is null) return;
        if (validation.Count == 0)
            throw new ArgumentException("The validation set has no series; pass at least one, or null.", nameof(validation));
        if (!validation.Channels.SequenceEqual(train.Channels, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The validation series have the channels ({string.Join(", ", validation.Channels)}), the training series "
                + $"({string.Join(", ", train.Channels)}); they must be the same in the same order.",
                nameof(validation));
        }

        foreach (TimeSeries series in validation) CheckOne(series, nameof(validation));
    }

    private void CheckOne(TimeSeries series, string argument)
    {
        SeriesChecks.ThrowIfShorterThan(series, 2, "training (one point to see and one to forecast)", argument);
        TimeSeries whole = _options.Missing.Filling?.Apply(series) ?? series;
        SeriesChecks.ThrowIfNotFinite(whole, TargetsMayBeMissing, argument);
    }

    // A covariate that is missing cannot be made up.
    private bool TargetsMayBeMissing(string channel) =>
        _options.Missing.IsMask && !_options.PastCovariates.Contains(channel) && !_options.KnownCovariates.Contains(channel);
}
