using System.Text.Json.Serialization;
using LstmForecast.Checks;

namespace LstmForecast.Model;

/// <summary>
/// What a model learnt of its own errors, horizon step by horizon step (split conformal prediction; Stankeviciute, Alaa
/// and van der Schaar, "Conformal Time-series Forecasting", NeurIPS 2021): for a model of points the sizes of its errors,
/// for one of quantiles how far they have to be moved. Goes into the model file.
/// </summary>
/// <param name="Horizon">Up to which horizon step.</param>
/// <param name="Count">Errors at each step and target; the fewest, where observations were missing.</param>
/// <param name="Floors">For each target the least local scale.</param>
/// <param name="Errors"><c>[steps, targets]</c>; empty for a model of quantiles.</param>
/// <param name="Corrections">For each interval between quantiles; empty for a model of points.</param>
internal sealed record IntervalCalibration(
    int Horizon, int Count, double[] Floors, CalibrationErrors[] Errors, QuantileCorrection[] Corrections)
{
    /// <summary>The last point, counted from 1, that a forecast was compared with, of the longest series; null if not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LastPoint { get; init; }

    /// <summary>Whether quantiles are moved; else there is the same distance to both sides of the point.</summary>
    [JsonIgnore]
    public bool MovesQuantiles => Errors.Length == 0;

    /// <summary>What a target's errors are divided by.</summary>
    public double Scale(double local, int target) => Math.Max(local, Floors[target]);

    /// <summary>Rejects what a file may hold but no calibration can produce.</summary>
    public bool IsValidFor(OutputLayout output)
    {
        if (Horizon is < 1 or > Largest.Horizon || Count < 1 || LastPoint < 1 || Floors?.Length != output.Targets) return false;
        if (output.Steps > 1 && Horizon > output.Steps) return false;
        long cells = (long)Horizon * output.Targets;
        int levels = output.QuantileLevels.Count;
        return Floors.All(floor => double.IsFinite(floor) && floor > 0)
            && (Errors.Length == 0 || (Errors.Length == cells && Corrections.Length == 0))
            && (Errors.Length > 0 || levels > 0)
            && Errors.All(errors => errors is { IsValid: true } && errors.Count >= Count)
            && Corrections.All(correction => correction is { Shifts: not null }
                && correction.Lower >= 0 && correction.Lower < correction.Upper && correction.Upper < levels
                && correction.Shifts.Length == cells && correction.Shifts.All(double.IsFinite));
    }
}
