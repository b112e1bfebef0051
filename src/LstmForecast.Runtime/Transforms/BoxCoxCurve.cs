using System.Text.Json.Serialization;
using LstmForecast.Numerics;

namespace LstmForecast.Transforms;

/// <summary>
/// The power curve of one channel: <c>(z^λ - 1) / λ</c>, or <c>ln z</c> where λ is 0, of <c>z = (x + shift) / unit</c>
/// (Box and Cox 1964, with their shift and their scaling by the geometric mean). It is straight below
/// <paramref name="Lowest"/> and above <paramref name="Highest"/>, without a kink, so that every number has an image
/// and every image an original, whatever a series does after training and whatever a network forecasts.
/// </summary>
/// <param name="Lambda">The power.</param>
/// <param name="Shift">What makes all training values positive: 0 where they are.</param>
/// <param name="Unit">The geometric mean of the shifted training values: powers of numbers around 1 keep their digits.</param>
/// <param name="Lowest">The smallest <c>z</c> on the curve proper, above 0.</param>
/// <param name="Highest">The largest one.</param>
internal sealed record BoxCoxCurve(double Lambda, double Shift, double Unit, double Lowest, double Highest)
{
    /// <summary>How far the curve reaches beyond the training values, as a factor.</summary>
    private const double Reach = 10;

    /// <summary>A power closer to 0 is taken for 0: its digits would be lost in <c>(z^λ - 1) / λ</c>.</summary>
    private const double SmallestPower = 1e-6;

    [JsonIgnore]
    public bool IsValid =>
        Lambda is 0 or (>= BoxCoxPlan.SmallestLambda and <= -SmallestPower) or (>= SmallestPower and <= BoxCoxPlan.LargestLambda)
        && double.IsFinite(Shift)
        && Unit > 0 && double.IsFinite(Unit) && Lowest > 0 && Highest >= Lowest && double.IsFinite(Highest)
        && double.IsFinite(Forward(Lowest)) && double.IsFinite(Forward(Highest)) && Slope(Lowest) > 0 && Slope(Highest) > 0;

    /// <param name="lambda">The power.</param>
    /// <param name="values">The training values.</param>
    public static BoxCoxCurve Fit(double lambda, ReadOnlySpan<double> values)
    {
        double shift = ShiftFor(values);
        if (Math.Abs(lambda) < SmallestPower) lambda = 0;
        double logs = 0, lowest = double.PositiveInfinity, highest = 0;
        foreach (double value in values)
        {
            logs += Math.Log(value + shift);
            lowest = Math.Min(lowest, value + shift);
            highest = Math.Max(highest, value + shift);
        }

        double unit = Math.Exp(logs / values.Length);
        return new BoxCoxCurve(lambda, shift, unit, lowest / unit / Reach, highest / unit * Reach);
    }

    /// <summary>
    /// What is added before the power: nothing to positive values; otherwise the smallest becomes half of the median
    /// distance of the others from it. So counts around 1 with zeros become <c>x + 1/2</c>.
    /// </summary>
    public static double ShiftFor(ReadOnlySpan<double> values)
    {
        double smallest = double.PositiveInfinity;
        foreach (double value in values) smallest = Math.Min(smallest, value);
        if (smallest > 0) return 0;
        var above = new List<double>();
        foreach (double value in values)
        {
            if (value > smallest) above.Add(value - smallest);
        }

        double distance = above.Count == 0 ? 2 : OrderStatistics.Median(above);
        return distance / 2 - smallest;
    }

    public double Apply(double value)
    {
        double z = (value + Shift) / Unit;
        double onCurve = Math.Clamp(z, Lowest, Highest);
        return z == onCurve ? Forward(z) : Forward(onCurve) + Slope(onCurve) * (z - onCurve);
    }

    public double Invert(double value)
    {
        double low = Forward(Lowest), high = Forward(Highest);
        double z = value < low ? Lowest + (value - low) / Slope(Lowest)
            : value > high ? Highest + (value - high) / Slope(Highest)
            : Lambda == 0 ? Math.Exp(value)
            : Math.Pow(Lambda * value + 1, 1 / Lambda);
        return z * Unit - Shift;
    }

    /// <summary>The curve proper.</summary>
    public double Forward(double z) => Lambda == 0 ? Math.Log(z) : (Math.Pow(z, Lambda) - 1) / Lambda;

    /// <summary>Its slope.</summary>
    public double Slope(double z) => Math.Pow(z, Lambda - 1);
}
