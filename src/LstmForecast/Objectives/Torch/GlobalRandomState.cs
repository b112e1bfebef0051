using static TorchSharp.torch;

namespace LstmForecast.Objectives;

/// <summary>
/// TorchSharp's cells and layers draw initial weights from the process-wide generator. Ours are overwritten anyway, so the
/// generator is put back: a caller's own random numbers do not depend on whether it made a forecaster in between. A thread that
/// draws at that very moment may see some numbers again; where that matters, <see cref="ParameterCell"/> and its like draw
/// nothing.
/// </summary>
internal static class GlobalRandomState
{
    // Two at once would put back each other's states.
    private static readonly Lock OneAtATime = new();

    public static T Preserve<T>(Func<T> make)
    {
        lock (OneAtATime) return PreserveAlone(make);
    }

    private static T PreserveAlone<T>(Func<T> make)
    {
        using Tensor before = get_rng_state();
        try
        {
            return make();
        }
        finally
        {
            set_rng_state(before);
        }
    }
}
