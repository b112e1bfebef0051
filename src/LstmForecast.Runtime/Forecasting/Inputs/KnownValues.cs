namespace LstmForecast.Forecasting;

/// <summary>The covariates of a series that are known ahead, scaled, for the time steps observed and those to come.</summary>
internal sealed class KnownValues
{
    private readonly double[] _channels;
    private readonly int _width;

    private KnownValues(double[] channels, int width)
    {
        _channels = channels;
        _width = width;
    }

    /// <summary>Numbers a time step.</summary>
    public int Width => _width;

    /// <param name="model">Which channels, and how they are scaled.</param>
    /// <param name="observed">The series, with all channels of the model.</param>
    /// <param name="future">The same channels, of which those known ahead count, after the last observed step; or null.</param>
    public static KnownValues Of(ModelDefinition model, TimeSeries observed, TimeSeries? future)
    {
        int[] known = model.Channels.Known;
        int past = model.Channels.Past.Length;
        int steps = observed.Length + (future?.Length ?? 0);
        var values = new double[steps * known.Length];
        for (int time = 0; time < steps && known.Length > 0; time++)
        {
            bool seen = time < observed.Length;
            ReadOnlySpan<double> row = seen ? observed.At(time) : future!.At(time - observed.Length);
            for (int i = 0; i < known.Length; i++)
            {
                double value = seen ? row[known[i]] : row[i];
                values[time * known.Length + i] = model.Covariates.Scaled(value, past + i);
            }
        }

        return new KnownValues(values, known.Length);
    }

    /// <summary>
    /// The numbers of one time step (0-based, beyond the observed ones too); zeros, the mean, where nothing is known,
    /// which is in steps that no loss and no forecast looks at.
    /// </summary>
    public void Write(int time, Span<double> to)
    {
        int start = time * _width;
        if (start + _width <= _channels.Length) _channels.AsSpan(start, _width).CopyTo(to);
        else to[.._width].Clear();
    }
}
