using System.Globalization;
using LstmForecast.Forecasting;
using LstmForecast.Model;

namespace LstmForecast;

public sealed partial class Forecast
{
    /// <summary>The model's calibration as it applies here; null for a model without.</summary>
    internal ForecastIntervals? Intervals { get; init; }

    /// <summary>
    /// Where each value to come lies with a given probability, one channel and one horizon step at a time: by the model's
    /// calibration (<see cref="TrainedForecaster.CalibrateIntervals"/>), without one between its quantiles.
    /// </summary>
    /// <param name="level">
    /// The share of values that should lie inside, between 0 and 1. For a model with quantiles, one whose ends are among
    /// them: .8 for quantiles at .1 and .9.
    /// </param>
    /// <param name="channel">The channel's index, 0-based.</param>
    /// <returns>One interval a horizon step, at index 0 that of step 1, in the units of the series.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such channel, no such pair of quantiles, or the model was calibrated on too few errors for this level;
    /// the message says how many it needs.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The model has neither calibration nor quantiles, or is calibrated for fewer horizon steps.
    /// </exception>
    public PredictionInterval[] Interval(double level, int channel = 0)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level of an interval must lie between 0 and 1.");
        CheckChannel(channel);
        if (Intervals is { Calibration.MovesQuantiles: false }) return AroundPoint(level, channel);
        if (QuantileLevels.Count > 0) return BetweenQuantiles(level, channel);
        throw new InvalidOperationException(
            $"The forecast of series '{SeriesName}' has no intervals; calibrate the model with CalibrateIntervals, or train with a "
            + "quantile or likelihood loss.");
    }

    /// <inheritdoc cref="Interval(double, int)"/>
    /// <param name="level">As above.</param>
    /// <param name="channel">The channel's name.</param>
    /// <exception cref="ArgumentException">There is no channel of that name.</exception>
    public PredictionInterval[] Interval(double level, string channel) => Interval(level, ChannelOf(channel));

    private PredictionInterval[] AroundPoint(double level, int channel)
    {
        var intervals = new PredictionInterval[Horizon];
        for (int step = 0; step < Horizon; step++)
        {
            double point = _values[step, channel], reach = Intervals!.Reach(this, level, step, channel);
            intervals[step] = Bounded(new(point, point - reach, point + reach));
        }

        return intervals;
    }

    private PredictionInterval[] BetweenQuantiles(double level, int channel)
    {
        (int Lower, int Upper, double Level)[] pairs = [.. IntervalLevels.Between(QuantileLevels)];
        int index = Array.FindIndex(pairs, pair => IntervalLevels.AreSame(pair.Level, level));
        if (index < 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(level),
                level,
                $"The forecast of series '{SeriesName}' has quantiles at {Listed(QuantileLevels)}, which are the ends of "
                + $"intervals of level {Listed(pairs.Select(pair => pair.Level))}; ask for one of those, or train with the "
                + "quantiles at the ends of this one.");
        }

        (int from, int to, _) = pairs[index];
        double[] lower = Quantile(QuantileLevels[from], channel);
        double[] upper = Quantile(QuantileLevels[to], channel);
        if (Intervals is not null) Move(Intervals.Correction(this, level, from, to), channel, lower, upper);
        return [.. lower.Select((end, step) => Bounded(new PredictionInterval(_values[step, channel], end, upper[step])))];

        static string Listed(IEnumerable<double> levels) =>
            string.Join(", ", levels.Select(one => one.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Quantiles lie within the bounds, and calibration moves them.</summary>
    private PredictionInterval Bounded(PredictionInterval interval) => interval.Within(Intervals?.Bounds);

    private void Move(QuantileCorrection correction, int channel, double[] lower, double[] upper)
    {
        double scale = Intervals!.Scale(channel);
        for (int step = 0; step < Horizon; step++)
        {
            double shift = scale * correction.Shifts[step * Channels.Count + channel];
            double middle = (lower[step] + upper[step]) / 2;
            // Moved inward by more than half of its width, an interval is its middle.
            lower[step] = Math.Min(lower[step] - shift, middle);
            upper[step] = Math.Max(upper[step] + shift, middle);
        }
    }
}
