using LstmForecast.Series;

namespace LstmForecast;

public sealed partial class TrainedForecaster
{
    /// <summary>
    /// The covariates that must be given for the time to come, in this order; empty for a model without any.
    /// </summary>
    public IReadOnlyList<string> KnownCovariates => _definition.Channels.KnownNames();

    /// <summary>Forecasts one series with a model that takes covariates which are known ahead.</summary>
    /// <param name="history">The observations up to now, with all channels; at least <see cref="MinimumHistory"/> of them.</param>
    /// <param name="horizon">How many steps ahead, at least 1 and at most <see cref="MaximumHorizon"/>.</param>
    /// <param name="known">
    /// The <see cref="KnownCovariates"/> in the steps after the history, shape <c>[steps, known covariates]</c>: as many
    /// steps as the horizon, or <see cref="MaximumHorizon"/> where there is one. More are not looked at.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1 or too large.</exception>
    /// <exception cref="ArgumentException">
    /// The history does not fit, or the covariates have other channels, too few steps or a value that is not finite.
    /// </exception>
    public Forecast Forecast(TimeSeries history, int horizon, TimeSeries known)
    {
        CheckHorizon(horizon);
        Check(history, MinimumHistory, "a forecast", nameof(history));
        CheckKnown(history, known, horizon, nameof(known));
        return Run([history], horizon, [known])[0];
    }

    /// <summary>
    /// Forecasts many series at once, on all cores, with covariates which are known ahead; the same numbers as one by one.
    /// </summary>
    /// <param name="histories">The observations of each series up to now; their lengths may differ.</param>
    /// <param name="horizon">How many steps ahead, at least 1 and at most <see cref="MaximumHorizon"/>.</param>
    /// <param name="known">For each series, at the same place, its covariates in the steps to come.</param>
    /// <returns>One forecast a series, in the order given.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The horizon is below 1 or too large.</exception>
    /// <exception cref="ArgumentException">
    /// There are not as many covariates as series, or one does not fit, as for a single one.
    /// </exception>
    public IReadOnlyList<Forecast> Forecast(
        IReadOnlyList<TimeSeries> histories, int horizon, IReadOnlyList<TimeSeries> known)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(known);
        CheckHorizon(horizon);
        CheckSameCount(histories, known);
        for (int i = 0; i < histories.Count; i++)
        {
            Check(histories[i], MinimumHistory, "a forecast", nameof(histories));
            CheckKnown(histories[i], known[i], horizon, nameof(known));
        }

        return Run(histories, horizon, known);
    }

    private static void CheckSameCount(IReadOnlyList<TimeSeries> histories, IReadOnlyList<TimeSeries> known)
    {
        if (known.Count == histories.Count) return;
        throw new ArgumentException(
            $"There are {histories.Count} series and the covariates of {known.Count}; give one series of covariates for "
            + "each, in the same order.",
            nameof(known));
    }

    private void CheckNothingKnown(TimeSeries history, int horizon, string argument)
    {
        if (KnownCovariates.Count == 0) return;
        throw new ArgumentException(
            $"The model takes covariates that are known ahead ({string.Join(", ", KnownCovariates)}); give their values in the "
            + $"{MaximumHorizon ?? horizon} steps after series '{history.Name}' as the argument known.",
            argument);
    }

    private void CheckKnown(TimeSeries history, TimeSeries known, int horizon, string argument)
    {
        ArgumentNullException.ThrowIfNull(known, argument);
        if (KnownCovariates.Count == 0)
        {
            throw new ArgumentException(
                $"The model takes no covariates that are known ahead, series '{history.Name}' comes with "
                + $"({string.Join(", ", known.Channels)}); leave them out.",
                argument);
        }

        if (!known.Channels.SequenceEqual(KnownCovariates, StringComparer.Ordinal))
        {
            throw new ArgumentException(
                $"The covariates of series '{history.Name}' have the channels ({string.Join(", ", known.Channels)}); "
                + $"the model knows ({string.Join(", ", KnownCovariates)}) ahead. Give it those in this order.",
                argument);
        }

        SeriesChecks.ThrowIfShorterThan(
            known, MaximumHorizon ?? horizon, $"a forecast of series '{history.Name}' with covariates known ahead", argument);
        SeriesChecks.ThrowIfNotFinite(known, argument);
    }
}
