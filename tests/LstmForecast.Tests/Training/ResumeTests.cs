using LstmForecast.Tests.Backend;
using LstmForecast.Tests.Forecaster;

namespace LstmForecast.Tests.Training;

public sealed class ResumeTests : IDisposable
{
    private static readonly ForecasterOptions Options = new() { HiddenSizes = [5, 4], Seed = 11 };
    private static readonly SeriesSet Train = Small.Waves(count: 5, length: 24);
    private static readonly SeriesSet Judge = Small.Waves([20, 17], firstPhase: 9);

    private readonly string _folder = Directory.CreateTempSubdirectory("lstm-forecast-").FullName;

    private string File => Path.Combine(_folder, "checkpoint");

    public static TheoryData<string> Kinds => [.. All.Keys];

    private static Dictionary<string, (ForecasterOptions Options, TrainingOptions Training)> All { get; } = new()
    {
        ["L-BFGS"] = (Options, new LbfgsTraining { Epochs = 5, Optimizer = new() { MaxIterations = 3, HistorySize = 4 } }),
        ["L-BFGS, dropout, double"] = (
            Options with { Dropout = 0.3, Precision = Precision.Float64 },
            new LbfgsTraining { Epochs = 5, Optimizer = new() { MaxIterations = 3 } }),
        ["Adam, plateau, dropout"] = (
            Options with { Dropout = 0.4 },
            new AdamWTraining
            {
                Epochs = 7,
                LearningRate = 0.05,
                BatchSize = 2,
                WeightDecay = 0.01,
                ClipGradientNorm = 0.1,
                Schedule = LearningRateSchedule.Plateau,
                PlateauPatience = 1,
            }),
        ["Adam, cosine, windows, kept epochs"] = (
            Options,
            new AdamWTraining
            {
                Epochs = 6,
                LearningRate = 0.02,
                BatchSize = 3,
                WarmupEpochs = 2.5,
                Schedule = LearningRateSchedule.Cosine,
                Windows = new() { Length = 9, WindowsPerEpoch = 11, Sampling = WindowSampling.ByLength },
                KeepEpochs = true,
            }),
        ["SGD, momentum, batch normalisation"] = (
            Options with { Normalization = Normalization.Batch },
            new SgdTraining { Epochs = 6, LearningRate = 0.05, Momentum = 0.9, BatchSize = 2 }),
        ["SGD, patience"] = (
            Options,
            new SgdTraining { Epochs = 9, LearningRate = 3, BatchSize = 2, Patience = 5, MinimumDelta = 1e-3 }),
        ["L-BFGS, batch normalisation, whole-batch engine"] = (
            Options with { Normalization = Normalization.Batch, Compute = new() { Engine = LstmEngine.Torch } },
            new LbfgsTraining { Epochs = 4, Optimizer = new() { MaxIterations = 2 } }),
        ["Adam, gaps"] = (
            Options with { Data = new() { Missing = MissingValues.Mask } },
            new AdamWTraining { Epochs = 5, LearningRate = 0.05, BatchSize = 2 }),
        ["L-BFGS, gaps, horizon"] = (
            Options with { Data = new() { Missing = MissingValues.Mask }, Horizon = 3, Loss = Loss.Quantile(0.1, 0.9) },
            new LbfgsTraining { Epochs = 4, Optimizer = new() { MaxIterations = 3 } }),
        ["Adam, ensemble"] = (
            Options with { EnsembleSize = 3 },
            new AdamWTraining { Epochs = 5, LearningRate = 0.05, BatchSize = 2 }),
    };

