using System.Text.Json.Serialization;

namespace LstmForecast.Samples.Service;

/// <summary>How the service is.</summary>
internal sealed record Health(string Status, int Models, int MaximumModels, int States, int MaximumStates);

/// <summary>What there is to know of a model.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Channels">The channels of a row of values, in this order.</param>
/// <param name="Targets">Those that are forecast.</param>
/// <param name="KnownCovariates">Those that are known ahead.</param>
/// <param name="MinimumHistory">The fewest rows to forecast from.</param>
/// <param name="MaximumHorizon">The most steps ahead; null for any number.</param>
/// <param name="HasIntervals">Whether forecasts have calibrated intervals.</param>
internal sealed record ModelInfo(
    string Name,
    IReadOnlyList<string> Channels,
    IReadOnlyList<string> Targets,
    IReadOnlyList<string> KnownCovariates,
    int MinimumHistory,
    int? MaximumHorizon,
    bool HasIntervals);

/// <summary>A state to be made.</summary>
internal sealed record WarmRequest
{
    /// <summary>The name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>The observations, row after row, a value for each channel; null for one that is missing.</summary>
    public required double?[] Values { get; init; }

    /// <summary>What the series is called, for a model that knows it from training; the state's name without.</summary>
    public string? Series { get; init; }

    /// <summary>The time of the first row, for a model that takes a calendar.</summary>
    public DateTime? Start { get; init; }

    /// <summary>The step from row to row, as <c>TimeStep.ToString</c> writes it: PT1H, P1M, business-day; goes with the start.</summary>
    public string? Step { get; init; }

    /// <summary>Covariates known ahead in the steps after the last row, row after row.</summary>
    public double[]? Known { get; init; }
}

/// <summary>What came in since.</summary>
internal sealed record UpdateRequest
{
    /// <summary>One or more rows of observations, a value for each channel; null for one that is missing.</summary>
    public required double?[] Values { get; init; }

    /// <summary>Covariates known ahead in further steps, row after row.</summary>
    public double[]? Known { get; init; }
}

/// <summary>Where a state stands.</summary>
/// <param name="Name">What it is called here.</param>
/// <param name="Model">The model it was made of.</param>
/// <param name="Points">How many rows it has seen.</param>
/// <param name="IsReady">Whether they are enough to forecast.</param>
/// <param name="LastWasMissing">Whether a target was missing in the last row.</param>
/// <param name="Drift">Whether the errors have drifted: none, level or spread.</param>
internal sealed record StateInfo(string Name, string Model, int Points, bool IsReady, bool LastWasMissing, string Drift);

/// <summary>A forecast.</summary>
/// <param name="Series">What the series is called.</param>
/// <param name="Points">How many rows it was made from.</param>
/// <param name="Times">The time of each step, where the state knows times.</param>
/// <param name="Targets">The forecast of each target.</param>
/// <param name="Warnings">Why it may be worse than others of the model; most often none.</param>
internal sealed record ForecastReply(
    string Series,
    int Points,
    IReadOnlyList<DateTime>? Times,
    IReadOnlyList<TargetForecast> Targets,
    IReadOnlyList<string> Warnings);

/// <summary>The forecast of one target.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Values">One value a step; null for one beyond all numbers.</param>
/// <param name="Intervals">Those that were asked for.</param>
internal sealed record TargetForecast(string Channel, IReadOnlyList<double?> Values, IReadOnlyList<IntervalReply> Intervals);

/// <summary>Where values lie with a given probability.</summary>
/// <param name="Level">The probability.</param>
/// <param name="Lower">The lower end at each step.</param>
/// <param name="Upper">The upper end at each step.</param>
internal sealed record IntervalReply(double Level, IReadOnlyList<double?> Lower, IReadOnlyList<double?> Upper);

/// <summary>JSON without reflection.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(ModelInfo))]
[JsonSerializable(typeof(ModelInfo[]))]
[JsonSerializable(typeof(WarmRequest))]
[JsonSerializable(typeof(UpdateRequest))]
[JsonSerializable(typeof(StateInfo))]
[JsonSerializable(typeof(ForecastReply))]
[JsonSerializable(typeof(Microsoft.AspNetCore.Mvc.ProblemDetails))]
internal sealed partial class ServiceJson : JsonSerializerContext;
