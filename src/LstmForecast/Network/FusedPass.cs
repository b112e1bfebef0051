using LstmForecast.Lstm;

namespace LstmForecast.Network;

/// <summary>What a forward pass of <see cref="FusedLayer{T}"/> leaves for its backward pass.</summary>
internal sealed class FusedPass<T>(FusedBuffers<T> buffers, int rows, int steps)
    where T : unmanaged
{
    private readonly Stack<(int Step, LayerState<T> State)> _states = new();

    public FusedBuffers<T> Buffers => buffers;

    public int Rows => rows;

    public int Steps => steps;

    /// <summary>Keeps the state before a step, from which the steps that follow can be computed again.</summary>
    public void Keep(int step, LayerState<T> state) => _states.Push((step, step == 0 ? buffers.Zero : state.Copy()));

    /// <summary>The steps before which the state was kept, with it: the last one first.</summary>
    public IEnumerable<(int Step, LayerState<T> State)> StatesFromTheEnd() => _states;
}
