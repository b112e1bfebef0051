namespace LstmForecast.Model;

/// <summary>
/// Targets that never varied in training. A network learnt nothing of them but its own rounding, so that they are forecast as
/// the value they have, for as long as they keep it; once one varies, the network is asked.
/// </summary>
/// <param name="Channels">For each target whether it varied in no training series.</param>
/// <param name="Series">By the name of a training series, for each target whether it never varied; none where all varied.</param>
internal sealed record ConstantTargets(bool[] Channels, Dictionary<string, bool[]> Series)
{
    /// <param name="roles">Which channels are targets.</param>
    /// <param name="train">What is learnt from, with all channels.</param>
    /// <param name="ofCounts">Counts that were all 0 may have been so by chance, where others were not.</param>
    /// <returns>Null where all targets vary.</returns>
    public static ConstantTargets? Of(ChannelRoles roles, IReadOnlyList<TimeSeries> train, bool ofCounts)
    {
        var series = new Dictionary<string, bool[]>(StringComparer.Ordinal);
        var channels = new bool[roles.Targets.Length];
        Array.Fill(channels, true);
        foreach (TimeSeries one in train)
        {
            bool[] constant = [.. roles.Targets.Select(channel => IsConstant(one, channel))];
            for (int target = 0; target < channels.Length; target++) channels[target] &= constant[target];
            if (constant.Contains(true) && !ofCounts) series[one.Name] = constant;
        }

        return OrNull(channels, series);
    }

    /// <summary>What is known after further training, on series of which some may be new.</summary>
    public static ConstantTargets? After(
        ConstantTargets? before, ChannelRoles roles, IReadOnlyList<TimeSeries> train, bool ofCounts)
    {
        ConstantTargets? now = Of(roles, train, ofCounts);
        Dictionary<string, bool[]> series = now?.Series ?? new(StringComparer.Ordinal);
        if (before is not null)
        {
            HashSet<string> anew = [.. train.Select(one => one.Name)];
            foreach ((string name, bool[] constant) in before.Series.Where(one => !anew.Contains(one.Key))) series[name] = constant;
        }

        bool[] channels = [.. roles.Targets.Select((_, target) => before?.Channels[target] == true && now?.Channels[target] == true)];
        return OrNull(channels, series);
    }

    /// <summary>Whether a target is forecast as the value it has, as long as it does not vary.</summary>
    public bool Holds(string series, int target) =>
        Channels[target] || (Series.TryGetValue(series, out bool[]? constant) && constant[target]);

    /// <summary>Rejects what a file may hold but no training can produce.</summary>
    public bool IsValidFor(int targets) =>
        Channels?.Length == targets && Series is not null && Series.Values.All(constant => constant?.Length == targets);

    private static ConstantTargets? OrNull(bool[] channels, Dictionary<string, bool[]> series) =>
        series.Count > 0 || channels.Contains(true) ? new(channels, series) : null;

    // A single value tells nothing, and what was not observed neither.
    private static bool IsConstant(TimeSeries series, int channel)
    {
        double? first = null;
        int observed = 0;
        for (int time = 0; time < series.Length; time++)
        {
            double value = series[time, channel];
            if (double.IsNaN(value)) continue;
            if (value != (first ??= value)) return false;
            observed++;
        }

        return observed > 1;
    }
}
