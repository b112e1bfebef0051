namespace LstmForecast.Evaluation;

/// <summary>The levels of quantiles, rising, and the intervals between those as far from 0 as from 1.</summary>
internal sealed class QuantileLevels
{
    public QuantileLevels(IEnumerable<double> levels)
    {
        Values = [.. levels];
        var intervals = new List<(int, int)>();
        int lower = 0;
        int upper = Values.Length - 1;
        while (lower < upper)
        {
            double sum = Values[lower] + Values[upper];
            if (Math.Abs(sum - 1) < 1e-9) intervals.Add((lower++, upper--));
            else if (sum < 1) lower++;
            else upper--;
        }

        Intervals = [.. intervals];
    }

    public double[] Values { get; }

    /// <summary>The indexes of the levels at both ends, the outermost first.</summary>
    public (int Lower, int Upper)[] Intervals { get; }

    /// <summary>An interval's own level; .9 - .1 is .8, not .8 and a bit.</summary>
    public double Between((int Lower, int Upper) ends) => Math.Round(Values[ends.Upper] - Values[ends.Lower], 9);
}
