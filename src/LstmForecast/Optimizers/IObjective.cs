namespace LstmForecast.Optimizers;

/// <summary>What an optimizer minimizes: a loss of so many weights, and its gradient. All that optimizers know.</summary>
internal interface IObjective
{
    /// <summary>Weights, and components of the gradient.</summary>
    int Count { get; }

    /// <summary>The loss at some weights.</summary>
    /// <param name="weights">All weights in a row.</param>
    /// <param name="gradient">Filled with the derivatives by them.</param>
    double Evaluate(ReadOnlySpan<double> weights, Span<double> gradient);
}
