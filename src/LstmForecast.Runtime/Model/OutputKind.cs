namespace LstmForecast.Model;

/// <summary>What the numbers that a network puts out say of one value to come.</summary>
internal enum OutputKind
{
    /// <summary>The value itself.</summary>
    Point,

    /// <summary>Its quantiles, one number each.</summary>
    Quantiles,

    /// <summary>Mean and scale of a normal distribution.</summary>
    Gaussian,

    /// <summary>Location, scale and degrees of freedom of Student's t distribution.</summary>
    StudentT,

    /// <summary>Mean and dispersion of a negative binomial distribution, of counts in the units of the series.</summary>
    NegativeBinomial,
}
