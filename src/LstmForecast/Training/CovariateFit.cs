using LstmForecast.Forecasting;

namespace LstmForecast.Training;

/// <summary>Fits all inputs but the targets to the training series.</summary>
internal static class CovariateFit
{
    public static CovariateInputs Of(ChannelRoles roles, IReadOnlyList<TimeSeries> train, IReadOnlyList<CalendarFeature> calendar)
    {
        int[] channels = [.. roles.Past, .. roles.Known];
        (double Mean, double Scale)[] moments =
            [.. channels.Select(channel => Moments(train.SelectMany(one => one.Channel(channel))))];
        return new CovariateInputs(
            [.. moments.Select(one => one.Mean)],
            [.. moments.Select(one => one.Scale)],
            [.. Statics(train, category: false).Select(name => Number(name, train))],
            [.. Statics(train, category: true).Select(name => Category(name, train))],
            [.. calendar]);
    }

    // All series of a set have static values of the same names and kinds.
    private static IEnumerable<string> Statics(IReadOnlyList<TimeSeries> train, bool category) =>
        train[0].Statics.Where(value => value.IsCategory == category).Select(value => value.Name);

    private static StaticNumber Number(string name, IReadOnlyList<TimeSeries> train)
    {
        (double mean, double scale) = Moments(Values(name, train).Select(value => value.Number!.Value));
        return new StaticNumber(name, mean, scale);
    }

    private static StaticCategory Category(string name, IReadOnlyList<TimeSeries> train)
    {
        string[] values = [.. Values(name, train).Select(value => value.Category!).Distinct().Order(StringComparer.Ordinal)];
        return new StaticCategory(name, values, EmbeddingWidth(values.Length));
    }

    private static IEnumerable<StaticValue> Values(string name, IReadOnlyList<TimeSeries> train) =>
        train.Select(series => series.Statics.First(value => value.Name == name));

    /// <summary>The square root of the number of categories: few numbers for few, and never so many that they are learnt by heart.</summary>
    private static int EmbeddingWidth(int categories) => Math.Clamp((int)Math.Ceiling(Math.Sqrt(categories)), 1, 32);

    private static (double Mean, double Scale) Moments(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        double deviation = Math.Sqrt(all.Average(value => (value - mean) * (value - mean)));
        // A deviation that is rounding error of the mean is no scale to divide by.
        return (mean, deviation <= 1e-12 * Math.Abs(mean) ? 1 : deviation);
    }
}
