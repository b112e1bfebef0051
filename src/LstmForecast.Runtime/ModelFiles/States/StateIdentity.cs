using LstmForecast.States;

namespace LstmForecast.ModelFiles;

/// <summary>What a saved state says of its series and of what it keeps an eye on.</summary>
internal static class StateIdentity
{
    private const int MostStatics = 1 << 16;

    public static void Write(StateWriter writer, TimeSeries series)
    {
        writer.Text(series.Name);
        writer.Flag(series.Times is not null);
        if (series.Times is TimeAxis times)
        {
            writer.Long(times.Start.Ticks);
            writer.Long((long)times.Start.Kind);
            writer.Text(times.Step.ToString());
            writer.Long(times.DayOfMonth ?? 0);
        }

        writer.Whole(series.Statics.Count);
        foreach (StaticValue value in series.Statics)
        {
            writer.Text(value.Name);
            writer.Flag(value.IsCategory);
            if (value.IsCategory) writer.Text(value.Category!);
            else writer.Number(value.Number!.Value);
        }
    }

    public static TimeSeries Read(StateReader reader, IReadOnlyList<string> channels)
    {
        var series = new TimeSeries(reader.Text(), [], channels);
        if (reader.Flag(false))
        {
            var start = new DateTime(reader.Long(0), (DateTimeKind)reader.Whole(0, most: 2));
            TimeStep step = TimeStep.Parse(reader.Text());
            int day = reader.Whole(0, most: 31);
            series = series.WithTimes(new TimeAxis(start, step, day == 0 ? null : day));
        }

        int statics = reader.Whole(0, most: MostStatics);
        for (int i = 0; i < statics; i++)
        {
            string name = reader.Text();
            series = reader.Flag(false) ? series.WithStatic(name, reader.Text()) : series.WithStatic(name, reader.Number(0));
        }

        return series;
    }

    public static void Write(StateWriter writer, StreamingOptions options)
    {
        writer.Flag(options.Intervals is not null);
        if (options.Intervals is AdaptiveIntervals intervals)
        {
            writer.Long(intervals.Horizon);
            writer.Number(intervals.Coverage);
            writer.Number(intervals.LearningRate);
            writer.Long(intervals.Window);
        }

        writer.Flag(options.Drift is not null);
        if (options.Drift is not DriftDetection drift) return;
        writer.Number(drift.LevelThreshold);
        writer.Number(drift.Slack);
        writer.Number(drift.SpreadThreshold);
        writer.Long(drift.MinimumErrors);
    }

    /// <summary>What was written, checked: the sizes in it decide how much memory a state takes.</summary>
    public static StreamingOptions ReadOptions(StateReader reader)
    {
        AdaptiveIntervals? intervals = !reader.Flag(false) ? null : new()
        {
            Horizon = reader.Whole(1),
            Coverage = reader.Number(0),
            LearningRate = reader.Number(0),
            Window = reader.Whole(2),
        };
        DriftDetection? drift = !reader.Flag(false) ? null : new()
        {
            LevelThreshold = reader.Number(0),
            Slack = reader.Number(0),
            SpreadThreshold = reader.Number(0),
            MinimumErrors = reader.Whole(10),
        };
        var options = new StreamingOptions { Intervals = intervals, Drift = drift };
        options.Validate("options");
        return options;
    }
}
