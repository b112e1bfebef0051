namespace LstmForecast.Benchmarks;

/// <summary>A network of one channel that keeps its state from step to step.</summary>
internal interface IStepper : IDisposable
{
    /// <summary>Takes in an observation and forecasts the next.</summary>
    float Step(float input);
}
