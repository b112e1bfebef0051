namespace LstmForecast.Tests.Forecaster;

/// <summary>Unlike <see cref="System.Progress{T}"/>, which posts to another thread, it acts there and then.</summary>
internal sealed class Progress(Action<EpochReport>? act = null) : IProgress<EpochReport>
{
    internal List<EpochReport> Reports { get; } = [];

    internal List<int> Threads { get; } = [];

    public void Report(EpochReport value)
    {
        Reports.Add(value);
        Threads.Add(Environment.CurrentManagedThreadId);
        act?.Invoke(value);
    }
}
