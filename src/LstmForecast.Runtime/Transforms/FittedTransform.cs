using System.Text.Json.Serialization;

namespace LstmForecast.Transforms;

/// <summary>A transform with what it learnt from the training series; goes into the model file as it is.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FittedStandardize), "standardize")]
[JsonDerivedType(typeof(FittedLog), "log")]
[JsonDerivedType(typeof(FittedDifference), "difference")]
internal abstract record FittedTransform
{
    /// <summary>How many of the first points of a series are used up.</summary>
    [JsonIgnore]
    public virtual int PointsUsedUp => 0;

    public abstract TimeSeries Apply(TimeSeries series);

    /// <summary>Undoes the transform for values that were forecast.</summary>
    /// <param name="series">The observed series before this transform.</param>
    /// <param name="start">The time step, in <paramref name="series"/>, of the first forecast value.</param>
    /// <param name="forecast">
    /// The transformed values from <paramref name="start"/> on. Where they lie inside the observed series each is a
    /// forecast of one step; beyond its end they build on each other.
    /// </param>
    public abstract TimeSeries Invert(TimeSeries series, int start, TimeSeries forecast);

    /// <summary>Rejects what a file may hold but no fit can produce.</summary>
    public abstract bool IsValidFor(int channels);
}
