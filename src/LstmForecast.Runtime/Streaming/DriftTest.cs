using LstmForecast.Numerics;

namespace LstmForecast.Streaming;

/// <summary>
/// Self-starting CUSUM charts of the one-step errors of one target: two for the level (Page, "Continuous inspection
/// schemes", 1954; Hawkins, "Self-starting CUSUM charts for location and scale", 1987), one for the spread.
/// </summary>
internal sealed class DriftTest(DriftDetectionOptions options)
{
    private const double Largest = 4;

    /// <summary>Errors so many times as large are what the chart of the spread looks for.</summary>
    private const double Growth = 2;

    private long _count;
    private double _mean;
    private double _squares;
    private double _above;
    private double _below;
    private double _spread;
    private int _aboveSince;
    private int _belowSince;
    private int _spreadSince;

    public DriftKind Kind { get; private set; }

    public int StepsSince { get; private set; }

    public DriftTest Clone() => (DriftTest)MemberwiseClone();

    /// <summary>Takes the next error; not after a signal. Allocates nothing.</summary>
    public void Append(double error)
    {
        if (Kind != DriftKind.None || !double.IsFinite(error)) return;
        if (_count >= options.MinimumErrors && _squares > 0) Judge(Math.Clamp(Standardized(error), -Largest, Largest));
        if (Kind != DriftKind.None) return;
        _count++;
        double difference = error - _mean;
        _mean += difference / _count;
        _squares += difference * (error - _mean);
    }

    /// <summary>Begins anew, as if no error had been seen.</summary>
    public void Reset()
    {
        _count = 0;
        _mean = _squares = _above = _below = _spread = 0;
        _aboveSince = _belowSince = _spreadSince = 0;
        Kind = DriftKind.None;
        StepsSince = 0;
    }

    public void Transfer(StateArchive archive)
    {
        _count = archive.Long(_count);
        _mean = archive.Number(_mean);
        _squares = archive.Number(_squares);
        _above = archive.Number(_above);
        _below = archive.Number(_below);
        _spread = archive.Number(_spread);
        _aboveSince = archive.Whole(_aboveSince);
        _belowSince = archive.Whole(_belowSince);
        _spreadSince = archive.Whole(_spreadSince);
        Kind = (DriftKind)archive.Whole((int)Kind, most: (int)DriftKind.Spread);
        StepsSince = archive.Whole(StepsSince);
    }

    private void Judge(double z)
    {
        _above = Math.Max(0, _above + z - options.Slack);
        _below = Math.Max(0, _below - z - options.Slack);
        // The logarithm of the ratio of two normal densities.
        _spread = Math.Max(0, _spread + z * z * (1 - 1 / (Growth * Growth)) / 2 - Math.Log(Growth));
        _aboveSince = _above > 0 ? _aboveSince + 1 : 0;
        _belowSince = _below > 0 ? _belowSince + 1 : 0;
        _spreadSince = _spread > 0 ? _spreadSince + 1 : 0;
        if (_above > options.LevelThreshold) Signal(DriftKind.Level, _aboveSince);
        else if (_below > options.LevelThreshold) Signal(DriftKind.Level, _belowSince);
        else if (_spread > options.SpreadThreshold) SignalSpread();
    }

    /// <summary>A large shift makes errors larger too, and is first of all a shift.</summary>
    private void SignalSpread()
    {
        if (_above > options.LevelThreshold / 2) Signal(DriftKind.Level, _aboveSince);
        else if (_below > options.LevelThreshold / 2) Signal(DriftKind.Level, _belowSince);
        else Signal(DriftKind.Spread, _spreadSince);
    }

    private void Signal(DriftKind kind, int since) => (Kind, StepsSince) = (kind, since);

    /// <summary>
    /// The error against those before it follows Student's t distribution with n - 1 degrees of freedom; brought to the
    /// normal one by the approximation of Wallace, "Bounds on normal approximations to Student's and the chi-square
    /// distributions", 1959.
    /// </summary>
    private double Standardized(double error)
    {
        double freedom = _count - 1;
        double t = (error - _mean) / Math.Sqrt(_squares / freedom) * Math.Sqrt(_count / (_count + 1.0));
        double z = (8 * freedom + 1) / (8 * freedom + 3) * Math.Sqrt(freedom * Math.Log(1 + t * t / freedom));
        return Math.CopySign(z, t);
    }
}
