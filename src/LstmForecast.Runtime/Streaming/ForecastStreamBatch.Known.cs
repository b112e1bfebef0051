using LstmForecast.Streaming;

namespace LstmForecast;

public sealed partial class ForecastStreamBatch
{
    /// <summary>
    /// Tells the <see cref="TrainedForecaster.KnownCovariates"/> of further time steps of every series: those after the last
    /// one that is known of it. Which ones are needed is as for <see cref="ForecastStream.ProvideKnown"/>.
    /// </summary>
    /// <param name="known">Shape <c>[series, steps, known covariates]</c>, as many steps for each.</param>
    /// <exception cref="ArgumentException">
    /// That is no whole number of steps for each series, or a value is not finite; nothing is taken.
    /// </exception>
    public void ProvideKnown(ReadOnlySpan<double> known)
    {
        _present.AsSpan().Fill(true);
        ProvidePresent(known);
    }

    /// <summary>Tells them of some of the series: as for those alone that have a point at this tick.</summary>
    /// <param name="known">
    /// Shape <c>[series, steps, known covariates]</c>; those of series that are told nothing are not looked at.
    /// </param>
    /// <param name="present">For each series whether it is told something.</param>
    /// <exception cref="ArgumentException">
    /// That is no whole number of steps for each series, or a value is not finite, or there are not as many flags as series;
    /// nothing is taken.
    /// </exception>
    public void ProvideKnown(ReadOnlySpan<double> known, ReadOnlySpan<bool> present)
    {
        CheckPresent(present);
        present.CopyTo(_present);
        ProvidePresent(known);
    }

    private void ProvidePresent(ReadOnlySpan<double> known)
    {
        int width = Model.KnownCovariates.Count;
        if (width == 0 || (Count == 0 ? known.Length > 0 : known.Length % (Count * width) != 0))
        {
            throw new ArgumentException(
                $"There are {known.Length} values known ahead; {Count} series take {width} each a time step "
                + $"({string.Join(", ", Model.KnownCovariates)}). Give as many for each series and step.",
                nameof(known));
        }

        if (known.IsEmpty) return;
        int size = known.Length / Count;
        for (int series = 0; series < Count; series++)
        {
            if (_present[series]) RowOf(series).CheckKnown(known.Slice(series * size, size));
        }

        for (int series = 0; series < Count; series++)
        {
            StreamRow row = RowOf(series);
            if (_present[series]) row.Known.Append(known.Slice(series * size, size), row.Count);
        }
    }
}
