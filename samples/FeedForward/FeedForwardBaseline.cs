namespace LstmForecast.Samples.FeedForward;

/// <summary>
/// What came before recurrence, to compare an LSTM with: a curve through the values over the time steps, by a feed-forward
/// network (linear, tanh, linear) and gradient descent. It knows nothing of order.
/// </summary>
internal sealed class FeedForwardBaseline
{
    private readonly FeedForwardOptions _options;

    /// <param name="options">How to build and train; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option lies out of range; all that do are listed.</exception>
    public FeedForwardBaseline(FeedForwardOptions? options = null)
    {
        _options = options ?? new FeedForwardOptions();
        _options.Validate();
    }

    /// <summary>Fits the curve to all but the last points, and validates it against those.</summary>
    /// <param name="series">A series of one channel; its time steps 0, 1, … are the network's input.</param>
    /// <param name="holdout">How many of the last points to hold out, at least 1; they are compared with their observed values.</param>
    /// <param name="progress">Told at epoch 1 and every so many epochs, on the thread that trains.</param>
    /// <param name="cancellationToken">Stops training at once.</param>
    /// <exception cref="ArgumentException">
    /// The series has several channels, a value that is not finite, or nothing left to train on.
    /// </exception>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    public FeedForwardFit Fit(
        TimeSeries series,
        int holdout,
        IProgress<FeedForwardReport>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(holdout, 1);
        if (series.Channels.Count != 1)
        {
            throw new ArgumentException(
                $"Series '{series.Name}' has {series.Channels.Count} channels; the baseline fits one. Pass a series of one channel.",
                nameof(series));
        }

        if (series.Length <= holdout)
        {
            throw new ArgumentException(
                $"Series '{series.Name}' has {series.Length} points; holding out {holdout} needs at least {holdout + 1}.", nameof(series));
        }

        int bad = series.Values.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue);
        if (bad >= 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"Series '{series.Name}' has {series.Values[bad]} at index {bad}; every value must be a finite number."),
                nameof(series));
        }

        using var network = new FeedForwardNetwork(_options.HiddenSize, _options.Seed);
        return network.Train(series, series.Length - holdout, _options, progress, cancellationToken);
    }
}
