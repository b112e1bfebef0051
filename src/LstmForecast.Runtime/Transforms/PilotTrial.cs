namespace LstmForecast.Transforms;

/// <summary>
/// Tries lists of transforms on the training series: each is fitted with a <see cref="LinearPilot"/> to the first part
/// of every series and forecasts the rest from many cutoffs, once with three quarters and once with half of them for the
/// first part: a level that moves on shows in what comes long after the fit.
/// </summary>
internal sealed class PilotTrial
{
    /// <summary>Half of a series must have so many points, beside a season.</summary>
    public const int FewestPoints = 6;

    private const int MostCutoffs = 40;
    private const int LargestOrder = 24;
    private const int PointsPerWeight = 10;

    /// <summary>One forecast that goes wrong altogether should not outweigh all others.</summary>
    private const double WorstError = 10;

    private static readonly double[] FittedShares = [0.5, 0.75];

    private readonly TimeSeries[] _series;
    private readonly double[] _naiveErrors;
    private readonly int _horizon;

    /// <param name="series">Series of one channel.</param>
    /// <param name="horizon">How far to forecast.</param>
    public PilotTrial(IReadOnlyList<TimeSeries> series, int horizon)
    {
        _horizon = horizon;
        _series = [.. series.Where(one => one.Length >= 2 * FewestPoints && NaiveError(one) > 0
            && one.Length - Cut(one, FittedShares[^1]) >= horizon)];
        _naiveErrors = [.. _series.Select(NaiveError)];
    }

    /// <summary>Whether some series is long enough to try anything.</summary>
    public bool IsPossible => _series.Length > 0;

    /// <summary>
    /// The root mean squared error by series, in units of its root mean squared change from step to step, averaged over
    /// the series.
    /// </summary>
    /// <param name="plans">What to try: half of each series must be longer than what it uses up.</param>
    public double Error(IReadOnlyList<Transform> plans) => FittedShares.Average(share => Error(plans, share));

    private double Error(IReadOnlyList<Transform> plans, double share)
    {
        TimeSeries[] fitted = [.. _series.Select(one => one[..Cut(one, share)])];
        TransformPipeline pipeline = TransformPipeline.Fit([.. plans, Transform.StandardizePerSeries], fitted);
        double[][] inputs = [.. fitted.Select(one => pipeline.Apply(one).Channel())];
        int order = Math.Clamp(inputs.Sum(one => one.Length) / PointsPerWeight, 1, LargestOrder);
        var pilot = new LinearPilot(inputs, Math.Min(order, inputs.Min(one => one.Length) / 2));
        return _series.Zip(_naiveErrors, (one, naive) =>
            Math.Min(WorstError, Error(one, Cut(one, share), pipeline, pilot) / naive)).Average();
    }

    private double Error(TimeSeries series, int first, TransformPipeline pipeline, LinearPilot pilot)
    {
        double[] values = series.Channel();
        TransformedChannel run = pipeline.For(series.Name, 0, values, values.Length);
        foreach (double value in values) run.Append(value);
        int last = values.Length - _horizon;
        int stride = (last - first) / MostCutoffs + 1;
        var forecast = new double[_horizon];
        double sum = 0;
        int cutoffs = 0;
        for (int cut = last; cut >= first; cut -= stride, cutoffs++)
        {
            pilot.Forecast(run.Transformed[..(cut - run.PointsUsedUp)], forecast);
            run.InvertRecursive(cut, forecast);
            for (int step = 0; step < _horizon; step++) sum += Square(values[cut + step] - forecast[step]);
        }

        return Math.Sqrt(sum / ((double)cutoffs * _horizon));
    }

    private static int Cut(TimeSeries series, double share) => (int)(share * series.Length);

    private static double NaiveError(TimeSeries series)
    {
        double sum = 0;
        for (int time = 1; time < series.Length; time++) sum += Square(series[time] - series[time - 1]);
        return Math.Sqrt(sum / Math.Max(1, series.Length - 1));
    }

    private static double Square(double value) => value * value;
}
