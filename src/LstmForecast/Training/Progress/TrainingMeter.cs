namespace LstmForecast.Training;

/// <summary>
/// Tells how much of a fit is done, over all its stages, networks and epochs: at the end of each epoch, and within one at
/// most once in <see cref="Interval"/>. Safe for threads; who is told is told one thing at a time.
/// </summary>
/// <param name="report">Who is told.</param>
/// <param name="clock">What measures the time.</param>
internal sealed class TrainingMeter(Action<TrainingProgress> report, TimeProvider clock)
{
    /// <summary>Often enough for an eye, and seldom enough for a screen.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Action<TrainingProgress> _report = report;
    private readonly TimeProvider _clock = clock;
    private readonly Lock _oneAtATime = new();
    private readonly long _start = clock.GetTimestamp();
    private FitStage _stage;
    private int _epochs;
    private double[] _done = [];
    private bool[] _ended = [];
    private double _before;

    // From when on time is judged by work: the first evaluation also prepares and compiles.
    private bool _isWarm;
    private TimeSpan _warmAt;
    private double _warmDone;

    private double _share;
    private TimeSpan _told;

    /// <summary>Begins a stage; that before it has ended.</summary>
    /// <param name="stage">Which.</param>
    /// <param name="members">How many networks it trains.</param>
    /// <param name="epochs">How many epochs each of them takes at most.</param>
    public void Begin(FitStage stage, int members, int epochs)
    {
        lock (_oneAtATime)
        {
            _before += _stage.EpochWork * _done.Sum();
            _stage = stage;
            _epochs = epochs;
            _done = new double[members];
            _ended = new bool[members];
        }
    }

    /// <param name="member">A network of the stage, 0-based.</param>
    public IEpochListener Of(int member) => new Listener(this, member);

    private void Warm(TimeSpan now)
    {
        _isWarm = true;
        _warmAt = now;
        _warmDone = _before + _stage.EpochWork * _done.Sum();
    }

    private TrainingProgress At(int member, int epoch, EpochPart part, EpochReport? finished)
    {
        double done = _before + _stage.EpochWork * _done.Sum();
        double left = _stage.Later;
        for (int i = 0; i < _done.Length; i++)
        {
            if (!_ended[i]) left += _stage.EpochWork * (_epochs - _done[i]);
        }

        // What a stage came to be may be more than was expected of it.
        _share = Math.Max(_share, done / (done + left));
        TimeSpan elapsed = _clock.GetElapsedTime(_start);
        double worked = done - _warmDone;
        return new TrainingProgress
        {
            Share = _share,
            Elapsed = elapsed,
            EstimatedTimeLeft = worked > 0 ? (elapsed - _warmAt) * (left / worked) : null,
            Stage = _stage.Stage,
            Member = member,
            MemberCount = _done.Length,
            EpochNumber = epoch,
            TotalEpochs = _epochs,
            Evaluations = part.Evaluations,
            LatestLoss = part.Loss,
            Epoch = finished,
        };
    }

    private sealed class Listener(TrainingMeter meter, int member) : IEpochListener
    {
        public void Resumed(int epochs)
        {
            lock (meter._oneAtATime)
            {
                meter._done[member] = epochs;
                // What an earlier training did took none of this time.
                meter._warmDone += meter._stage.EpochWork * epochs;
            }
        }

        public void Within(int epoch, EpochPart part)
        {
            lock (meter._oneAtATime)
            {
                meter._done[member] = epoch - 1 + part.Share;
                TimeSpan now = meter._clock.GetElapsedTime(meter._start);
                if (!meter._isWarm) meter.Warm(now);
                if (now - meter._told < Interval) return;
                meter._told = now;
                meter._report(meter.At(member, epoch, part, finished: null));
            }
        }

        public void Completed(EpochReport report, bool isLast)
        {
            lock (meter._oneAtATime)
            {
                meter._done[member] = report.Epoch;
                meter._ended[member] = isLast;
                meter._told = meter._clock.GetElapsedTime(meter._start);
                meter._report(meter.At(
                    member, report.Epoch, new EpochPart(1, report.Evaluations, report.TrainingLoss), report with { Member = member }));
            }
        }

        public void Ended()
        {
            lock (meter._oneAtATime) meter._ended[member] = true;
        }
    }
}
