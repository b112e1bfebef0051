using LstmForecast.Model;

namespace LstmForecast.Objectives;

/// <summary>The levels, ascending, with the median among them.</summary>
internal sealed record QuantileLoss(double[] AllLevels) : Loss
{
    internal override OutputKind Kind => OutputKind.Quantiles;

    internal override double[] Levels => AllLevels;

    internal override PointwiseLoss<T> Pointwise<T>() => new PointwiseLoss<T, QuantileCurve<T>>(
        new QuantileCurve<T>(Array.ConvertAll(AllLevels, T.CreateTruncating)), AllLevels.Length);
}
