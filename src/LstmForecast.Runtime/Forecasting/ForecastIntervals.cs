using System.Globalization;
using LstmForecast.Model;

namespace LstmForecast.Forecasting;

/// <summary>What a forecast needs of its model's calibration to tell intervals.</summary>
/// <param name="Calibration">The calibration.</param>
/// <param name="LocalScales">The local scale of each target at the cutoff, without floor.</param>
/// <param name="Bounds">Between which values forecasts lie; null for any.</param>
internal sealed record ForecastIntervals(IntervalCalibration Calibration, double[] LocalScales, ValueBounds? Bounds)
{
    /// <summary>How far from the point an interval of this level reaches, at one horizon step, 0-based.</summary>
    public double Reach(Forecast forecast, double level, int step, int channel)
    {
        CheckHorizon(forecast);
        CalibrationErrors errors = Calibration.Errors[step * forecast.Channels.Count + channel];
        return Scale(channel) * (errors.Bound(level) ?? throw TooFew(forecast, level, errors.Count));
    }

    /// <summary>How the quantiles at the ends of an interval are to be moved.</summary>
    /// <returns>The correction between two levels, of which there are such quantiles.</returns>
    public QuantileCorrection Correction(Forecast forecast, double level, int lower, int upper)
    {
        CheckHorizon(forecast);
        return Calibration.Corrections.FirstOrDefault(one => one.Lower == lower && one.Upper == upper)
            ?? throw TooFew(forecast, level, Calibration.Count);
    }

    public double Scale(int channel) => Calibration.Scale(LocalScales[channel], channel);

    private void CheckHorizon(Forecast forecast)
    {
        if (forecast.Horizon <= Calibration.Horizon) return;
        throw new InvalidOperationException(
            $"The forecast of series '{forecast.SeriesName}' goes {forecast.Horizon} steps ahead, but the model's intervals "
            + $"are calibrated for {Calibration.Horizon}; calibrate with a horizon of {forecast.Horizon}, or forecast fewer steps.");
    }

    private static ArgumentOutOfRangeException TooFew(Forecast forecast, double level, int count) => new(
        nameof(level),
        level,
        string.Create(
            CultureInfo.InvariantCulture,
            $"An interval of level {level} needs at least {ConformalRank.Needed(level)} calibration errors for each horizon "
            + $"step; the model that forecast series '{forecast.SeriesName}' has {count}. Calibrate with more cutoffs or series, "
            + $"or ask for a level of at most {Math.Floor(1e6 * count / (count + 1.0)) / 1e6}."));
}
