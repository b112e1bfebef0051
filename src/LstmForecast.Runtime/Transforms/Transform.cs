using LstmForecast.Transforms;

namespace LstmForecast;

/// <summary>
/// What is done to a series before the network sees it, and undone in its forecasts. A transform is a plan: it is
/// fitted on the training series alone, one after the other in the order of the list, and applied to all that follow.
/// </summary>
public abstract partial record Transform
{
    private protected Transform()
    {
    }

    /// <summary>Fits the transform to training series.</summary>
    /// <param name="series">The training series, as the transforms before this one left them.</param>
    internal abstract FittedTransform Fit(IReadOnlyList<TimeSeries> series);

    /// <summary>What this plan comes to: itself, unless it is one that chooses.</summary>
    /// <param name="train">The training series, as the transforms before this one left them.</param>
    /// <param name="seasons">Lengths of seasons that the series' time step suggests, in steps; may be none.</param>
    /// <param name="horizon">How many steps will be forecast at once; null for one, fed back.</param>
    internal virtual Expansion Expand(IReadOnlyList<TimeSeries> train, IReadOnlyList<int> seasons, int? horizon) => new([this], []);
}
