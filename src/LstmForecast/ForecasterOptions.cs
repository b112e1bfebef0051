using LstmForecast.Forecasting;
using LstmForecast.Series;
using LstmForecast.Training;

namespace LstmForecast;

/// <summary>
/// What kind of network a <see cref="SequenceForecaster"/> builds. The number of input and output channels follows from
/// the series. Immutable.
/// </summary>
public sealed record ForecasterOptions
{
    /// <summary>
    /// The units of each LSTM layer from the bottom up, at least one layer, each at least 1. Default: 64 and 64, as in
    /// the article. A narrower second layer is the article's remedy when training does not converge.
    /// </summary>
    public IReadOnlyList<int> HiddenSizes { get; init; } = [64, 64];

    /// <summary>
    /// Widths of further linear layers between the last LSTM layer and the linear layer that gives the output, each at
    /// least 1. Default: none.
    /// </summary>
    public IReadOnlyList<int> HeadSizes { get; init; } = [];

    /// <summary>
    /// The share of each LSTM layer's output, but the last one's, that is left out in training: from 0 to below 1.
    /// Default: 0. Needs two layers or more. The choice is made anew for every optimiser step and stays the same within it.
    /// </summary>
    public double Dropout { get; init; }

    /// <summary>How the output of each LSTM layer is normalised on its way up. Default: not at all.</summary>
    public Normalization Normalization { get; init; }

    /// <summary>The floating-point type of training. Default: 32 bits.</summary>
    public Precision Precision { get; init; }

    /// <summary>
    /// What is done to every series before the network sees it and undone in its forecasts, in this order.
    /// Default: <see cref="Transform.Standardize"/>. An empty list feeds the series as they are.
    /// </summary>
    public IReadOnlyList<Transform> Transforms { get; init; } = [Transform.Standardize];

    /// <summary>
    /// How many steps ahead forecasts will go, at least 1. Default: null, any number by the recursive strategy: one step
    /// is learnt, and forecasts are fed back. With a number <see cref="Strategy"/> says how it is reached.
    /// </summary>
    public int? Horizon { get; init; }

    /// <summary>
    /// How <see cref="Horizon"/> is forecast; without one always recursively. Default: direct, all steps at once, and no
    /// more can be asked for.
    /// </summary>
    public ForecastStrategy Strategy { get; init; }

    /// <summary>What training makes small. Default: the squared error.</summary>
    public Loss Loss { get; init; } = Loss.Squared;

    /// <summary>
    /// The channels that inform and are known up to the cutoff only; they need a <see cref="Horizon"/>, as the recursive
    /// strategy would have to know them ahead. Default: none.
    /// </summary>
    public IReadOnlyList<string> PastCovariates { get; init; } = [];

    /// <summary>
    /// The channels that inform and are known ahead, for the whole horizon: prices, holidays. Default: none.
    /// </summary>
    public IReadOnlyList<string> KnownCovariates { get; init; } = [];

    /// <summary>
    /// What the timestamps tell of each time step, known ahead: hour, weekday, holidays. Default: none. Needs series with
    /// timestamps.
    /// </summary>
    public IReadOnlyList<CalendarFeature> Calendar { get; init; } = [];

    /// <summary>What is done where a target was not observed. Default: an error that names the place.</summary>
    public MissingValues Missing { get; init; } = MissingValues.Error;

    /// <summary>
    /// How many networks are trained, with the seeds <see cref="Seed"/>, <see cref="Seed"/> + 1, …, whose forecasts become
    /// one; at least 1. Default: 1.
    /// </summary>
    public int EnsembleSize { get; init; } = 1;

    /// <summary>How the forecasts of an ensemble become one. Default: by their median.</summary>
    public EnsembleCombination EnsembleCombination { get; init; }

    /// <summary>
    /// What initial weights, dropout and the order of mini-batches are drawn from. Default: 0. Global random state,
    /// TorchSharp's included, is neither used nor changed.
    /// </summary>
    public long Seed { get; init; }

    /// <summary>What computes the LSTM layers in training. Default: the fastest for the device.</summary>
    public LstmEngine Engine { get; init; }

    /// <summary>
    /// Where training computes. Default: the CPU. The model that comes out forecasts on the CPU, and free-running
    /// forecasts of validation series do so as well. A device that is missing is an error when training begins; nothing
    /// falls back to another one.
    /// </summary>
    public ComputeDevice Device { get; init; } = ComputeDevice.Cpu;

    /// <summary>
    /// How many threads <see cref="LstmEngine.Fused"/> trains on, at least 1. Default: null, one for each processor. The
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

    /// <summary>
    /// Options for those who do not want to tune them: <see cref="Transform.Auto"/>, <see cref="ForecastStrategy.Auto"/>, a
    /// layer of 32 units, the median of 5 networks. With <see cref="AutoTraining"/>, which is the default with them, what
    /// the library chose is in <see cref="TrainingHistory.Choices"/>.
    /// </summary>
    /// <param name="horizon">How many steps ahead forecasts will go, at least 1.</param>
    public static ForecasterOptions Auto(int horizon) => new()
    {
        Horizon = horizon,
        Strategy = ForecastStrategy.Auto,
        Transforms = [Transform.Auto],
        HiddenSizes = [32],
        EnsembleSize = 5,
    };

