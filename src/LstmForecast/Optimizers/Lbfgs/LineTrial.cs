namespace LstmForecast.Optimizers;

/// <summary>
/// One point of a line search: its distance t along the direction, what was found there, and the slope gᵀd.
/// </summary>
internal sealed class LineTrial(double length, Evaluation evaluation, double slope)
{
    public double Length { get; } = length;

    public Evaluation Evaluation { get; } = evaluation;

    public double Slope { get; } = slope;

    public bool IsFinite => Evaluation.IsFinite;

    /// <summary>A point that is not finite counts as infinitely high: the search went too far.</summary>
    public double Loss { get; } = evaluation.IsFinite ? evaluation.Loss : double.PositiveInfinity;
}
