using System.Text.Json.Serialization;
using LstmForecast.Network;

namespace LstmForecast.Model;

/// <summary>What goes into the network beside the targets, and how it is scaled.</summary>
/// <param name="Means">Of the past covariates and then those known ahead, over the training series.</param>
/// <param name="Scales">Their standard deviations, 1 for a constant one.</param>
/// <param name="Numbers">Static numbers.</param>
/// <param name="Categories">Static categories.</param>
/// <param name="Calendar">What is taken of the timestamps.</param>
internal sealed record CovariateInputs(
    double[] Means, double[] Scales, StaticNumber[] Numbers, StaticCategory[] Categories, CalendarFeature[] Calendar)
{
    public static CovariateInputs None { get; } = new([], [], [], [], []);

    /// <summary>How many numbers the calendar gives for a time step.</summary>
    [JsonIgnore]
    public int CalendarWidth => Calendar.Sum(feature => feature.Width);

    public double Scaled(double value, int covariate) => (value - Means[covariate]) / Scales[covariate];

    /// <summary>Rejects what a file may hold but no fit can produce.</summary>
    public bool IsValidFor(ChannelRoles channels) =>
        Means?.Length == channels.Past.Length + channels.Known.Length && Scales?.Length == Means.Length
        && Means.All(double.IsFinite) && Scales.All(scale => double.IsFinite(scale) && scale > 0)
        && Calendar is not null && Calendar.All(feature => feature is { IsValid: true })
        && Numbers is not null && Categories is not null
        && Numbers.All(number => number is { Name: not null, Scale: > 0 } && double.IsFinite(number.Scale) && double.IsFinite(number.Mean))
        && Categories.All(category => category is { Name: not null, Values.Length: > 0, Width: >= 1 and <= 1 << 12 }
            && category.Values.All(value => value is not null)
            && category.Values.Distinct(StringComparer.Ordinal).Count() == category.Values.Length);
}

/// <summary>A static number of each series, standardised over the training series.</summary>
internal sealed record StaticNumber(string Name, double Mean, double Scale);

/// <summary>A static category of each series, embedded.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Values">The categories that training met; index 0 of the embedding stands for any other.</param>
/// <param name="Width">Numbers that a category becomes.</param>
internal sealed record StaticCategory(string Name, string[] Values, int Width)
{
    [JsonIgnore]
    public EmbeddingShape Embedding => new(Values.Length + 1, Width);
}
