using LstmForecast.Runtime.Tests.Forecasting;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>What must hold of any bytes that are given as a model.</summary>
internal static class Refusal
{
    /// <summary>
    /// Reads the bytes: either it throws InvalidDataException (gives its message), or the model forecasts (gives null).
    /// Any other exception passes through. Memory stays within a small multiple of the file.
    /// </summary>
    public static string? Of(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return Of(new MemoryStream(bytes));
        }
        finally
        {
            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000_000 + 20L * bytes.Length);
        }
    }

    /// <summary>The same of a stream, without a look at the memory.</summary>
    public static string? Of(Stream stream)
    {
        try
        {
            TrainedForecaster model = TrainedForecaster.Load(stream);
            int length = Math.Min(model.MinimumHistory, 50) + 2;
            if (model.MinimumHistory <= length)
                model.Forecast(Models.Wave("A", length, model.Channels.Count, level: 3).As(model.Channels), horizon: 2);
            return null;
        }
        catch (InvalidDataException problem)
        {
            return problem.Message;
        }
    }

    private static TimeSeries As(this TimeSeries series, IReadOnlyList<string> channels) =>
        new(series.Name, series.Values, channels);
}
