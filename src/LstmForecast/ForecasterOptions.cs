using LstmForecast.Checks;
using LstmForecast.Model;
using LstmForecast.Series;

namespace LstmForecast;

/// <summary>
/// What kind of network a <see cref="SequenceForecaster"/> builds, from what (<see cref="Data"/>), and by which machine
/// (<see cref="Compute"/>). The number of input and output channels follows from the series. Immutable.
/// </summary>
public sealed record ForecasterOptions : ICheckedOptions
{
    /// <summary>
    /// The units of each LSTM layer from the bottom up, at least one layer, each at least 1. Default: 64 and 64.
    /// A narrower second layer helps where training does not converge.
    /// </summary>
    public IReadOnlyList<int> HiddenSizes { get; init; } = [64, 64];

    /// <summary>
    /// Widths of further linear layers between the last LSTM layer and the linear layer that gives the output, each at
    /// least 1. Default: none.
    /// </summary>
    public IReadOnlyList<int> HeadSizes { get; init; } = [];

    /// <summary>
    /// The share of each LSTM layer's output, but the last one's, that is left out in training: from 0 to below 1.
    /// Default: 0. Needs two layers or more. The choice is made anew for every optimizer step and stays the same within it.
    /// </summary>
    public double Dropout { get; init; }

    /// <summary>How the output of each LSTM layer is normalized on its way up. Default: not at all.</summary>
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
    /// is learned, and forecasts are fed back. With a number <see cref="Strategy"/> says how it is reached.
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
    /// The part that channels, dates and missing values play. Default: every channel is a target, and nothing is missing.
    /// </summary>
    public DataOptions Data { get; init; } = new();

    /// <summary>
    /// How many networks are trained, with the seeds <see cref="Seed"/>, <see cref="Seed"/> + 1, …, whose forecasts become
    /// one; at least 1. Default: 1.
    /// </summary>
    public int EnsembleSize { get; init; } = 1;

    /// <summary>How the forecasts of an ensemble become one. Default: by their median.</summary>
    public EnsembleCombination EnsembleCombination { get; init; }

    /// <summary>
    /// What initial weights, dropout and the order of mini-batches are drawn from. Default: 0. Global random state, TorchSharp's
    /// included, is neither used nor changed. With <see cref="LstmEngine.Torch"/> alone or on other devices than the CPU,
    /// TorchSharp's cells draw as they are made, which is put back: who draws on another thread at that moment may see numbers
    /// again.
    /// </summary>
    public long Seed { get; init; }

    /// <summary>The machine that trains. Default: the CPU, with all its processors.</summary>
    public ComputeOptions Compute { get; init; } = new();

    /// <summary>
    /// Options for those who do not want to tune them: <see cref="Transform.Auto"/>, <see cref="ForecastStrategy.Auto"/>, a
    /// layer of 32 units, <see cref="Loss.Auto"/>, the median of 5 networks. With <see cref="AutoTraining"/>, which is the default with
    /// them, sets of series and long series get more networks, which see them prepared in different ways. What the library chose is in
    /// <see cref="TrainingHistory.Choices"/>.
    /// </summary>
    /// <param name="horizon">How many steps ahead forecasts will go, at least 1.</param>
    public static ForecasterOptions Auto(int horizon) => new()
    {
        Horizon = horizon,
        Strategy = ForecastStrategy.Auto,
        Transforms = [Transform.Auto],
        HiddenSizes = [32],
        EnsembleSize = 5,
        Loss = Loss.Auto,
    };

    void ICheckedOptions.AddProblems(OptionCheck check)
    {
        if (HiddenSizes is null || HiddenSizes.Count == 0)
            check.Add(nameof(HiddenSizes), "is empty; name the units of at least one LSTM layer.");
        Sizes(check, nameof(HiddenSizes), HiddenSizes);
        check.NotNull(HeadSizes, "use an empty list for no further linear layer");
        Sizes(check, nameof(HeadSizes), HeadSizes);
        check.FractionOrZero(Dropout);
        if (Dropout is > 0 and < 1 && HiddenSizes?.Count == 1)
        {
            check.Add(nameof(Dropout), FormattableString.Invariant(
                $"is {Dropout} but there is one LSTM layer; it acts between layers: add one to HiddenSizes, or set it to 0."));
        }

        check.Known(Normalization);
        check.Known(Precision);
        check.NoNulls(Transforms, "use an empty list to feed the series as they are");
        if (Transforms?.Count > Largest.Transforms)
            check.Add(nameof(Transforms), $"has {Transforms.Count} transforms; it must have at most {Largest.Transforms}.");
        check.Within(1, Largest.Horizon, Horizon, "or null for the recursive strategy");
        check.Known(Strategy);
        check.NotNull(Loss, "leave it out for the squared error");
        check.Within(1, Largest.Members, EnsembleSize);
        check.Known(EnsembleCombination);
        check.NotNull(Data, "leave it out if every channel is a target and nothing is missing");
        check.Nested(Data);
        check.NotNull(Compute, "leave it out for the CPU");
        check.Nested(Compute);
        AddContradictions(check);
    }

    /// <summary>Rules between the network, the data and the machine.</summary>
    private void AddContradictions(OptionCheck check)
    {
        if (Compute?.Device == ComputeDevice.Mps && Precision == Precision.Float64)
        {
            check.Add(
                nameof(Precision),
                "is Float64 but Compute.Device is mps, which has 32 bits only; set Precision to Float32, or choose another device.");
        }

        if (Data?.PastCovariates is { Count: > 0 } past && !past.Contains(null!)
            && (Horizon is null || Strategy == ForecastStrategy.Recursive))
        {
            check.Add(
                $"{nameof(Data)}.{nameof(DataOptions.PastCovariates)}",
                "are not known ahead, which feeding forecasts back needs; set Horizon and the direct strategy, or make them "
                + "KnownCovariates.");
        }

        if (Loss is not { Kind: OutputKind.NegativeBinomial }) return;
        if (Data?.Missing?.Filling is LinearFilling)
        {
            check.Add(
                nameof(Loss),
                "is NegativeBinomial, which needs whole numbers, but Data.Missing is Filling.Linear, which makes fractions; fill by "
                + "Filling.Last or Filling.Seasonal, or take MissingValues.Mask, which learns from what was observed alone.");
        }

        if (Transforms?.Contains(Transform.Log) == true)
        {
            check.Add(
                nameof(Loss),
                "is NegativeBinomial, whose sample paths draw counts of 0, and Transforms has Transform.Log, which takes none; use "
                + "Transform.LogShifted.");
        }
    }

    private static void Sizes(OptionCheck check, string property, IReadOnlyList<int>? sizes)
    {
        if (sizes?.Count > Largest.Layers) check.Add(property, $"has {sizes.Count} layers; it must have at most {Largest.Layers}.");
        for (int i = 0; i < Math.Min(sizes?.Count ?? 0, Largest.Layers); i++)
            check.Within(1, Largest.Units, sizes![i], property: $"{property}[{i}]");
    }
}
