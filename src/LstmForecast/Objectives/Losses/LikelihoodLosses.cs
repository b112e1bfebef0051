using LstmForecast.Model;

namespace LstmForecast.Objectives;

/// <summary>Negative log-likelihoods; what the outputs mean is said at <see cref="ValueDistribution"/>.</summary>
internal sealed record GaussianLoss : Loss
{
    internal override OutputKind Kind => OutputKind.Gaussian;
}

/// <inheritdoc cref="GaussianLoss"/>
internal sealed record StudentTLoss : Loss
{
    internal override OutputKind Kind => OutputKind.StudentT;
}

/// <inheritdoc cref="GaussianLoss"/>
internal sealed record NegativeBinomialLoss : Loss
{
    internal override OutputKind Kind => OutputKind.NegativeBinomial;
}
