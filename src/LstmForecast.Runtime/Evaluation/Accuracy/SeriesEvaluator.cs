using System.Globalization;
using LstmForecast.Evaluation;

namespace LstmForecast;

/// <summary>Takes the forecasts of one series, see <see cref="AccuracyEvaluator.Begin"/>.</summary>
public sealed class SeriesEvaluator
{
    private readonly AccuracyEvaluator _all;
    private readonly string _channel;
    private readonly double[] _values;
    private readonly int _trainingLength;
    private readonly IBaseline[] _baselines;

    internal SeriesEvaluator(AccuracyEvaluator all, TimeSeries series, int channel, int trainingLength)
    {
        _all = all;
        _channel = series.Channels[channel];
        _values = series.Channel(channel);
        _trainingLength = trainingLength;
        _baselines = BaselineSet.Create(_values, all.Options.SeasonLength);
        ReadOnlySpan<double> training = _values.AsSpan(0, trainingLength);
        Scale = new SeriesScale(
            Metrics.SeasonalStep(training, all.Options.SeasonLength, squared: false),
            Metrics.SeasonalStep(training, all.Options.SeasonLength, squared: true));
        Name = series.Name;
        Pool = all.NewPool();
    }

    /// <summary>The name of the series.</summary>
    public string Name { get; }

    /// <summary>How many forecasts there are so far.</summary>
    public long ForecastCount { get; private set; }

    internal long Missing { get; private set; }

    internal SeriesScale Scale { get; }

    /// <summary>The sums over all steps and cutoffs of this series.</summary>
    internal AccuracyPool Pool { get; }

    /// <summary>Adds a forecast of this series.</summary>
    /// <param name="forecast">
    /// The forecast; it has the measured channel, and the quantiles of the options: its own, or the ends of its intervals
    /// where the model is calibrated (<see cref="TrainedForecaster.CalibrateIntervals"/>).
    /// </param>
    /// <exception cref="ArgumentException">
    /// It is of another series, lacks the channel or one of the quantiles, or as for
    /// <see cref="Add(int, ReadOnlySpan{double}, ReadOnlySpan{double})"/>.
    /// </exception>
    public void Add(Forecast forecast)
    {
        ArgumentNullException.ThrowIfNull(forecast);
        if (forecast.SeriesName != Name)
        {
            throw new ArgumentException(
                $"The forecast is of series '{forecast.SeriesName}', not of '{Name}'.", nameof(forecast));
        }

        int channel = AccuracyEvaluator.ChannelIndex(forecast.Channels, _channel, Name);
        Add(forecast.Cutoff, forecast.Channel(channel), ForecastQuantiles.Of(forecast, channel, _all.Levels.Values));
    }

    /// <summary>Adds a forecast of this series.</summary>
    /// <param name="cutoff">
    /// The last time step (0-based) that the forecast knows: the last of the training part at the earliest.
    /// </param>
    /// <param name="forecast">
    /// The forecast of the measured channel, one value a horizon step: at least one, at most the horizon, and no more
    /// than the series has after the cutoff.
    /// </param>
    /// <param name="quantiles">
    /// The quantiles, shape <c>[forecast, levels]</c>, row after row; none where the options name no levels.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are too few or too many values, a value is not a finite number, or quantiles cross. Nothing of the forecast
    /// is added then.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff lies inside the training part or at the end.</exception>
    public void Add(int cutoff, ReadOnlySpan<double> forecast, ReadOnlySpan<double> quantiles = default)
    {
        CheckCutoff(cutoff);
        CheckValues(cutoff, forecast);
        CheckQuantiles(cutoff, forecast.Length, quantiles);
        int levels = _all.Levels.Values.Length;
        Span<PointError> errors = stackalloc PointError[1 + _baselines.Length];
        for (int step = 1; step <= forecast.Length; step++)
        {
            double observed = _values[cutoff + step];
            if (double.IsNaN(observed))
            {
                Missing++;
                continue;
            }

            errors[0] = new PointError(observed, forecast[step - 1], Scale);
            for (int baseline = 0; baseline < _baselines.Length; baseline++)
            {
                double value = _baselines[baseline].At(cutoff, step);
                errors[1 + baseline] = new PointError(observed, value, Scale);
                if (baseline < _all.Copies.GetLength(1) && Scale.IsPositive && !double.IsNaN(value))
                    _all.Copies[step - 1, baseline].Add(observed, forecast[step - 1], value, Scale.Absolute);
            }

            ReadOnlySpan<double> row = quantiles.Slice((step - 1) * levels, levels);
            _all.Steps[step - 1].Add(errors, observed, row);
            Pool.Add(errors, observed, row);
        }

        ForecastCount++;
    }

    private void CheckCutoff(int cutoff)
    {
        if (cutoff >= _trainingLength - 1 && cutoff < _values.Length - 1) return;
        throw new ArgumentOutOfRangeException(
            nameof(cutoff),
            cutoff,
            $"Series '{Name}' has {_values.Length} points, {_trainingLength} of them to train on; the cutoff of a forecast "
            + $"must lie from {_trainingLength - 1} to {_values.Length - 2}.");
    }

    private void CheckValues(int cutoff, ReadOnlySpan<double> forecast)
    {
        int most = Math.Min(_all.Options.Horizon, _values.Length - 1 - cutoff);
        if (forecast.Length < 1 || forecast.Length > most)
        {
            throw new ArgumentException(
                $"The forecast of series '{Name}' after time step {cutoff} has {forecast.Length} values; with a horizon of "
                + $"{_all.Options.Horizon} and a series of {_values.Length} points it must have from 1 to {most}.",
                nameof(forecast));
        }

        int bad = forecast.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (bad >= 0) throw NotFinite(cutoff, bad + 1, "value", forecast[bad], nameof(forecast));
    }

    private void CheckQuantiles(int cutoff, int steps, ReadOnlySpan<double> quantiles)
    {
        int levels = _all.Levels.Values.Length;
        if (quantiles.Length != steps * levels)
        {
            throw new ArgumentException(
                $"The forecast of series '{Name}' after time step {cutoff} has {quantiles.Length} quantiles; {steps} horizon "
                + $"steps and the {levels} levels of the options need {steps * levels}.",
                nameof(quantiles));
        }

        for (int i = 0; i < quantiles.Length; i++)
        {
            (int step, int level) = Math.DivRem(i, levels);
            if (!double.IsFinite(quantiles[i]))
                throw NotFinite(cutoff, step + 1, "quantile", quantiles[i], nameof(quantiles));
            if (level > 0 && quantiles[i] < quantiles[i - 1])
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Quantiles of series '{Name}' cross at horizon step {step + 1} after time step {cutoff}: "
                        + $"{quantiles[i - 1]} at level {_all.Levels.Values[level - 1]}, {quantiles[i]} at level "
                        + $"{_all.Levels.Values[level]}. Sort them."),
                    nameof(quantiles));
            }
        }
    }

    private ArgumentException NotFinite(int cutoff, int step, string what, double value, string argument) => new(
        $"The forecast of series '{Name}' after time step {cutoff} has the {what} "
        + $"{value.ToString(CultureInfo.InvariantCulture)} at horizon step {step}; every {what} must be a finite number.",
        argument);
}
