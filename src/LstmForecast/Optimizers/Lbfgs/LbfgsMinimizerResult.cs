namespace LstmForecast.Optimizers;

/// <summary>Where a step led, what the next one needs to know, and the report for the user.</summary>
internal sealed record LbfgsMinimizerResult(double[] Point, LbfgsMemory Memory, LbfgsStep Report);
