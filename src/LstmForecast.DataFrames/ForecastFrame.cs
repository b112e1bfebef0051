using Microsoft.Data.Analysis;

namespace LstmForecast.DataFrames;

/// <summary>Forecasts as the rows of a table.</summary>
internal static class ForecastFrame
{
    private const string Series = "series";
    private const string Step = "step";
    private const string Time = "time";

    public static DataFrame Of(IReadOnlyList<Forecast> forecasts)
    {
        ArgumentNullException.ThrowIfNull(forecasts);
        if (forecasts.Count == 0) throw new ArgumentException("There is no forecast to make a table of.", nameof(forecasts));
        TimeSeries[] values = [.. forecasts.Select(forecast => forecast.ToSeries())];
        // A set of them has one name each, but forecasts of several cutoffs share theirs.
        foreach (TimeSeries one in values) ThrowIfUnlike(one, values[0]);
        var columns = new List<DataFrameColumn>
        {
            new StringDataFrameColumn(Series, values.SelectMany(one => Enumerable.Repeat(one.Name, one.Length))),
            new Int32DataFrameColumn(Step, values.SelectMany(one => Enumerable.Range(1, one.Length))),
        };
        if (values[0].Times is not null)
        {
            columns.Add(new DateTimeDataFrameColumn(
                Time, values.SelectMany(one => Enumerable.Range(0, one.Length).Select(one.Times!.At))));
        }

        columns.AddRange(values[0].Channels.Select((channel, i) =>
            new DoubleDataFrameColumn(channel, values.SelectMany(one => one.Channel(i)))));
        return new DataFrame(columns);
    }

    private static void ThrowIfUnlike(TimeSeries one, TimeSeries first)
    {
        if (!one.Channels.SequenceEqual(first.Channels) || one.Times is null != first.Times is null)
        {
            throw new ArgumentException(
                $"The forecasts of series '{one.Name}' and '{first.Name}' do not go into one table: all need the same channels, "
                + "and all timestamps or none.");
        }

        string? taken = one.Channels.FirstOrDefault(channel => channel is Series or Step || (channel == Time && one.Times is not null));
        if (taken is null) return;
        throw new ArgumentException(
            $"Channel '{taken}' of series '{one.Name}' is called as a column of the table is; give the channel another name.");
    }
}