    [Fact]
    public void Fit_ResumedWithMoreEpochs_GivesTheBitsOfOneThatHadThemAtOnce()
    {
        foreach (TrainingOptions training in (TrainingOptions[])[
            new LbfgsTraining { Epochs = 2, Optimizer = new() { MaxIterations = 3 } },
            new AdamWTraining { Epochs = 2, BatchSize = 2, KeepEpochs = true }])
        {
            TrainingOptions own = training with { Checkpoint = new() { Path = File, Resume = true } };
            new SequenceForecaster(Options).Fit(Train, own, Judge);

            TrainedForecaster longer = new SequenceForecaster(Options).Fit(Train, own with { Epochs = 5 }, Judge);

            TrainedForecaster atOnce = new SequenceForecaster(Options).Fit(Train, training with { Epochs = 5 }, Judge);
            longer.History.Epochs.Count.Should().Be(5);
            longer.History.RestoredEpoch.Should().Be(atOnce.History.RestoredEpoch);
            longer.Definition.Weights.Hash().Should().Be(atOnce.Definition.Weights.Hash());
            FluentActions.Invoking(() => new SequenceForecaster(Options).Fit(Train, own with { Epochs = 3 }, Judge))
                .Should().Throw<ArgumentException>().WithMessage("*Epochs was 5 and is 3*");
            System.IO.File.Delete(File);
        }

        var cosine = new AdamWTraining { Epochs = 2, BatchSize = 2, Schedule = LearningRateSchedule.Cosine, Checkpoint = new() { Path = File, Resume = true } };
        new SequenceForecaster(Options).Fit(Train, cosine);
        FluentActions.Invoking(() => new SequenceForecaster(Options).Fit(Train, cosine with { Epochs = 3 }))
            .Should().Throw<ArgumentException>("its learning rates were those of 2 epochs");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Fit_InterruptedAndResumed_GivesTheBitsOfOneThatWasNot(string kind)
    {
        (ForecasterOptions options, TrainingOptions training) = All[kind];
        SeriesSet train = options.Data.Missing == MissingValues.Mask ? WithGaps(Train) : Train;
        TrainedForecaster expected = new SequenceForecaster(options).Fit(train, training, Judge);
        for (int stop = 1; stop < expected.History.Epochs.Count; stop += 2)
        {
            System.IO.File.Delete(File);
            training = training with { Checkpoint = new() { Path = File, Resume = true } };
            Action interrupted = () => new SequenceForecaster(options).Fit(train, training, Judge, new Interruption(stop));
            interrupted.Should().Throw<Exception>();

            TrainedForecaster model = new SequenceForecaster(options).Fit(train, training, Judge);

            ShouldBeSame(model, expected);
        }
    }

    [Fact]
    public void Fit_InterruptedBetweenCheckpoints_GoesOnFromTheLast()
    {
        var training = new AdamWTraining { Epochs = 8, BatchSize = 2, Checkpoint = new() { Path = File, EveryEpochs = 3, Resume = true } };
        Action interrupted = () => new SequenceForecaster(Options).Fit(Train, training, progress: new Interruption(5));
        interrupted.Should().Throw<Exception>();
        var reports = new List<EpochReport>();

        TrainedForecaster model = new SequenceForecaster(Options).Fit(Train, training, progress: new Listener(reports.Add));

        reports.Select(report => report.Epoch).Should().Equal(4, 5, 6, 7, 8);
        ShouldBeSame(model, new SequenceForecaster(Options).Fit(Train, training with { Checkpoint = null }));
    }

    /// <summary>The model was not saved yet when the process ended: it is there all the same.</summary>
    [Fact]
    public void Fit_AfterTheEnd_GivesTheModelAtOnce()
    {
        var training = new LbfgsTraining { Epochs = 3, Checkpoint = new() { Path = File, Resume = true } };
        TrainedForecaster first = new SequenceForecaster(Options).Fit(Train, training);
        var reports = new List<EpochReport>();

        TrainedForecaster second = new SequenceForecaster(Options).Fit(Train, training, progress: new Listener(reports.Add));

        reports.Should().BeEmpty();
        ShouldBeSame(second, first);
    }

    [Fact]
    public void Fit_CancelledForTheBestSoFar_CanBeResumed()
    {
        using var cancel = new CancellationTokenSource();
        var training = new AdamWTraining
        {
            Epochs = 6,
            BatchSize = 2,
            OnCancellation = CancellationBehavior.ReturnBest,
            Checkpoint = new() { Path = File, Resume = true },
        };
        TrainedForecaster cut = new SequenceForecaster(Options).Fit(
            Train, training, progress: new Listener(report => { if (report.Epoch == 2) cancel.Cancel(); }), cancellationToken: cancel.Token);
        cut.History.StopReason.Should().Be(StopReason.Cancelled);

        TrainedForecaster model = new SequenceForecaster(Options).Fit(Train, training);

        ShouldBeSame(model, new SequenceForecaster(Options).Fit(Train, training with { Checkpoint = null }));
    }

    [Fact]
    public void FineTune_InterruptedAndResumed_GivesTheBitsOfOneThatWasNot()
    {
        var forecaster = new SequenceForecaster(Options);
        TrainedForecaster start = forecaster.Fit(Train, new LbfgsTraining { Epochs = 2 });
        var training = new AdamWTraining { Epochs = 5, BatchSize = 2 };
        TrainedForecaster expected = forecaster.FineTune(start, Judge, training);
        training = training with { Checkpoint = new() { Path = File, Resume = true } };
        Action interrupted = () => forecaster.FineTune(start, Judge, training, progress: new Interruption(3));
        interrupted.Should().Throw<Exception>();

        ShouldBeSame(forecaster.FineTune(start, Judge, training), expected);
    }

    /// <summary>Each process is killed after an epoch, as by a crash; the last one goes to the end.</summary>
    [Theory]
    [InlineData("lbfgs")]
    [InlineData("adam")]
    public async Task Fit_KilledProcesses_TheLastGivesTheBitsOfOneThatWasNot(string kind)
    {
        HostProcess whole = await HostProcess.RunVerbAsync("train", kind, Path.Combine(_folder, "whole"), "-1");
        whole.ExitCode.Should().Be(0, whole.Error);
        foreach (string last in (string[])["2", "3"])
        {
            HostProcess killed = await HostProcess.RunVerbAsync("train", kind, File, last);
            killed.ExitCode.Should().NotBe(0);
            killed.Output.Should().BeEmpty();
        }

        HostProcess resumed = await HostProcess.RunVerbAsync("train", kind, File, "-1");

        resumed.ExitCode.Should().Be(0, resumed.Error);
        resumed.Output.Should().Be(whole.Output).And.NotBeEmpty();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void ShouldBeSame(TrainedForecaster model, TrainedForecaster expected)
    {
        model.Definition.Members.Select(member => member.Hash())
            .Should().Equal(expected.Definition.Members.Select(member => member.Hash()));
        model.Forecast(Judge[0], 3).Values.ToArray().Should().Equal(expected.Forecast(Judge[0], 3).Values.ToArray());
        TrainingHistory[] histories = [model.History, .. model.History.Members];
        TrainingHistory[] wanted = [expected.History, .. expected.History.Members];
        histories.Select(one => (one.StopReason, one.RestoredEpoch)).Should().Equal(wanted.Select(one => (one.StopReason, one.RestoredEpoch)));
        histories.SelectMany(one => one.Epochs).Select(WithoutTimes).Should().Equal(wanted.SelectMany(one => one.Epochs).Select(WithoutTimes));
        foreach ((EpochReport epoch, EpochReport other) in model.History.Epochs.Zip(expected.History.Epochs))
            epoch.Model?.Definition.Weights.Hash().Should().Be(other.Model!.Definition.Weights.Hash());
        model.History.Epochs.Select(epoch => epoch.Model is null).Should().Equal(expected.History.Epochs.Select(epoch => epoch.Model is null));
    }

    private static EpochReport WithoutTimes(EpochReport report) =>
        report with { Elapsed = default, EstimatedTimeLeft = default, Model = null };

    private static SeriesSet WithGaps(SeriesSet set) => new(set.Select((series, i) =>
    {
        double[] values = series.Values.ToArray();
        values[5 + i] = double.NaN;
        values[6 + i] = double.NaN;
        return new TimeSeries(series.Name, values, series.Channels);
    }));

    private sealed class Listener(Action<EpochReport> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch is EpochReport epoch) report(epoch);
        }
    }

    private sealed class Interruption(int epoch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Epoch?.Epoch == epoch) throw new IOException("interrupted");
        }
    }
}
