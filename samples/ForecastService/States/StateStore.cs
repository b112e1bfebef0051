namespace LstmForecast.Samples.Service.States;

/// <summary>
/// The states, by name. When there is no room for one more, the one that was left alone longest makes room, if that was
/// long enough; a state in use is never dropped behind its user's back.
/// </summary>
internal sealed class StateStore(ServiceOptions options, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, StateEntry> _states = new(StringComparer.Ordinal);

    public int Count
    {
        get { lock (_lock) return _states.Count; }
    }

    /// <exception cref="RequestProblem">There is none of this name.</exception>
    public StateEntry this[string name]
    {
        get
        {
            lock (_lock)
                return _states.TryGetValue(name, out StateEntry? state) ? state : throw RequestProblem.NotFound("state", name);
        }
    }

    /// <summary>Whether one more of this name could be kept; asked before the work of making it.</summary>
    /// <exception cref="RequestProblem">There is no room.</exception>
    public void CheckRoom(string name)
    {
        lock (_lock) _ = WhoMakesRoom(name);
    }

    /// <returns>Whether the name is new.</returns>
    /// <exception cref="RequestProblem">There is no room.</exception>
    public (StateEntry State, bool IsNew) Put(string name, string model, ForecastStream state)
    {
        var entry = new StateEntry(name, model, state, clock);
        lock (_lock)
        {
            if (WhoMakesRoom(name) is string idle) _states.Remove(idle);
            bool isNew = !_states.ContainsKey(name);
            _states[name] = entry;
            return (entry, isNew);
        }
    }

    public void Remove(string name)
    {
        lock (_lock)
        {
            if (!_states.Remove(name)) throw RequestProblem.NotFound("state", name);
        }
    }

    /// <summary>Null where there is room already.</summary>
    private string? WhoMakesRoom(string name)
    {
        if (_states.Count < options.MaximumStates || _states.ContainsKey(name)) return null;
        KeyValuePair<string, StateEntry> idlest = _states.MaxBy(entry => entry.Value.Idle);
        TimeSpan left = TimeSpan.FromMinutes(options.IdleMinutes) - idlest.Value.Idle;
        if (left <= TimeSpan.Zero) return idlest.Key;
        throw new RequestProblem(
            StatusCodes.Status429TooManyRequests,
            "Too many states",
            $"There are {_states.Count} states, as many as are allowed, and all were used in the last {options.IdleMinutes} "
            + "minutes; delete one, or try again later.")
        {
            RetryAfter = (int)Math.Ceiling(left.TotalSeconds),
        };
    }
}
