using LstmForecast.Lstm;

namespace LstmForecast.Forecasting;

/// <summary>
/// States for blocks of rows, of each size one on each thread: memory at a fixed address is dear to allocate, and a block is
/// soon done with it. A state comes as the last block left it: its rows have to be cleared or loaded.
/// </summary>
internal sealed class BlockStates(LstmNetwork network) : IDisposable
{
    /// <summary>Two register tiles of the kernel.</summary>
    public const int MostRows = 12;

    private readonly ThreadLocal<NetworkState?[]> _states = new(() => new NetworkState?[MostRows]);

    public LstmNetwork Network => network;

    /// <summary>The state of this thread, for so many rows: from 1 to <see cref="MostRows"/>.</summary>
    public NetworkState For(int rows) => _states.Value![rows - 1] ??= network.NewState(rows);

    public void Dispose() => _states.Dispose();
}
