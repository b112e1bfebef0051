namespace LstmForecast.Optimizers;

/// <summary>
/// One L-BFGS step on flat vectors: up to <see cref="LbfgsOptions.MaxIterations"/> rounds of direction, length and move
/// (Nocedal and Wright, algorithm 7.5), in the order and with the tests of PyTorch's torch.optim.LBFGS, which follows
/// Mark Schmidt's minFunc. It knows nothing of tensors and changes nothing it was given.
/// </summary>
internal sealed class LbfgsMinimizer
{
    private readonly IObjective _objective;
    private readonly LbfgsOptions _options;
    private readonly double _learningRate;
    private LbfgsMemory _memory;
    private double[] _point;
    private Evaluation _current;
    private double[] _bestPoint;
    private Evaluation _best;
    private int _iterations;
    private int _evaluations;

    private LbfgsMinimizer(
        double[] start, IObjective objective, LbfgsOptions options, double learningRate, LbfgsMemory memory)
    {
        _objective = objective;
        _options = options;
        _learningRate = learningRate;
        _memory = memory;
        _bestPoint = _point = start;
        _best = _current = Evaluate(start);
    }

    public static LbfgsMinimizerResult Step(
        double[] start, IObjective objective, LbfgsOptions options, double learningRate, LbfgsMemory memory)
    {
        var run = new LbfgsMinimizer(start, objective, options, learningRate, memory);
        double firstLoss = run._current.Loss;
        LbfgsOutcome outcome = run.Run();
        return new LbfgsMinimizerResult(run._point, run._memory, new LbfgsStep
        {
            Outcome = outcome,
            FirstLoss = firstLoss,
            FinalLoss = run._current.Loss,
            GradientNorm = run._current.GradientNorm,
            Iterations = run._iterations,
            Evaluations = run._evaluations,
        });
    }

    private LbfgsOutcome Run()
    {
        if (!_current.IsFinite)
        {
            return LbfgsOutcome.StartNotFinite;
        }

        if (_current.GradientNorm <= _options.GradientTolerance)
        {
            return LbfgsOutcome.GradientTolerance;
        }

        LbfgsOutcome? outcome;
        do
        {
            outcome = Iterate();
        }
        while (outcome is null);

        if (outcome is LbfgsOutcome.NotFinite or LbfgsOutcome.LineSearchFailed)
        {
            // The direction led nowhere, and the same history would only make it again.
            _memory = _memory.Cleared();
        }

        return outcome.Value;
    }

    private LbfgsOutcome? Iterate()
    {
        double[] gradient = _current.Gradient;
        double previousLoss = _current.Loss;
        CurvatureHistory history = _memory.HistoryAt(gradient, _options.HistorySize);
        double[] direction = history.Direction(gradient);

        // Steepest descent knows no scale: the first move is at most the learning rate long in the 1-norm.
        double length = _memory.Iterations == 0
            ? Math.Min(1, 1 / FlatVector.SumAbs(gradient)) * _learningRate
            : _learningRate;
        _iterations++;
        Remember(history, direction, length);

        double slope = FlatVector.Dot(gradient, direction);
        if (slope > -_options.ChangeTolerance || length == 0)
        {
            return LbfgsOutcome.ChangeTolerance;
        }

        LbfgsOutcome? failure = _options.LineSearch == LineSearch.StrongWolfe
            ? MoveBySearch(direction, length, slope)
            : MoveBy(direction, length);
        return failure ?? EndReached(direction, previousLoss);
    }

    private void Remember(CurvatureHistory history, double[] direction, double length)
        => _memory = _memory with
        {
            Iterations = _memory.Iterations + 1,
            History = history,
            Direction = direction,
            StepLength = length,
            PreviousGradient = _current.Gradient,
            PreviousLoss = _current.Loss,
        };

    private LbfgsOutcome? MoveBySearch(double[] direction, double length, double slope)
    {
        double[] start = _point;
        LineSearchResult found = StrongWolfeSearch.Search(
            TrialAt, new LineTrial(0, _current, slope), length, FlatVector.MaxAbs(direction), _options);
        LineTrial accepted = found.Accepted;
        _memory = _memory with { StepLength = accepted.Length };
        if (accepted.Length > 0)
        {
            Accept(FlatVector.Along(start, accepted.Length, direction), accepted.Evaluation);
        }

        if (found.NotFinite)
        {
            return LbfgsOutcome.NotFinite;
        }

        return accepted.Length > 0 ? null : LbfgsOutcome.LineSearchFailed;

        LineTrial TrialAt(double distance)
        {
            Evaluation evaluation = Evaluate(FlatVector.Along(start, distance, direction));
            return new LineTrial(distance, evaluation, FlatVector.Dot(evaluation.Gradient, direction));
        }
    }

    private LbfgsOutcome? MoveBy(double[] direction, double length)
    {
        double[] start = _point;
        if (_iterations == _options.MaxIterations)
        {
            // As in PyTorch, the next step's first evaluation shows where this move led.
            _point = FlatVector.Along(start, length, direction);
            return LbfgsOutcome.MaxIterations;
        }

        for (int halvings = 0; halvings <= _options.MaxHalvings; halvings++)
        {
            double[] point = FlatVector.Along(start, length, direction);
            Evaluation evaluation = Evaluate(point);
            if (evaluation.IsFinite)
            {
                _memory = _memory with { StepLength = length };
                Accept(point, evaluation);
                return null;
            }

            length /= 2;
        }

        _point = _bestPoint;
        _current = _best;
        return LbfgsOutcome.NotFinite;
    }

    /// <summary>PyTorch's tests, in its order.</summary>
    private LbfgsOutcome? EndReached(double[] direction, double previousLoss)
    {
        if (_iterations == _options.MaxIterations)
        {
            return LbfgsOutcome.MaxIterations;
        }

        if (_evaluations >= _options.EvaluationLimit)
        {
            return LbfgsOutcome.MaxEvaluations;
        }

        if (_current.GradientNorm <= _options.GradientTolerance)
        {
            return LbfgsOutcome.GradientTolerance;
        }

        bool still = FlatVector.MaxAbs(direction) * _memory.StepLength <= _options.ChangeTolerance;
        bool level = Math.Abs(_current.Loss - previousLoss) < _options.ChangeTolerance;
        return still || level ? LbfgsOutcome.ChangeTolerance : null;
    }

    private void Accept(double[] point, Evaluation evaluation)
    {
        _point = point;
        _current = evaluation;
        if (evaluation.Loss < _best.Loss)
        {
            _bestPoint = point;
            _best = evaluation;
        }
    }

    private Evaluation Evaluate(double[] point)
    {
        var gradient = new double[point.Length];
        double loss = _objective.Evaluate(point, gradient);
        _evaluations++;
        _memory = _memory with { Evaluations = _memory.Evaluations + 1 };
        return new Evaluation(loss, gradient);
    }
}
