namespace LstmForecast.Samples.Service.States;

/// <summary>One state, used by one request at a time.</summary>
internal sealed class StateEntry(string name, string model, ForecastStream state, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long _lastUse = clock.GetTimestamp();

    public TrainedForecaster Model { get; } = state.Model;

    /// <summary>How long it has been left alone.</summary>
    public TimeSpan Idle => clock.GetElapsedTime(Volatile.Read(ref _lastUse));

    public StateInfo Info() => Use(Describe);

    /// <summary>Takes rows in, all or none.</summary>
    public StateInfo Update(double?[] values, double[]? known) => Use(it =>
    {
        int width = it.Model.Channels.Count;
        if (values.Length % width != 0)
        {
            throw new RequestProblem(
                StatusCodes.Status400BadRequest,
                "Not possible with this model",
                $"There are {values.Length} values; a row has {width}, one for each of {string.Join(", ", it.Model.Channels)}.");
        }

        // A later row may be refused: the rows are tried on a copy, which then takes the state's place.
        ForecastStream target = values.Length == width && known is null ? it : it.Clone();
        if (known is not null) target.ProvideKnown(known);
        var row = new double[width];
        for (int first = 0; first < values.Length; first += width)
        {
            for (int channel = 0; channel < width; channel++) row[channel] = values[first + channel] ?? double.NaN;
            target.Update(row);
        }

        state = target;
        return Describe(target);
    });

    public Forecast Forecast(int horizon) => Use(it => it.Forecast(horizon));

    private StateInfo Describe(ForecastStream it) => new(
        name, model, it.Count, it.IsReady, it.LastWasMissing, it.Drift.Kind.ToString().ToLowerInvariant());

    private T Use<T>(Func<ForecastStream, T> work)
    {
        Volatile.Write(ref _lastUse, clock.GetTimestamp());
        lock (_lock) return RequestProblem.Checked(() => work(state), mayComeLater: true);
    }
}
