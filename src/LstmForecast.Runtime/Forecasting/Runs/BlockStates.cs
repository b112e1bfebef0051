using LstmForecast.Lstm;

namespace LstmForecast.Forecasting;

/// <summary>
/// States for blocks of rows, one at a time on each thread: memory at a fixed address is dear to allocate, and a block is
/// soon done with it. A state comes as the last block left it: its rows have to be cleared or loaded.
/// </summary>
internal sealed class BlockStates(LstmNetwork network) : IDisposable
{
    private readonly ThreadLocal<NetworkState?> _states = new();

    /// <summary>The state of this thread, for so many rows.</summary>
    public NetworkState For(int rows)
    {
        if (_states.Value?.Rows != rows) _states.Value = network.NewState(rows);
        return _states.Value!;
    }

    public void Dispose() => _states.Dispose();
}
