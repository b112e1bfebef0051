namespace LstmForecast.Optimizers;

/// <summary>Moves weights by one gradient at a time.</summary>
internal interface IGradientOptimizer
{
    /// <summary>One step.</summary>
    /// <param name="weights">Moved in place.</param>
    /// <param name="gradient">The derivatives by them.</param>
    /// <param name="learningRate">The step length.</param>
    void Step(Span<double> weights, ReadOnlySpan<double> gradient, double learningRate);

    /// <summary>Writes all that the next step depends on beside weights and gradient.</summary>
    void Export(BinaryWriter writer);

    /// <summary>Reads what <see cref="Export"/> of an optimizer of as many weights wrote.</summary>
    void Restore(BinaryReader reader);
}
