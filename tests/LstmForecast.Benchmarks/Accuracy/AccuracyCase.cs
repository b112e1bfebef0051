namespace LstmForecast.Benchmarks;

/// <summary>A real series, how it is held out, and options that were fixed on its training part alone.</summary>
internal sealed record AccuracyCase
{
    /// <summary>What the figure is called.</summary>
    public required string Name { get; init; }

    /// <summary>The file's name without its ending; its first column is the time, its second one the values.</summary>
    public required string File { get; init; }

    /// <summary>How many of the last points are the test part.</summary>
    public required int Test { get; init; }

    /// <summary>How many steps are forecast from each cutoff.</summary>
    public required int Horizon { get; init; }

    /// <summary>What the figure is.</summary>
    public required AccuracyMeasure Measure { get; init; }

    /// <summary>The season of the seasonal baselines, and of the scale of MASE.</summary>
    public required int Season { get; init; }

    /// <summary>Options that a user who knows the series would choose; see <see cref="AccuracyCases"/>.</summary>
    public required ForecasterOptions Options { get; init; }

    /// <summary>The training that goes with them.</summary>
    public TrainingOptions Training { get; init; } = new AutoTraining();
}
