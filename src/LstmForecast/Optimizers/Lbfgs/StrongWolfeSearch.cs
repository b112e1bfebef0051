namespace LstmForecast.Optimizers;

/// <summary>
/// Line search for the strong Wolfe conditions: bracketing and zoom of Nocedal and Wright, algorithms 3.5 and 3.6, in
/// the form of minFunc's WolfeLineSearch, whose order of trials PyTorch's _strong_wolfe shares. Where the loss or its
/// gradient is not finite the search has gone too far: such a trial ends the bracket, which is then halved.
/// </summary>
internal sealed class StrongWolfeSearch
{
    /// <summary>
    /// A bracket over which no parameter changes by this much is a point. PyTorch's, whatever the options say.
    /// </summary>
    private const double LeastBracket = 1e-9;

    private readonly Func<double, LineTrial> _evaluate;
    private readonly LineTrial _start;
    private readonly double _directionNorm;
    private readonly LbfgsOptions _options;
    private int _steps;
    private int _notFinite;

    private StrongWolfeSearch(
        Func<double, LineTrial> evaluate, LineTrial start, double directionNorm, LbfgsOptions options)
    {
        _evaluate = evaluate;
        _start = start;
        _directionNorm = directionNorm;
        _options = options;
    }

    /// <param name="evaluate">Gives the trial at a distance along the direction.</param>
    /// <param name="start">The trial at distance 0; its slope is negative.</param>
    /// <param name="firstLength">The distance to try first.</param>
    /// <param name="directionNorm">Largest absolute component of the direction.</param>
    /// <param name="options">Factors and limits.</param>
    public static LineSearchResult Search(
        Func<double, LineTrial> evaluate,
        LineTrial start,
        double firstLength,
        double directionNorm,
        LbfgsOptions options)
    {
        var search = new StrongWolfeSearch(evaluate, start, directionNorm, options);
        LineTrial accepted = search.Bracket(firstLength);
        bool exhausted = search._notFinite > options.MaxHalvings || (accepted == start && search._notFinite > 0);
        return new LineSearchResult(accepted, exhausted);
    }

    private bool MayGoOn => _steps < _options.MaxLineSearchSteps && _notFinite <= _options.MaxHalvings;

    /// <summary>Goes outwards until a trial is good, or lies beyond one that is (algorithm 3.5).</summary>
    private LineTrial Bracket(double firstLength)
    {
        LineTrial previous = _start;
        LineTrial trial = Try(firstLength);
        while (MayGoOn)
        {
            // From the third trial on, as in PyTorch; algorithm 3.5 asks from the second.
            bool higherThanBefore = _steps > 1 && trial.Loss >= previous.Loss;
            if (!DecreasesEnough(trial) || higherThanBefore)
            {
                return Zoom(previous, trial);
            }

            if (IsFlatEnough(trial))
            {
                return trial;
            }

            if (trial.Slope >= 0)
            {
                return Zoom(previous, trial);
            }

            double least = trial.Length + (0.01 * (trial.Length - previous.Length));
            double next = CubicInterpolation.Minimizer(previous, trial, least, trial.Length * 10);
            previous = trial;
            trial = Try(next);
            _steps++;
        }

        // As PyTorch, compare with the start; only a trial that is not finite gives way to the one before it.
        LineTrial last = trial.IsFinite ? trial : previous;
        return _start.Loss <= last.Loss ? _start : last;
    }

    /// <summary>Narrows a bracket until a point in it is good (algorithm 3.6); returns its lower end.</summary>
    private LineTrial Zoom(LineTrial near, LineTrial far)
    {
        LineTrial[] bracket = [near, far];
        bool tooCloseBefore = false;
        int low = Lower(bracket);
        while (MayGoOn && Width(bracket) * _directionNorm >= LeastBracket)
        {
            int high = 1 - low;
            LineTrial trial = Try(Inside(bracket, ref tooCloseBefore));
            _steps++;
            if (!DecreasesEnough(trial) || trial.Loss >= bracket[low].Loss)
            {
                bracket[high] = trial;
                low = Lower(bracket);
                continue;
            }

            if (IsFlatEnough(trial))
            {
                return trial;
            }

            if (trial.Slope * (bracket[high].Length - bracket[low].Length) >= 0)
            {
                bracket[high] = bracket[low];
            }

            bracket[low] = trial;
        }

        return bracket[low];
    }

    /// <summary>
    /// The interpolated length, moved a tenth of the bracket away from an end when it lies there or comes close to one
    /// twice running: interpolation alone can creep.
    /// </summary>
    private static double Inside(LineTrial[] bracket, ref bool tooCloseBefore)
    {
        double length = CubicInterpolation.Between(bracket[0], bracket[1]);
        double least = Math.Min(bracket[0].Length, bracket[1].Length);
        double most = Math.Max(bracket[0].Length, bracket[1].Length);
        double margin = 0.1 * (most - least);
        bool tooClose = Math.Min(most - length, length - least) < margin;
        if (tooClose && (tooCloseBefore || length >= most || length <= least))
        {
            length = Math.Abs(length - most) < Math.Abs(length - least) ? most - margin : least + margin;
            tooClose = false;
        }

        tooCloseBefore = tooClose;
        return length;
    }

    private LineTrial Try(double length)
    {
        LineTrial trial = _evaluate(length);
        _notFinite += trial.IsFinite ? 0 : 1;
        return trial;
    }

    private bool DecreasesEnough(LineTrial trial)
        => trial.Loss <= _start.Loss + (_options.DecreaseFactor * trial.Length * _start.Slope);

    private bool IsFlatEnough(LineTrial trial) => Math.Abs(trial.Slope) <= -_options.CurvatureFactor * _start.Slope;

    private static int Lower(LineTrial[] bracket) => bracket[0].Loss <= bracket[1].Loss ? 0 : 1;

    private static double Width(LineTrial[] bracket) => Math.Abs(bracket[1].Length - bracket[0].Length);
}
