using CsCheck;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

public sealed class RoundTripTests
{
    [Fact]
    public void Invert_OneStepValuesInsideTheSeries_GivesTheSeriesBack() => Sample((pipeline, series, cut) =>
    {
        TimeSeries transformed = pipeline.Apply(series);
        if (transformed.Length != series.Length - pipeline.PointsUsedUp) return false;
        return EachChannel(series, channel => TransformCases.Close(
            pipeline.Observe(series, channel).InvertOneStep(cut, transformed.Channel(channel)[(cut - pipeline.PointsUsedUp)..]),
            series.Channel(channel)[cut..]));
    });

    [Fact]
    public void Invert_HorizonFromOneCutoff_GivesItBack() => Sample((pipeline, series, cut) =>
        EachChannel(series, channel =>
        {
            TransformedChannel run = pipeline.Observe(series[..cut], channel);
            double[] future = series.Channel(channel)[cut..];
            double[] transformed = run.ApplyFrom(cut, future);
            return transformed.All(double.IsFinite) && TransformCases.Close(run.InvertFrom(cut, transformed), future);
        }));

    [Fact]
    public void InvertRecursive_OneStepValuesBeyondTheEnd_GivesTheLongerSeriesBack() => Sample((pipeline, series, cut) =>
        EachChannel(series, channel =>
        {
            // A few steps: going back through windows over one's own results multiplies rounding errors.
            int end = Math.Min(cut + 5, series.Length);
            double[] oneStep = pipeline.Apply(series[..end]).Channel(channel)[(cut - pipeline.PointsUsedUp)..];
            return TransformCases.Close(
                pipeline.Observe(series[..cut], channel).InvertRecursiveFrom(cut, oneStep), series.Channel(channel)[cut..end]);
        }));

    [Fact]
    public void Apply_FirstStepOfAHorizon_IsTheOneStepValue() => Sample((pipeline, series, cut) =>
    {
        TimeSeries transformed = pipeline.Apply(series);
        return EachChannel(series, channel =>
            pipeline.Observe(series[..cut], channel).ApplyFrom(cut, series.Channel(channel)[cut..])[0]
                .Equals(transformed[cut - pipeline.PointsUsedUp, channel]));
    });

    [Fact]
    public void Apply_LaterValuesChange_ChangesNothingBefore() => Sample((pipeline, series, cut) =>
    {
        ReadOnlySpan<double> part = pipeline.Apply(series[..cut]).Values;
        double[] changed = series.Values.ToArray();
        for (int i = cut * series.Channels.Count; i < changed.Length; i++) changed[i] = 1e3 / changed[i];
        ReadOnlySpan<double> whole = pipeline.Apply(series).Values;
        ReadOnlySpan<double> other = pipeline.Apply(new TimeSeries("A", changed, series.Channels)).Values;
        return whole[..part.Length].SequenceEqual(part) && other[..part.Length].SequenceEqual(part);
    });

    [Fact]
    public void Append_FewPointsKept_GivesTheBitsOfTheWholeSeries() => Sample((pipeline, series, cut) =>
    {
        TimeSeries whole = pipeline.Apply(series);
        return EachChannel(series, channel =>
        {
            double[] values = series.Channel(channel);
            TransformedChannel all = pipeline.For("A", channel, values, capacity: values.Length);
            TransformedChannel stream = pipeline.For("A", channel, values);
            for (int time = 0; time < values.Length; time++)
            {
                stream.Append(values[time]);
                all.Append(values[time]);
                int index = time - pipeline.PointsUsedUp;
                double expected = index < 0 ? double.NaN : whole[index, channel];
                if (!stream.Last.Equals(expected) || !all.Last.Equals(expected)) return false;
            }

            double[] forecast = [0.5, -0.25, 0, 1, 2, -1, 0.5];
            return stream.InvertFrom(values.Length, forecast).SequenceEqual(all.InvertFrom(values.Length, forecast))
                && stream.InvertRecursiveFrom(values.Length, forecast)
                    .SequenceEqual(all.InvertRecursiveFrom(values.Length, forecast));
        });
    });

    [Fact]
    public void Append_ManyPoints_AllocatesNothing()
    {
        TimeSeries series = new("A", [.. Enumerable.Range(1, 400).Select(time => 5 + Math.Sin(time))]);
        TransformPipeline pipeline = TransformPipeline.Fit(
            [
                Transform.BoxCox(), Transform.SeasonalMeanResidual(3, 5), Transform.SeasonalNaiveResidual(2),
                Transform.Difference(), Transform.SubtractLastValue, Transform.WindowNormalize(8), Transform.WindowScale(8),
                Transform.RobustPerSeries, Transform.Standardize,
            ],
            [series]);
        TransformedChannel run = pipeline.Observe(series, keepAll: false);
        double[] forecast = [1, 2, 3];
        run.InvertRecursive(run.Count, forecast);

        // What allocates does so in each round; the runtime, which compiles it anew, in some.
        Enumerable.Range(0, 5).Min(_ => BytesOf(Round)).Should().Be(0);

        void Round()
        {
            for (int time = 0; time < 1000; time++)
            {
                run.Append(5 + Math.Cos(time));
                run.Invert(run.Count, forecast);
                run.InvertRecursive(run.Count, forecast);
            }
        }
    }

    private static long BytesOf(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Sample(Func<TransformPipeline, TimeSeries, int, bool> holds) => TransformCases.Any.Sample(
        one => holds(TransformPipeline.Fit(one.Plans, [one.Series[..one.Cut]]), one.Series, one.Cut),
        print: one => $"{string.Join(" ", one.Plans.AsEnumerable())} cut {one.Cut} "
            + $"of {one.Series.Channels.Count} x {one.Series.Length}: {string.Join(" ", one.Series.Values.ToArray())}");

    private static bool EachChannel(TimeSeries series, Func<int, bool> holds) =>
        Enumerable.Range(0, series.Channels.Count).All(holds);
}
