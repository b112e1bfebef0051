using LstmForecast.Model;
using LstmForecast.Transforms;

namespace LstmForecast.Training;

/// <summary>Fits all inputs but the targets to the training series.</summary>
internal static class CovariateFit
{
    public static CovariateInputs Of(ChannelRoles roles, IReadOnlyList<TimeSeries> train, IReadOnlyList<CalendarFeature> calendar)
    {
        int[] channels = [.. roles.Past, .. roles.Known];
        ChannelScale[] all = channels.Length == 0 ? [] : ScaleMeasure.Standard.OfChannels(train);
        ChannelScale[] scales = [.. channels.Select(channel => all[channel])];
        return new CovariateInputs(
            [.. scales.Select(one => one.Level)],
            [.. scales.Select(one => one.Scale)],
            [.. Statics(train, category: false).Select(name => Number(name, train))],
            [.. Statics(train, category: true).Select(name => Category(name, train))],
            [.. calendar]);
    }

    // All series of a set have static values of the same names and kinds.
    private static IEnumerable<string> Statics(IReadOnlyList<TimeSeries> train, bool category) =>
        train[0].Statics.Where(value => value.IsCategory == category).Select(value => value.Name);

    private static StaticNumber Number(string name, IReadOnlyList<TimeSeries> train)
    {
        ChannelScale scale = ScaleMeasure.Standard.Of([.. Values(name, train).Select(value => value.Number!.Value)]);
        return new StaticNumber(name, scale.Level, scale.Scale);
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
}
