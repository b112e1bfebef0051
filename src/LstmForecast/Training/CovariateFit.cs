using LstmForecast.Forecasting;

namespace LstmForecast.Training;

/// <summary>Fits the scaling of all inputs but the targets to the training series.</summary>
internal static class CovariateFit
{
    public static CovariateInputs Of(ChannelRoles roles, IReadOnlyList<TimeSeries> train)
    {
        int[] channels = [.. roles.Past, .. roles.Known];
        (double Mean, double Scale)[] moments = [.. channels.Select(channel => Moments(train.SelectMany(one => one.Channel(channel))))];
        return CovariateInputs.None with
        {
            Means = [.. moments.Select(one => one.Mean)],
            Scales = [.. moments.Select(one => one.Scale)],
        };
    }

    private static (double Mean, double Scale) Moments(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        double deviation = Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
        // A deviation that is rounding error of the mean is no scale to divide by.
        return (mean, deviation <= 1e-12 * Math.Abs(mean) ? 1 : deviation);
    }
}
