namespace LstmForecast.Transforms;

/// <summary>What is taken for the level and the scale of some values.</summary>
internal enum ScaleMeasure
{
    /// <summary>Mean and standard deviation of the population.</summary>
    Standard,

    /// <summary>The smallest value and the distance from it to the largest.</summary>
    MinMax,

    /// <summary>Median and interquartile range.</summary>
    Robust,
}
