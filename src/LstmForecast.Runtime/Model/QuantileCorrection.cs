namespace LstmForecast.Model;

/// <summary>
/// How far the quantiles at both ends of an interval have to be moved outward for it to hold what its level says
/// (Romano, Patterson and Candès, "Conformalized Quantile Regression", NeurIPS 2019).
/// </summary>
/// <param name="Lower">The index of the lower end among the model's levels.</param>
/// <param name="Upper">The index of the upper end.</param>
/// <param name="Shifts">
/// <c>[steps, targets]</c>, in terms of the local scale; negative where the quantiles lie too far apart.
/// </param>
internal sealed record QuantileCorrection(int Lower, int Upper, double[] Shifts);
