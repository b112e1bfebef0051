using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Transforms;

/// <summary>Transforms at work on one channel, called as forecasting calls them.</summary>
internal static class Runs
{
    /// <summary>All points of a channel, observed one by one.</summary>
    public static TransformedChannel Observe(
        this TransformPipeline pipeline, TimeSeries series, int channel = 0, bool keepAll = true)
    {
        double[] values = series.Channel(channel);
        TransformedChannel run = pipeline.For(series.Name, channel, values, keepAll ? values.Length : null);
        foreach (double value in values) run.Append(value);
        return run;
    }

    public static TransformedChannel Observe(this FittedTransform fitted, TimeSeries series, int channel = 0) =>
        new TransformPipeline([fitted]).Observe(series, channel);

    /// <summary>The values of the horizon as seen from a cutoff.</summary>
    public static double[] ApplyFrom(this TransformedChannel run, int count, params double[] future)
    {
        double[] values = [.. future];
        run.Apply(count, values);
        return values;
    }

    /// <summary>Forecasts that were all made from one cutoff.</summary>
    public static double[] InvertFrom(this TransformedChannel run, int count, params double[] forecast)
    {
        double[] values = [.. forecast];
        run.Invert(count, values);
        return values;
    }

    /// <summary>Forecasts of which each was made as if those before it had been observed.</summary>
    public static double[] InvertRecursiveFrom(this TransformedChannel run, int count, params double[] forecast)
    {
        double[] values = [.. forecast];
        run.InvertRecursive(count, values);
        return values;
    }

    /// <summary>Forecasts of time steps that were observed by now, each made from the step before it.</summary>
    public static double[] InvertOneStep(this TransformedChannel run, int start, params double[] forecast) =>
        [.. forecast.Select((value, step) => run.InvertFrom(start + step, value)[0])];
}
