using LstmForecast.Transforms;

namespace LstmForecast;

/// <summary>
/// Ways to prepare the series of a set for a network, as different from each other as they are sensible: which of them suit a
/// set, and how their networks' forecasts are best combined, is found out by trying.
/// </summary>
internal static class AutoPreparations
{
    /// <summary>Points of a series that a preparation must leave, beside those it uses up.</summary>
    public const int FewestPointsLeft = 4;

    private const int LongestWindowWithoutSeason = 24;
    private const int SeasonsToAverage = 3;

    /// <param name="smallest">The smallest value of all.</param>
    /// <param name="seasons">Lengths of seasons that there may be, at most two.</param>
    /// <param name="most">How many of the first points of a series a list may use up, at least 0.</param>
    /// <param name="horizon">How far to forecast.</param>
    public static IReadOnlyList<Transform[]> Of(double smallest, IReadOnlyList<int> seasons, int most, int horizon)
    {
        Transform[] log = smallest > 0 ? [Transform.Log] : smallest == 0 ? [Transform.LogShifted] : [];
        var all = new List<(int UsedUp, Transform[] Transforms)>();
        Transform scale = Transform.StandardizePerSeries;
        int window = seasons.Count > 0 ? seasons[0] : Math.Clamp(horizon, 4, LongestWindowWithoutSeason);
        foreach (int season in seasons)
        {
            all.Add((season, [.. log, Transform.SeasonalNaiveResidual(season), scale]));
            all.Add((season + ChannelWindow.Fewest(season), [.. log, Transform.SeasonalNaiveResidual(season), Transform.WindowScale(season)]));
            all.Add((season, [.. log, Transform.SeasonalMeanResidual(season, SeasonsToAverage), scale]));
        }

        if (seasons is [int shorter, int longer])
        {
            all.Add((
                shorter + longer,
                [.. log, Transform.SeasonalNaiveResidual(shorter), Transform.SeasonalNaiveResidual(longer), scale]));
        }

        // The logarithm may be wrong for series whose spread does not grow with their level.
        if (log.Length > 0)
        {
            all.Add(seasons.Count > 0
                ? (seasons[0], [Transform.SeasonalNaiveResidual(seasons[0]), scale])
                : (1, [Transform.SubtractLastValue, scale]));
        }

        // The season left in, for the network to find.
        all.Add((ChannelWindow.Fewest(window), [.. log, Transform.WindowNormalize(window)]));
        all.Add((ChannelWindow.Fewest(2 * window), [.. log, Transform.WindowNormalize(2 * window)]));
        all.Add((1 + ChannelWindow.Fewest(window), [Transform.WindowScale(window), Transform.SubtractLastValue]));
        all.Add((1, [.. log, Transform.SubtractLastValue, scale]));
        if (seasons.Count == 0) all.Add((0, [.. log, scale]));
        return [.. all.Where(one => one.UsedUp <= most).Select(one => one.Transforms)];
    }
}
