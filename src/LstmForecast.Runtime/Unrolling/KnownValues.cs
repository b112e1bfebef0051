using LstmForecast.Model;
using LstmForecast.Series;

namespace LstmForecast.Unrolling;

/// <summary>What is known ahead of a series: channels, scaled, and the calendar.</summary>
internal interface IKnownValues
{
    /// <summary>The numbers of one time step, 0-based.</summary>
    void Write(int time, Span<double> to);
}

/// <summary>
/// What is known ahead of a series, for the time steps observed and those to come: channels, scaled, and the calendar.
/// </summary>
internal sealed class KnownValues : IKnownValues
{
    private readonly double[] _channels;
    private readonly int _channelWidth;
    private readonly double[] _calendar;
    private readonly int _calendarWidth;

    private KnownValues(double[] channels, int channelWidth, double[] calendar, int calendarWidth)
    {
        _channels = channels;
        _channelWidth = channelWidth;
        _calendar = calendar;
        _calendarWidth = calendarWidth;
    }

    /// <param name="model">Which channels and features, and how they are scaled.</param>
    /// <param name="observed">The series, with all channels of the model.</param>
    /// <param name="future">The channels known ahead alone, after the last observed step; or null.</param>
    /// <param name="ahead">How many steps beyond the observed ones will be asked for.</param>
    public static KnownValues Of(ModelDefinition model, TimeSeries observed, TimeSeries? future, int ahead)
    {
        CalendarFeature[] calendar = model.Covariates.Calendar;
        return new KnownValues(
            Channels(model, observed, future),
            model.Channels.Known.Length,
            CalendarTable.Of(calendar, observed, first: 0, observed.Length + ahead),
            model.Covariates.CalendarWidth);
    }

    /// <summary>
    /// The numbers of one time step (0-based, beyond the observed ones too); zeros, the mean, where nothing is known,
    /// which is in steps that no loss and no forecast looks at.
    /// </summary>
    public void Write(int time, Span<double> to)
    {
        Write(_channels, _channelWidth, time, to);
        Write(_calendar, _calendarWidth, time, to[_channelWidth..]);
    }

    private static void Write(double[] table, int width, int time, Span<double> to)
    {
        int start = time * width;
        if (start + width <= table.Length) table.AsSpan(start, width).CopyTo(to);
        else to[..width].Clear();
    }

    private static double[] Channels(ModelDefinition model, TimeSeries observed, TimeSeries? future)
    {
        int[] known = model.Channels.Known;
        int past = model.Channels.Past.Length;
        var values = new double[(observed.Length + (future?.Length ?? 0)) * known.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (int time, int covariate) = Math.DivRem(i, known.Length);
            double value = time < observed.Length
                ? observed[time, known[covariate]]
                : future![time - observed.Length, covariate];
            values[i] = model.Covariates.Scaled(value, past + covariate);
        }

        return values;
    }
}
