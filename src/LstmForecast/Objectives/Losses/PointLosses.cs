using LstmForecast.Model;

namespace LstmForecast.Objectives;

/// <summary>Becomes one of the others before anything is built.</summary>
internal sealed record AutoLoss : Loss
{
    internal override OutputKind Kind => OutputKind.Point;
}

internal sealed record SquaredLoss : Loss
{
    internal override OutputKind Kind => OutputKind.Point;

    internal override PointwiseLoss<T> Pointwise<T>() => new PointwiseLoss<T, SquaredCurve<T>>(default);
}

internal sealed record AbsoluteLoss : Loss
{
    internal override OutputKind Kind => OutputKind.Point;

    internal override PointwiseLoss<T> Pointwise<T>() => new PointwiseLoss<T, AbsoluteCurve<T>>(default);
}

internal sealed record HuberLoss(double Delta) : Loss
{
    internal override OutputKind Kind => OutputKind.Point;

    internal override PointwiseLoss<T> Pointwise<T>() =>
        new PointwiseLoss<T, HuberCurve<T>>(new HuberCurve<T>(T.CreateTruncating(Delta)));
}

/// <summary>The absolute error; the weights of the targets do the scaling.</summary>
internal sealed record ScaledAbsoluteLoss(int SeasonLength) : Loss
{
    internal override OutputKind Kind => OutputKind.Point;

    internal override int? ScaledBySeason => SeasonLength;

    internal override PointwiseLoss<T> Pointwise<T>() => new PointwiseLoss<T, AbsoluteCurve<T>>(default);
}
