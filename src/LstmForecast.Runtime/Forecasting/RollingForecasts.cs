using LstmForecast.Model;
using LstmForecast.Series;
using LstmForecast.Unrolling;

namespace LstmForecast.Forecasting;

/// <summary>
/// The forecasts of a model from many cutoffs of many series, none of which knows anything after its cutoff: in one pass
/// over each series where that gives the same bits, from each cutoff by itself where it does not. In portions, so that
/// the memory in use depends on neither the number of cutoffs nor that of series.
/// </summary>
internal static class RollingForecasts
{
    /// <summary>What a portion may keep: 64 MB of numbers.</summary>
    public const int NumbersInPortion = 1 << 23;

    /// <param name="runner">Of the model; it has been checked that it takes the series and forecasts the horizon.</param>
    /// <param name="series">
    /// The series, with covariates known ahead as far as the last cutoff's horizon goes.
    /// </param>
    /// <param name="cutoffs">For each series, after how many points to forecast; ascending.</param>
    /// <param name="horizon">How many steps.</param>
    /// <param name="window">Of how many points before a cutoff the model is shown the last ones; null for all.</param>
    /// <param name="portion">Numbers that may be kept at once.</param>
    /// <param name="progress">Told the share of the forecasts that are made, on any thread; or null.</param>
    /// <param name="cancellationToken">Heeded between blocks of series.</param>
    /// <returns>For each series and cutoff the forecast.</returns>
    public static ForecastValues[][] Run(
        ForecastRunner runner,
        IReadOnlyList<TimeSeries> series,
        IReadOnlyList<int[]> cutoffs,
        int horizon,
        int? window,
        IProgress<double>? progress,
        CancellationToken cancellationToken,
        long portion = NumbersInPortion)
    {
        ForecastValues[][] all = [.. cutoffs.Select(one => new ForecastValues[one.Length])];
        ModelDefinition model = runner.Model;
        long each = NumbersOf(model, horizon);
        var done = ShareDone.Of(progress, runner.ForecastsFrom(cutoffs));
        var passes = new List<Pass>();
        long numbers = 0;
        foreach (Pass pass in series.SelectMany((one, i) => PassesOf(model, one, i, cutoffs[i], horizon, window, portion / each)))
        {
            long its = pass.Cutoffs.Length * each + 2L * pass.Observed.Values.Length;
            if (passes.Count > 0 && numbers + its > portion) RunPortion();
            passes.Add(pass);
            numbers += its;
        }

        if (passes.Count > 0) RunPortion();
        return all;

        void RunPortion()
        {
            cancellationToken.ThrowIfCancellationRequested();
            ForecastValues[][] values = runner.Run(
                [.. passes.Select(pass => FilledHistory.Of(model, pass.Observed))],
                [.. passes.Select(pass => pass.Cutoffs)],
                [.. passes.Select(pass => pass.Future)],
                horizon,
                done,
                cancellationToken);
            for (int i = 0; i < passes.Count; i++) values[i].CopyTo(all[passes[i].Series], passes[i].FirstCutoff);
            passes.Clear();
            numbers = 0;
        }
    }

    private static IEnumerable<Pass> PassesOf(
        ModelDefinition model, TimeSeries series, int index, int[] cutoffs, int horizon, int? window, long most)
    {
        // A transform that is fitted to the history would be fitted to what lies after most of the cutoffs.
        if (window is null && !model.LooksAtHistoryOf(series.Name))
        {
            int size = (int)Math.Clamp(most, 1, cutoffs.Length);
            for (int first = 0; first < cutoffs.Length; first += size)
                yield return new Pass(index, first, series, null, cutoffs[first..Math.Min(first + size, cutoffs.Length)]);
            yield break;
        }

        for (int i = 0; i < cutoffs.Length; i++)
        {
            int count = cutoffs[i];
            TimeSeries seen = series[RollingWindow.StartOf(series, count, window)..count];
            SeriesChecks.ThrowIfShorterThan(
                seen, model.MinimumHistory, $"a forecast after time step {count - 1} from a window of {window} points", nameof(series));
            yield return new Pass(index, i, seen, KnownAfter(model, series, count, model.MaximumHorizon ?? horizon), [seen.Length]);
        }
    }

    private static TimeSeries? KnownAfter(ModelDefinition model, TimeSeries series, int count, int steps)
    {
        int[] known = model.Channels.Known;
        if (known.Length == 0) return null;
        var values = new double[steps * known.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int step, int channel) = Math.DivRem(i, known.Length);
            values[i] = series[count + step, known[channel]];
        }

        return new TimeSeries(series.Name, values, model.Channels.KnownNames());
    }

    /// <summary>What is kept for one cutoff: state and output of the network, and the forecast of each member.</summary>
    private static long NumbersOf(ModelDefinition model, int horizon)
    {
        OutputLayout output = model.Output;
        long forecast = (long)horizon * output.Targets * (1 + output.QuantileLevels.Count);
        return model.Weights.Shape.StateSize() + output.Width + forecast * model.Members.Count;
    }

    /// <param name="Series">The index of the series.</param>
    /// <param name="FirstCutoff">The index of the first of the cutoffs among all of the series.</param>
    /// <param name="Observed">What the model is shown.</param>
    /// <param name="Future">What is known ahead, where it does not stand in what is observed.</param>
    /// <param name="Cutoffs">Cutoffs in what is observed.</param>
    private sealed record Pass(int Series, int FirstCutoff, TimeSeries Observed, TimeSeries? Future, int[] Cutoffs);
}
