namespace LstmForecast.Checks;

/// <summary>
/// Upper bounds of sizes in options, arguments and files: far above what anybody needs, and low enough that products of them
/// fit their types and a few bytes cannot ask for gigabytes.
/// </summary>
internal static class Largest
{
    /// <summary>Steps that a transform or a filling looks back.</summary>
    public const int Lag = 1 << 24;

    /// <summary>Steps that are forecast at once, or calibrated.</summary>
    public const int Horizon = 1 << 20;

    /// <summary>Steps of adaptive intervals, each of which remembers forecasts of all of them.</summary>
    public const int AdaptiveHorizon = 1 << 12;

    /// <summary>Units of a layer.</summary>
    public const int Units = 1 << 16;

    /// <summary>Layers of a kind.</summary>
    public const int Layers = 1 << 10;

    /// <summary>Networks of an ensemble.</summary>
    public const int Members = 1 << 10;

    /// <summary>Threads that may be asked for.</summary>
    public const int Threads = 1 << 10;

    /// <summary>Transforms one after the other.</summary>
    public const int Transforms = 32;

    /// <summary>Numbers of one forecast, or of the sample paths of one series.</summary>
    public const int ForecastValues = 1 << 26;

    /// <summary>Step length of a training; more of it does not fit into 32 bits.</summary>
    public const double LearningRate = 1e30;
}
