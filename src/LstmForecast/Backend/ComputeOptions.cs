using LstmForecast.Checks;

namespace LstmForecast;

/// <summary>The machine that trains, and how much of it training may take. Immutable.</summary>
public sealed record ComputeOptions : ICheckedOptions
{
    /// <summary>What computes the LSTM layers in training. Default: the fastest for the device.</summary>
    public LstmEngine Engine { get; init; }

    /// <summary>
    /// Where training computes. Default: the CPU. The model that comes out forecasts on the CPU, and free-running
    /// forecasts of validation series do so as well. A device that is missing is an error when training begins; nothing
    /// falls back to another one.
    /// </summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Cpu;

    /// <summary>
    /// How many threads <see cref="LstmEngine.Fused"/> trains on, 1 to 1024. Default: null, one for each processor; never more than there is work for. The
    /// number changes no bit of the result.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>
    /// What the activations of <see cref="LstmEngine.Fused"/> may take in training, in megabytes of 2^20 bytes, at least
    /// 1. Default: 1024. It decides how many series are worked on at once, <c>(7 x units + inputs) x 4 bytes</c> a layer,
    /// series and time step (8 in double precision); where that is too much for a single series, gates are kept for a
    /// part of its time steps only and computed twice. It changes bits, as another order of sums does.
    /// </summary>
    public int MemoryMegabytes { get; init; } = 1024;

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        check.Known(Engine);
        check.NotNull(Device, "leave it out for ComputeDevice.Cpu");
        if (Device is not null && Device != ComputeDevice.Cpu && Engine == LstmEngine.Fused)
        {
            check.Add(
                nameof(Engine),
                $"is Fused but Device is {Device}; that engine runs on the CPU: set Engine to Auto, or Device to ComputeDevice.Cpu.");
        }

        check.Within(1, Largest.Threads, Threads, "or null for all processors");
        check.AtLeast(1, MemoryMegabytes);
    }
}
