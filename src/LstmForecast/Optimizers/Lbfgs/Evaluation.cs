namespace LstmForecast.Optimizers;

/// <summary>
/// Loss and gradient at one point. Never changed once made, so that histories and states may share it.
/// </summary>
internal sealed class Evaluation(double loss, double[] gradient)
{
    public double Loss { get; } = loss;

    public double[] Gradient { get; } = gradient;

    public bool IsFinite { get; } = double.IsFinite(loss) && FlatVector.IsFinite(gradient);

    public double GradientNorm => FlatVector.MaxAbs(Gradient);
}
