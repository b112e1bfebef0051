namespace LstmForecast.Evaluation;

/// <summary>
/// A forecast without a model for one channel, from any cutoff at a cost that does not grow with the history: a
/// backtest asks for it at each of its origins. It looks at nothing after the cutoff, and gives NaN where the
/// observations it needs are missing.
/// </summary>
internal interface IBaseline
{
    /// <summary>The forecast after a cutoff (0-based) for a horizon step (1-based).</summary>
    double At(int cutoff, int step);
}
