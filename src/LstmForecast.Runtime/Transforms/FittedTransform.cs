using System.Text.Json.Serialization;
using LstmForecast.Numerics;
using LstmForecast.Series;

namespace LstmForecast.Transforms;

/// <summary>A transform with what it learnt from the training series; goes into the model file as it is.</summary>
internal abstract partial record FittedTransform
{
    /// <summary>How many of the first points of a series are used up.</summary>
    [JsonIgnore]
    public virtual int PointsUsedUp => 0;

    /// <summary>The transform as it is for one channel of one series.</summary>
    /// <param name="series">
    /// The name of the series, for what was fitted to each training series by itself, and for messages.
    /// </param>
    /// <param name="channel">The channel among those that are forecast, 0-based.</param>
    /// <param name="history">
    /// The observed values of the channel, before this transform: what a series that training did not know is fitted to.
    /// </param>
    public abstract ChannelTransform For(string series, int channel, ReadOnlySpan<double> history);

    /// <summary>
    /// Rejects what this transform cannot take, with an error that names the place; before anything is transformed.
    /// </summary>
    /// <param name="series">The observed series, before this transform.</param>
    /// <param name="argument">The caller's argument.</param>
    public virtual void Check(TimeSeries series, string argument)
    {
        SeriesChecks.ThrowIfShorterThan(series, PointsUsedUp + 1L, Description, argument);
    }

    /// <summary>
    /// Whether <see cref="For"/> looks at the history of this series, so that it is another transform at each cutoff.
    /// </summary>
    public virtual bool LooksAtHistoryOf(string series) => false;

    /// <summary>
    /// Writes or reads what <see cref="For"/> learnt from the history of a series, so that the history need not be kept;
    /// asked only where <see cref="LooksAtHistoryOf"/> holds.
    /// </summary>
    /// <exception cref="InvalidDataException">What was read cannot have been learnt.</exception>
    public virtual ChannelTransform Transfer(StateArchive archive, ChannelTransform fitted) => fitted;

    /// <summary>Whether <see cref="Check"/> looks at values, not at the length alone.</summary>
    [JsonIgnore]
    public virtual bool ChecksValues => false;

    /// <summary>Whether it takes out a season.</summary>
    [JsonIgnore]
    public virtual bool IsSeasonal => false;

    /// <summary>What the user called it, for messages and the history.</summary>
    [JsonIgnore]
    public abstract string Description { get; }

    /// <summary>
    /// Whether a value of the horizon is brought back by adding forecasts of earlier steps to it. Quantiles cannot be
    /// brought back so: those of a sum are not the sums of quantiles.
    /// </summary>
    /// <param name="horizon">Steps that are forecast at once.</param>
    public virtual bool AccumulatesOver(int horizon) => false;

    /// <summary>Rejects what a file may hold but no fit can produce.</summary>
    public abstract bool IsValidFor(int channels);

    /// <summary>A whole series, each point seen from the one before it.</summary>
    public TimeSeries Apply(TimeSeries series, string argument = "series")
    {
        Check(series, argument);
        int channels = series.Channels.Count;
        var all = new double[(series.Length - PointsUsedUp) * channels];
        for (int channel = 0; channel < channels; channel++)
        {
            double[] values = series.Channel(channel);
            var transformed = new double[values.Length - PointsUsedUp];
            For(series.Name, channel, values).ApplyToSeries(values, transformed);
            for (int time = 0; time < transformed.Length; time++) all[time * channels + channel] = transformed[time];
        }

        return series.WithValues(all, PointsUsedUp);
    }
}
