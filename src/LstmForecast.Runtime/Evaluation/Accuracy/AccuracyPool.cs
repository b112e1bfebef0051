namespace LstmForecast.Evaluation;

/// <summary>The sums of all methods over one pool of points: those of a horizon step, of a series, or all.</summary>
internal sealed class AccuracyPool(int methods, QuantileLevels levels)
{
    private readonly ErrorSums[] _errors = new ErrorSums[methods];
    private readonly QuantileSums? _quantiles = levels.Values.Length == 0 ? null : new QuantileSums(levels);

    /// <summary>Adds one point: every method's error, the model's first, and the model's quantiles, if any.</summary>
    public void Add(ReadOnlySpan<PointError> errors, double observed, ReadOnlySpan<double> quantiles)
    {
        for (int method = 0; method < errors.Length; method++) _errors[method].Add(errors[method]);
        _quantiles?.Add(observed, quantiles);
    }

    public void Add(AccuracyPool other)
    {
        for (int method = 0; method < _errors.Length; method++) _errors[method].Add(other._errors[method]);
        if (other._quantiles is { } quantiles) _quantiles!.Add(quantiles);
    }

    public AccuracyComparison Compare(string name, IReadOnlyList<string> methods) => new()
    {
        Name = name,
        ModelAccuracy = _errors[0].ToAccuracy(methods[0]),
        Baselines = Array.AsReadOnly(
            methods.Skip(1).Select((method, index) => _errors[index + 1].ToAccuracy(method)).ToArray()),
        Distribution = _quantiles?.ToAccuracy(),
    };
}