    /// <summary>Every rule at once, so that the caller mends all mistakes in one go.</summary>
    internal void Validate()
    {
        var problems = new List<string>();
        if (HiddenSizes is null || HiddenSizes.Count == 0)
            problems.Add("HiddenSizes is empty; name the units of at least one LSTM layer.");
        else
            problems.AddRange(BelowOne(nameof(HiddenSizes), HiddenSizes));
        if (HeadSizes is null) problems.Add("HeadSizes is null; use an empty list for no further linear layer.");
        else problems.AddRange(BelowOne(nameof(HeadSizes), HeadSizes));
        if (!(Dropout >= 0 && Dropout < 1))
            problems.Add(FormattableString.Invariant($"Dropout is {Dropout}; it must be from 0 to below 1."));
        else if (Dropout > 0 && HiddenSizes?.Count == 1)
            problems.Add(FormattableString.Invariant(
                $"Dropout is {Dropout} but there is one LSTM layer; it acts between layers: add one to HiddenSizes, or set it to 0."));
        if (!Enum.IsDefined(Normalization)) problems.Add($"Normalization has the unknown value {Normalization}.");
        if (!Enum.IsDefined(Precision)) problems.Add($"Precision has the unknown value {Precision}.");
        if (!Enum.IsDefined(Engine)) problems.Add($"Engine has the unknown value {Engine}.");
        if (Device is null) problems.Add("Device is null; leave it out for ComputeDevice.Cpu.");
        if (Device is not null && Device != ComputeDevice.Cpu && Engine == LstmEngine.Fused)
        {
            problems.Add(
                $"Engine is Fused but Device is {Device}; that engine runs on the CPU: set Engine to Auto, or Device to "
                + "ComputeDevice.Cpu.");
        }

        if (Device == ComputeDevice.Mps && Precision == Precision.Float64)
        {
            problems.Add(
                "Precision is Float64 but Device is mps, which has 32 bits only; set Precision to Float32, or choose "
                + "another device.");
        }

        if (Horizon < 1) problems.Add($"Horizon is {Horizon}; it must be at least 1, or null for the recursive strategy.");
        if (!Enum.IsDefined(Strategy)) problems.Add($"Strategy has the unknown value {Strategy}.");
        if (Loss is null) problems.Add("Loss is null; leave it out for the squared error.");
        if (Missing is null) problems.Add("Missing is null; leave it out for an error where a value is missing.");
        if (Loss is { Kind: OutputKind.NegativeBinomial } && Missing?.Filling is LinearFilling)
        {
            problems.Add(
                "Loss is NegativeBinomial, which needs whole numbers, but Missing is Filling.Linear, which makes fractions; fill by "
                + "Filling.Last or Filling.Seasonal, or take MissingValues.Mask, which learns from what was observed alone.");
        }

        if (Loss is { Kind: OutputKind.NegativeBinomial } && Transforms?.Contains(Transform.Log) == true)
        {
            problems.Add(
                "Loss is NegativeBinomial, whose sample paths draw counts of 0, and Transforms has Transform.Log, which takes none; use "
                + "Transform.LogShifted.");
        }

        if (PastCovariates is null || PastCovariates.Contains(null!))
            problems.Add("PastCovariates is null or holds null; use an empty list for none.");
        else if (PastCovariates.Count > 0 && (Horizon is null || Strategy == ForecastStrategy.Recursive))
            problems.Add("PastCovariates are not known ahead, which feeding forecasts back needs; set Horizon and the direct strategy, or make them KnownCovariates.");
        if (Calendar is null || Calendar.Contains(null!)) problems.Add("Calendar is null or holds null; use an empty list for none.");
        if (KnownCovariates is null || KnownCovariates.Contains(null!))
            problems.Add("KnownCovariates is null or holds null; use an empty list for none.");
        else if (PastCovariates?.Intersect(KnownCovariates).FirstOrDefault() is string both)
            problems.Add($"The channel '{both}' is in PastCovariates and in KnownCovariates; name it in one of them.");
        problems.AddRange(Twice(nameof(PastCovariates), PastCovariates));
        problems.AddRange(Twice(nameof(KnownCovariates), KnownCovariates));
        if (EnsembleSize < 1) problems.Add($"EnsembleSize is {EnsembleSize}; it must be at least 1.");
        if (!Enum.IsDefined(EnsembleCombination)) problems.Add($"EnsembleCombination has the unknown value {EnsembleCombination}.");
        if (Threads < 1) problems.Add($"Threads is {Threads}; it must be at least 1, or null for all processors.");
        if (MemoryMegabytes < 1) problems.Add($"MemoryMegabytes is {MemoryMegabytes}; it must be at least 1.");
        if (Transforms is null || Transforms.Contains(null!))
            problems.Add("Transforms is null or holds null; use an empty list to feed the series as they are.");
        OptionProblems.ThrowIfAny(nameof(ForecasterOptions), problems);
    }

    private static IEnumerable<string> Twice(string name, IReadOnlyList<string>? channels) =>
        (channels ?? []).Where(channel => channel is not null).CountBy(channel => channel).Where(entry => entry.Value > 1)
            .Select(entry => $"{name} names the channel '{entry.Key}' {entry.Value} times; name it once.");

    private static IEnumerable<string> BelowOne(string name, IReadOnlyList<int> sizes) =>
        sizes.Select((size, i) => (size, i)).Where(entry => entry.size < 1)
            .Select(entry => $"{name}[{entry.i}] is {entry.size}; it must be at least 1.");
}
