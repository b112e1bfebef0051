using LstmForecast.Backend;
using LstmForecast.FeedForward;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// The article's first model, as the baseline that the LSTM is compared with: it fits a curve to the values over the
/// time steps by a feed-forward network (linear, tanh, linear) and gradient descent, knowing nothing of order.
/// </summary>
public sealed class FeedForwardBaseline
{
    private readonly FeedForwardOptions _options;

    /// <summary>Checks the options and keeps them.</summary>
    /// <param name="options">How to build and train; null for the article's way.</param>
    /// <exception cref="ArgumentException">An option lies out of range; all that do are listed.</exception>
    public FeedForwardBaseline(FeedForwardOptions? options = null)
    {
        _options = options ?? new FeedForwardOptions();
        _options.Validate();
    }

    /// <summary>Fits the curve to all but the last points, and validates it against those.</summary>
    /// <param name="series">A series of one channel; its time steps 0, 1, … are the network's input.</param>
    /// <param name="holdout">
    /// How many of the last points to hold out, at least 1; 2 of 11 in the article. They are compared with their own
    /// observed values; the article's code compares with the inputs by mistake.
    /// </param>
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

        SeriesChecks.ThrowIfShorterThan(series, holdout + 1, $"holding out {holdout}", nameof(series));
        SeriesChecks.ThrowIfNotFinite(series, nameof(series));
        NativeBackend.EnsureLoaded();
        using var network = new FeedForwardNetwork(_options.HiddenSize, _options.Seed);
        return network.Train(series, series.Length - holdout, _options, progress, cancellationToken);
    }
}
