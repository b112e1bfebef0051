using System.Diagnostics;
using System.Globalization;

namespace LstmForecast.Samples;

/// <summary>How long a step of the stream takes in this build, on this processor.</summary>
internal static class StreamTiming
{
    private const int StepsPerRound = 10_000;

    // The just-in-time compiler compiles hot code again some tenths of a second after it was first run.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// Prints microseconds of processor time a step, which other programs on the machine change little: an update and a
    /// forecast of one step. The median of 21 rounds.
    /// </summary>
    public static void Print(TrainedForecaster model)
    {
        ForecastStream state = model.StartStream(new TimeSeries("timing", [], model.Channels));
        var values = new double[model.Channels.Count];
        var forecast = new double[model.TargetChannels.Count];
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < WarmUp) Round();
        var rounds = new double[21];
        foreach (ref double round in rounds.AsSpan())
        {
            TimeSpan before = Environment.CpuUsage.TotalTime;
            Round();
            round = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / StepsPerRound;
        }

        Array.Sort(rounds);
        Console.WriteLine(rounds[rounds.Length / 2].ToString("F3", CultureInfo.InvariantCulture));

        void Round()
        {
            for (int step = 0; step < StepsPerRound; step++)
            {
                values.AsSpan().Fill(2 + Math.Sin(step / 20.0));
                state.Update(values);
                if (state.IsReady) state.Forecast(forecast);
            }
        }
    }
}
