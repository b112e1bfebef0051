namespace LstmForecast.Tests.Forecaster;

/// <summary>Unlike <see cref="System.Progress{T}"/>, which posts to another thread, it acts there and then.</summary>
internal sealed class Progress(Action<EpochReport>? act = null, Action<TrainingProgress>? whenever = null) : IProgress<TrainingProgress>
{
    /// <summary>All that was told, within epochs too.</summary>
    internal List<TrainingProgress> All { get; } = [];

    internal List<EpochReport> Reports { get; } = [];

    internal List<int> Threads { get; } = [];

    public void Report(TrainingProgress value)
    {
        All.Add(value);
        whenever?.Invoke(value);
        Threads.Add(Environment.CurrentManagedThreadId);
        if (value.Epoch is not EpochReport epoch) return;
        Reports.Add(epoch);
        act?.Invoke(epoch);
    }
}
