using LstmForecast.Evaluation;
using LstmForecast.Forecasting;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>One run of a backtest over one set.</summary>
internal sealed class BacktestRun
{
    private const string Argument = "series";
    private const double TrainingShare = 0.9;

    private readonly SequenceForecaster _forecaster;
    private readonly TrainingOptions? _training;
    private readonly BacktestOptions _options;
    private readonly SeriesSet _series;
    private readonly int[][] _cutoffs;
    private readonly int _held;

    public BacktestRun(SequenceForecaster forecaster, TrainingOptions? training, BacktestOptions options, SeriesSet series)
    {
        _forecaster = forecaster;
        _training = training;
        _options = options;
        _series = series;
        _held = options.CalibrationCutoffs is int calibration ? options.Cutoffs.Horizon + calibration - 1 : 0;
        if (series.Count == 0) throw new ArgumentException("There is no series to forecast; pass at least one.", Argument);
        // More than a season is what the scale of the measures needs; two points are what training needs.
        long needed = Math.Max(options.SeasonLength + 1L, _held + 2L);
        _cutoffs = [.. series.Select(one => options.Cutoffs.Of(one, needed, Argument))];
    }

    public BacktestResult Run(IProgress<BacktestProgress>? progress, CancellationToken cancellationToken)
    {
        int folds = _cutoffs.Max(one => one.Length);
        int every = Math.Min(_options.RefitEvery ?? folds, folds);
        int fits = (folds + every - 1) / every;
        var meter = new BacktestMeter(progress, fits, TrainingShare);
        var done = new List<BacktestFit>();
        List<Origin>[] origins = [.. _series.Select(_ => new List<Origin>())];
        for (int fit = 0; fit < fits; fit++)
        {
            int first = fit * every;
            int end = Math.Min(first + every, folds);
            TrainedForecaster model = Fit(first, meter.Training(fit + 1), cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            int[][] its = [.. _cutoffs.Select(one => one[Math.Min(first, one.Length)..Math.Min(end, one.Length)])];
            _ = model.Checks.Rolling(_series, _options.Cutoffs, Argument);
            Origin[][] forecasts = OriginForecasts.Of(
                model, _series, its, _options, meter.Forecasts(fit + 1), cancellationToken);
            for (int i = 0; i < origins.Length; i++) origins[i].AddRange(forecasts[i]);
            done.Add(new BacktestFit(first, end - 1, model));
        }

        return BacktestReports.Of(
            _options, [.. _series.Select((one, i) => new BacktestSeries(one, [.. origins[i]]))], done);
    }

    /// <summary>A model of what was known at a cutoff, calibrated on the end of that.</summary>
    private TrainedForecaster Fit(int fold, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        TimeSeries[] known = [.. _series.Select((one, i) => KnownAt(one, _cutoffs[i][0], fold))];
        var learnt = new SeriesSet(known.Select(WithoutHeld));
        TrainedForecaster model = _forecaster.Fit(learnt, _training, validation: null, progress, cancellationToken);
        if (_options.CalibrationCutoffs is not int calibration) return model;
        return model.CalibrateIntervals(
            known,
            new RollingCutoffs { Horizon = _options.Cutoffs.Horizon, Count = calibration },
            progress: null,
            cancellationToken);
    }

    private TimeSeries KnownAt(TimeSeries series, int first, int fold)
    {
        int count = (int)Math.Min(series.Length, first + (long)fold * _options.Cutoffs.Stride);
        return series[RollingWindow.StartOf(series, count, _options.Window.Length)..count];
    }

    private TimeSeries WithoutHeld(TimeSeries known)
    {
        SeriesChecks.ThrowIfShorterThan(
            known,
            _held + 2L,
            _held == 0 ? "a fit" : $"a fit, and after it a calibration on {_held} points which are not learnt,",
            Argument);
        return known[..^_held];
    }
}
