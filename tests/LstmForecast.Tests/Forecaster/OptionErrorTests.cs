namespace LstmForecast.Tests.Forecaster;

/// <summary>Wrong options are refused before any work is done, all of them in one message.</summary>
public sealed class OptionErrorTests
{
    public static TheoryData<ForecasterOptions, string> Networks() => new()
    {
        { new() { HiddenSizes = [] }, "HiddenSizes is empty; name the units of at least one LSTM layer." },
        { new() { Data = null! }, "Data is null; leave it out if every channel is a target and nothing is missing." },
        { new() { Compute = null! }, "Compute is null; leave it out for the CPU." },
        { new() { Compute = new() { Threads = 0 } }, "Compute.Threads is 0; it must be at least 1, or null for all processors." },
        { new() { Compute = new() { MemoryMegabytes = 0 } }, "Compute.MemoryMegabytes is 0; it must be at least 1." },
        { new() { HiddenSizes = null! }, "HiddenSizes is empty; name the units of at least one LSTM layer." },
        { new() { HiddenSizes = [4, 0] }, "HiddenSizes[1] is 0; it must be at least 1." },
        { new() { HeadSizes = null! }, "HeadSizes is null; use an empty list for no further linear layer." },
        { new() { HeadSizes = [-2] }, "HeadSizes[0] is -2; it must be at least 1." },
        { new() { Dropout = 1 }, "Dropout is 1; it must be from 0 to below 1." },
        { new() { Dropout = -0.5 }, "Dropout is -0.5; it must be from 0 to below 1." },
        { new() { Dropout = double.NaN }, "Dropout is NaN; it must be from 0 to below 1." },
        {
            new() { HiddenSizes = [8], Dropout = 0.5 },
            "Dropout is 0.5 but there is one LSTM layer; it acts between layers: add one to HiddenSizes, or set it to 0."
        },
        { new() { Normalization = (Normalization)7 }, "Normalization has the unknown value 7." },
        { new() { Precision = (Precision)7 }, "Precision has the unknown value 7." },
        { new() { Compute = new() { Device = null! } }, "Compute.Device is null; leave it out for ComputeDevice.Cpu." },
        {
            new() { Compute = new() { Engine = LstmEngine.Fused, Device = ComputeDevice.Cuda(1) } },
            "Compute.Engine is Fused but Device is cuda:1; that engine runs on the CPU: set Engine to Auto, or Device to "
            + "ComputeDevice.Cpu."
        },
        {
            new() { Precision = Precision.Float64, Compute = new() { Device = ComputeDevice.Mps } },
            "Precision is Float64 but Compute.Device is mps, which has 32 bits only; set Precision to Float32, or choose another "
            + "device."
        },
        { new() { Horizon = 0 }, "Horizon is 0; it must be at least 1, or null for the recursive strategy." },
        { new() { Loss = null! }, "Loss is null; leave it out for the squared error." },
        { new() { Data = new() { Missing = null! } }, "Data.Missing is null; leave it out for an error where a value is missing." },
        {
            new() { Loss = Loss.NegativeBinomial, Data = new() { Missing = MissingValues.Fill(Filling.Linear) } },
            "Loss is NegativeBinomial, which needs whole numbers, but Data.Missing is Filling.Linear, which makes fractions; fill by "
            + "Filling.Last or Filling.Seasonal, or take MissingValues.Mask, which learns from what was observed alone."
        },
        {
            new() { Loss = Loss.NegativeBinomial, Transforms = [Transform.Standardize, Transform.Log] },
            "Loss is NegativeBinomial, whose sample paths draw counts of 0, and Transforms has Transform.Log, which takes none; use "
            + "Transform.LogShifted."
        },
        {
            new() { Data = new() { PastCovariates = ["price"] } },
            "Data.PastCovariates are not known ahead, which feeding forecasts back needs; set Horizon and the direct strategy, or make them KnownCovariates."
        },
        {
            new() { Horizon = 2, Data = new() { PastCovariates = ["price"], KnownCovariates = ["price"] } },
            "Data.PastCovariates and KnownCovariates both name the channel 'price'; name it in one of them."
        },
        {
            new() { Data = new() { KnownCovariates = ["price", "price"] } },
            "Data.KnownCovariates names the channel 'price' 2 times; name it once."
        },
        { new() { Data = new() { KnownCovariates = null! } }, "Data.KnownCovariates is null or holds null; use an empty list for none." },
        { new() { Data = new() { PastCovariates = [null!] } }, "Data.PastCovariates is null or holds null; use an empty list for none." },
        { new() { EnsembleSize = 0 }, "EnsembleSize is 0; it must be at least 1." },
        { new() { EnsembleCombination = (EnsembleCombination)4 }, "EnsembleCombination has the unknown value 4." },
        { new() { Transforms = null! }, "Transforms is null or holds null; use an empty list to feed the series as they are." },
        { new() { Transforms = [null!] }, "Transforms is null or holds null; use an empty list to feed the series as they are." },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Constructor_WrongOption_SaysWhatIsWrong(ForecasterOptions options, string problem) =>
        FluentActions.Invoking(() => new SequenceForecaster(options)).Should().ThrowExactly<ArgumentException>()
            .Which.Message.Should().Be($"ForecasterOptions: {problem} (Parameter 'options')");

    [Fact]
    public void Constructor_SeveralWrongOptions_NamesAllAtOnce()
    {
        Action act = () => _ = new SequenceForecaster(new()
        {
            HiddenSizes = [0],
            HeadSizes = [3, -1],
            Dropout = 2,
            Precision = (Precision)9,
        });

        act.Should().ThrowExactly<ArgumentException>().Which.Message.Should().Be(
            "ForecasterOptions: HiddenSizes[0] is 0; it must be at least 1. HeadSizes[1] is -1; it must be at least 1. "
            + "Dropout is 2; it must be from 0 to below 1. Precision has the unknown value 9. (Parameter 'options')");
    }

    public static TheoryData<TrainingOptions, string> Trainings() => new()
    {
        { new LbfgsTraining { Epochs = 0 }, "LbfgsTraining: Epochs is 0; it must be at least 1." },
        { new LbfgsTraining { Optimizer = null! }, "LbfgsTraining: Optimizer is null; leave it out for the defaults." },
        { new SgdTraining { RestoreEpoch = (EpochChoice)9 }, "SgdTraining: RestoreEpoch has the unknown value 9." },
        {
            new SgdTraining { RestoreEpoch = EpochChoice.ValidationLoss },
            "SgdTraining: RestoreEpoch is ValidationLoss but there are no validation series; pass some, or restore by training loss."
        },
        {
            new SgdTraining { RestoreEpoch = EpochChoice.FreeRunningError },
            "SgdTraining: RestoreEpoch is FreeRunningError but there are no validation series; pass some, or restore by training loss."
        },
        { new SgdTraining { Patience = 0 }, "SgdTraining: Patience is 0; it must be at least 1, or null for none." },
        {
            new SgdTraining { Patience = 2, RestoreEpoch = EpochChoice.Last },
            "SgdTraining: Patience watches the loss that RestoreEpoch names, and RestoreEpoch is Last; "
            + "name a loss, or set Patience to null."
        },
        { new SgdTraining { FreeRunFrom = 0 }, "SgdTraining: FreeRunFrom is 0; it must be above 0 and below 1." },
        { new SgdTraining { FreeRunFrom = 1 }, "SgdTraining: FreeRunFrom is 1; it must be above 0 and below 1." },
        {
            new SgdTraining { OnCancellation = (CancellationBehavior)5 },
            "SgdTraining: OnCancellation has the unknown value 5."
        },
        { new AdamWTraining { LearningRate = 0 }, "AdamWTraining: LearningRate is 0; it must be finite and above 0." },
        { new AdamWTraining { LearningRate = double.NaN }, "AdamWTraining: LearningRate is NaN; it must be finite and above 0." },
        { new AdamWTraining { BatchSize = 0 }, "AdamWTraining: BatchSize is 0; it must be at least 1." },
        {
            new AdamWTraining { ClipGradientNorm = 0 },
            "AdamWTraining: ClipGradientNorm is 0; it must be above 0, or null for none."
        },
        { new AdamWTraining { WeightDecay = -0.1 }, "AdamWTraining: WeightDecay is -0.1; it must be finite and at least 0." },
        { new AdamWTraining { Beta1 = 1 }, "AdamWTraining: Beta1 is 1; it must be from 0 to below 1." },
        { new AdamWTraining { Beta2 = -0.1 }, "AdamWTraining: Beta2 is -0.1; it must be from 0 to below 1." },
        { new SgdTraining { Momentum = 1 }, "SgdTraining: Momentum is 1; it must be from 0 to below 1." },
        { new SgdTraining { MinimumDelta = -1 }, "SgdTraining: MinimumDelta is -1; it must be finite and at least 0." },
        { new SgdTraining { ValidationSteps = 0 }, "SgdTraining: ValidationSteps is 0; it must be at least 1, or null for none." },
        {
            new SgdTraining { Windows = new() { Length = 3, Stride = 0, LossSteps = 4, WindowsPerEpoch = 0 } },
            "SgdTraining: Windows.Stride is 0; it must be at least 1. Windows.LossSteps is 4; it must be from 1 to Length (3), "
            + "or null for every step. Windows.WindowsPerEpoch is 0; it must be at least 1, or null for each window once."
        },
        { new SgdTraining { Windows = new() { Length = 0 } }, "SgdTraining: Windows.Length is 0; it must be at least 1." },
        {
            new AdamWTraining { Epochs = 3, WarmupEpochs = 3 },
            "AdamWTraining: WarmupEpochs is 3; it must be at least 0 and below Epochs (3)."
        },
        { new AdamWTraining { PlateauPatience = 0 }, "AdamWTraining: PlateauPatience is 0; it must be at least 1." },
        { new AdamWTraining { PlateauFactor = 1 }, "AdamWTraining: PlateauFactor is 1; it must be above 0 and below 1." },
        { new AdamWTraining { Schedule = (LearningRateSchedule)8 }, "AdamWTraining: Schedule has the unknown value 8." },
        {
            new SgdTraining { Epochs = -1, Patience = -1, LearningRate = -1, BatchSize = -1, Momentum = -1 },
            "SgdTraining: Epochs is -1; it must be at least 1. Patience is -1; it must be at least 1, or null for none. "
            + "LearningRate is -1; it must be finite and above 0. BatchSize is -1; it must be at least 1. "
            + "Momentum is -1; it must be from 0 to below 1."
        },
    };

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Fit_WrongTraining_SaysWhatIsWrong(TrainingOptions training, string message) =>
        FluentActions.Invoking(() => new SequenceForecaster(Small.Exact).Fit(Small.Waves(), training))
            .Should().ThrowExactly<ArgumentException>().Which.Message.Should().Be($"{message} (Parameter 'training')");

    [Fact]
    public void Fit_KeptEpochsOfAnEnsemble_IsRefusedWithTheOtherProblems()
    {
        var forecaster = new SequenceForecaster(Small.Exact with { EnsembleSize = 3 });

        FluentActions.Invoking(() => forecaster.Fit(Small.Waves(), new SgdTraining { KeepEpochs = true, Momentum = 1 }))
            .Should().ThrowExactly<ArgumentException>().Which.Message.Should().Be(
                "SgdTraining: Momentum is 1; it must be from 0 to below 1. "
                + "KeepEpochs is set and EnsembleSize is 3; members may stop at different epochs, so there is no ensemble of "
                + "one epoch to go back to: leave it out, or train one network. (Parameter 'training')");
    }

    [Fact]
    public void Fit_ValidationStepsAndSeries_IsRefused() =>
        FluentActions.Invoking(() => new SequenceForecaster(Small.Exact)
            .Fit(Small.Waves(), new SgdTraining { ValidationSteps = 2 }, Small.Waves()))
            .Should().ThrowExactly<ArgumentException>().Which.Message.Should().Be(
                "SgdTraining: ValidationSteps is set and there are validation series too; choose one of them. (Parameter 'training')");

    [Fact]
    public void Defaults_OfOptions_AreThoseOfTheDocumentation()
    {
        var network = new ForecasterOptions();
        network.HiddenSizes.Should().Equal(64, 64);
        network.HeadSizes.Should().BeEmpty();
        network.Transforms.Should().Equal(Transform.Standardize);
        (network.Dropout, network.Normalization, network.Precision, network.Seed)
            .Should().Be((0.0, Normalization.None, Precision.Float32, 0L));
        network.Compute.Should().Be(new ComputeOptions
        {
            Engine = LstmEngine.Auto,
            Device = ComputeDevice.Cpu,
            Threads = null,
            MemoryMegabytes = 1024,
        });
        network.Data.PastCovariates.Should().BeEmpty();
        network.Data.KnownCovariates.Should().BeEmpty();
        network.Data.Calendar.Should().BeEmpty();
        network.Data.Missing.Should().Be(MissingValues.Error);
        new LbfgsTraining().Epochs.Should().Be(8);
        new AdamWTraining().Should().Be(new AdamWTraining
        {
            Epochs = 100,
            LearningRate = 1e-3,
            Beta1 = 0.9,
            Beta2 = 0.999,
            BatchSize = 32,
            WeightDecay = 0,
            ClipGradientNorm = null,
            RestoreEpoch = EpochChoice.Automatic,
            KeepEpochs = false,
            Patience = null,
            FreeRunFrom = 0.5,
            OnCancellation = CancellationBehavior.Throw,
        });
        new SgdTraining().Should().Be(new SgdTraining { Epochs = 100, LearningRate = 1e-2, Momentum = 0 });
    }
}
