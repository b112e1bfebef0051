using static TorchSharp.torch;

namespace LstmForecast.Network;

/// <summary>
/// TorchSharp's modules draw initial weights from the process-wide generator. Ours are overwritten anyway, so the
/// generator is put back: a caller's own random numbers do not depend on whether it made a forecaster in between.
/// </summary>
internal static class GlobalRandomState
{
    public static T Preserve<T>(Func<T> make)
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
