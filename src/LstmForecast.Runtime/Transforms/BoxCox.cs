using System.Globalization;
using System.Text.Json.Serialization;

namespace LstmForecast.Transforms;

/// <param name="Lambda">The power of all channels; null to estimate one for each.</param>
internal sealed record BoxCoxPlan(double? Lambda) : Transform
{
    public const double SmallestLambda = -1;
    public const double LargestLambda = 2;

    internal override FittedTransform Fit(IReadOnlyList<TimeSeries> series)
    {
        var curves = new BoxCoxCurve[series[0].Channels.Count];
        for (int channel = 0; channel < curves.Length; channel++)
        {
            double[][] values = [.. series.Select(one => one.Channel(channel))];
            double[] all = [.. values.SelectMany(one => one)];
            curves[channel] = BoxCoxCurve.Fit(Lambda ?? Guerrero.Lambda(values, BoxCoxCurve.ShiftFor(all)), all);
        }

        return new FittedBoxCox(curves);
    }
}

internal sealed record FittedBoxCox(BoxCoxCurve[] Curves) : FittedTransform
{
    [JsonIgnore]
    public override string Description => $"Transform.BoxCox({string.Join(", ", Curves.Select(Power))})";

    public override ChannelTransform For(string series, int channel, ReadOnlySpan<double> history) =>
        new ChannelBoxCox(Curves[channel]);

    public override bool IsValidFor(int channels) =>
        Curves.Length == channels && Curves.All(curve => curve is { IsValid: true });

    private static string Power(BoxCoxCurve curve) => curve.Lambda.ToString("0.##", CultureInfo.InvariantCulture);
}

internal sealed class ChannelBoxCox(BoxCoxCurve curve) : PointwiseTransform
{
    public override double Apply(double value) => curve.Apply(value);

    public override double Invert(double value) => curve.Invert(value);
}
