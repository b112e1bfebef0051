namespace LstmForecast.Samples.Service;

/// <summary>
/// What the service allows, from the section <c>Forecast</c> of the configuration: <c>--Forecast:MaximumStates 500</c>, or
/// the environment variable <c>Forecast__MaximumStates</c>.
/// </summary>
internal sealed class ServiceOptions
{
    public const string Section = "Forecast";

    private const double MostMinutes = 1e9;

    /// <summary>Bytes of a model file, at most. Default: 16 MiB; a model of 64 + 64 units has a quarter of one.</summary>
    public long MaximumModelBytes { get; set; } = 16 << 20;

    /// <summary>Bytes of any other request, at most. Default: 1 MiB, a history of some 100,000 values.</summary>
    public long MaximumRequestBytes { get; set; } = 1 << 20;

    /// <summary>Models kept, at most; one more is refused until one is deleted. Default: 16.</summary>
    public int MaximumModels { get; set; } = 16;

    /// <summary>
    /// States kept, at most. Default: 10,000. One more takes the place of the one that has been idle longest, if that is
    /// longer than <see cref="IdleMinutes"/>; else it is refused.
    /// </summary>
    public int MaximumStates { get; set; } = 10_000;

    /// <summary>How long a state must have been left alone before it may be dropped for another. Default: 60.</summary>
    public double IdleMinutes { get; set; } = 60;

    /// <summary>Steps of a forecast, at most. Default: 1,000.</summary>
    public int MaximumHorizon { get; set; } = 1000;

    /// <summary>Rows of observations in a request, at most. Default: 100,000.</summary>
    public int MaximumRows { get; set; } = 100_000;

    /// <summary>
    /// Weights of a model times rows, or steps, that one request may ask it to compute, at most. Default: 10,000,000,000: of
    /// a model with a million weights 10,000 rows.
    /// </summary>
    public long MaximumWork { get; set; } = 10_000_000_000;

    /// <summary>Model files that are read at once; others wait. Default: 2.</summary>
    public int MaximumUploads { get; set; } = 2;

    /// <summary>Connections that are open at once, at most. Default: 1,000.</summary>
    public int MaximumConnections { get; set; } = 1000;

    /// <exception cref="InvalidOperationException">Names every setting that makes no sense.</exception>
    public void Validate()
    {
        (string Name, double Value)[] all =
        [
            (nameof(MaximumModelBytes), MaximumModelBytes),
            (nameof(MaximumRequestBytes), MaximumRequestBytes),
            (nameof(MaximumModels), MaximumModels),
            (nameof(MaximumStates), MaximumStates),
            (nameof(MaximumHorizon), MaximumHorizon),
            (nameof(MaximumRows), MaximumRows),
            (nameof(MaximumWork), MaximumWork),
            (nameof(MaximumUploads), MaximumUploads),
            (nameof(MaximumConnections), MaximumConnections),
        ];
        string[] problems =
        [
            .. all.Where(one => one.Value < 1).Select(one => $"{Section}:{one.Name} is {one.Value}; it must be at least 1."),
            .. IdleMinutes >= 0 ? (string[])[] : [$"{Section}:{nameof(IdleMinutes)} is {IdleMinutes}; it must be at least 0."],
            .. IdleMinutes > MostMinutes
                ? [$"{Section}:{nameof(IdleMinutes)} is {IdleMinutes}; it must be at most {MostMinutes}."]
                : (string[])[],
            .. MaximumModelBytes <= Array.MaxLength
                ? (string[])[]
                : [$"{Section}:{nameof(MaximumModelBytes)} is {MaximumModelBytes}; it must be at most {Array.MaxLength}."],
        ];
        if (problems.Length > 0) throw new InvalidOperationException(string.Join(" ", problems));
    }
}
