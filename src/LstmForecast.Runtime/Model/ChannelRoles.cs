namespace LstmForecast.Model;

/// <summary>The channels of the series a model takes, and what each is for.</summary>
/// <param name="Names">All channels, in the order in which a series must have them.</param>
/// <param name="Targets">The indexes of those that are forecast.</param>
/// <param name="Past">Of those that inform and are known up to the cutoff.</param>
/// <param name="Known">Of those that inform and are known ahead.</param>
internal sealed record ChannelRoles(string[] Names, int[] Targets, int[] Past, int[] Known)
{
    public static ChannelRoles AllTargets(IReadOnlyList<string> names) =>
        new([.. names], [.. Enumerable.Range(0, names.Count)], [], []);

    /// <summary>Whether a channel is forecast.</summary>
    public bool IsTarget(string channel) => Targets.Contains(Array.IndexOf(Names, channel));

    /// <summary>The names of the channels that are forecast.</summary>
    public string[] TargetNames() => [.. Targets.Select(index => Names[index])];

    /// <summary>The names of the channels that are known ahead.</summary>
    public string[] KnownNames() => [.. Known.Select(index => Names[index])];

    /// <summary>The channels to forecast alone, with the last value before it in the place of a gap.</summary>
    public TimeSeries TargetsOf(TimeSeries series)
    {
        bool allAreTargets = Targets.Length == Names.Length;
        if (allAreTargets && series.Values.IndexOfAnyExceptInRange(double.MinValue, double.MaxValue) < 0) return series;
        return series.Select(TargetNames()) is var targets && targets.FindGaps().Count > 0 ? Filling.Last.Apply(targets) : targets;
    }

    /// <summary>Rejects what a file may hold but no fit can produce.</summary>
    public bool IsValid() =>
        Names is { Length: > 0 } && Targets is { Length: > 0 } && Past is not null && Known is not null
        && Names.All(name => name is not null) && Names.Distinct(StringComparer.Ordinal).Count() == Names.Length
        && Targets.Concat(Past).Concat(Known).Order().SequenceEqual(Enumerable.Range(0, Names.Length));
}
