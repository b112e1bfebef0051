namespace LstmForecast.Samples.Service.Models;

/// <summary>The models, by name. Models are immutable: a state keeps the one that it was made of.</summary>
internal sealed class ModelStore(ServiceOptions options)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TrainedForecaster> _models = new(StringComparer.Ordinal);

    public int Count
    {
        get { lock (_lock) return _models.Count; }
    }

    /// <exception cref="RequestProblem">There is none of this name.</exception>
    public TrainedForecaster this[string name]
    {
        get
        {
            lock (_lock)
                return _models.TryGetValue(name, out TrainedForecaster? model) ? model : throw RequestProblem.NotFound("model", name);
        }
    }

    public ModelInfo[] All()
    {
        lock (_lock) return [.. _models.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => Info(entry.Key, entry.Value))];
    }

    /// <returns>Whether the name is new.</returns>
    /// <exception cref="RequestProblem">There is no room.</exception>
    public bool Put(string name, TrainedForecaster model)
    {
        lock (_lock)
        {
            bool isNew = !_models.ContainsKey(name);
            if (isNew && _models.Count >= options.MaximumModels)
            {
                throw new RequestProblem(
                    StatusCodes.Status409Conflict,
                    "Too many models",
                    $"There are {_models.Count} models, as many as are allowed; delete one first, or replace it under its name.");
            }

            _models[name] = model;
            return isNew;
        }
    }

    public void Remove(string name)
    {
        lock (_lock)
        {
            if (!_models.Remove(name)) throw RequestProblem.NotFound("model", name);
        }
    }

    public static ModelInfo Info(string name, TrainedForecaster model) => new(
        name,
        model.Channels,
        model.TargetChannels,
        model.KnownCovariates,
        model.MinimumHistory,
        model.MaximumHorizon,
        model.HasCalibratedIntervals);
}
