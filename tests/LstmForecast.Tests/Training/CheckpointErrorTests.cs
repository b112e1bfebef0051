using LstmForecast.Tests.Forecaster;

namespace LstmForecast.Tests.Training;

public sealed class CheckpointErrorTests : IDisposable
{
    private static readonly ForecasterOptions Options = new() { HiddenSizes = [3], Seed = 2 };

    private readonly string _folder = Directory.CreateTempSubdirectory("lstm-forecast-").FullName;

    private string File => Path.Combine(_folder, "checkpoint");

    private AdamWTraining Training => new() { Epochs = 2, BatchSize = 2, Checkpoint = new() { Path = File, Resume = true } };

    [Fact]
    public void Fit_FileIsThereAndResumeIsNotAsked_SaysWhatToDo()
    {
        Fit();
        Action again = () => Fit(training: Training with { Checkpoint = new() { Path = File } });

        again.Should().Throw<IOException>().WithMessage($"There is already a file '{File}'. Set Checkpoint.Resume to go on from it*");
    }

    [Fact]
    public void Fit_OtherOptions_NamesEachOfThem()
    {
        Fit();
        Action resume = () => Fit(
            Options with { HiddenSizes = [4], Transforms = [Transform.Difference(2)] }, Training with { LearningRate = 0.5 });

        resume.Should().Throw<ArgumentException>().WithMessage(
            $"The checkpoint '{File}' is one of another training: HiddenSizes was [3] and is [4]; Transforms was "
            + "*; LearningRate was 0.001 and is 0.5. Give what was given then*");
    }

    [Fact]
    public void Fit_OtherKindOfTraining_NamesIt()
    {
        Fit();
        Action resume = () => Fit(training: new LbfgsTraining { Epochs = 2, Checkpoint = Training.Checkpoint });

        resume.Should().Throw<ArgumentException>().WithMessage("*Training was AdamWTraining and is LbfgsTraining*and * more*");
    }

    [Fact]
    public void Fit_OtherSeries_NamesThem()
    {
        Fit();
        SeriesSet other = new([Small.Waves()[0], new TimeSeries("wave-1", Small.Waves()[1].Values[1..]), .. Small.Waves().Skip(2)]);
        Action resume = () => Fit(train: other);

        resume.Should().Throw<ArgumentException>().WithMessage("*: training series 1 was wave-1 [12, 1] * and is wave-1 [11, 1] *");
    }

    [Fact]
    public void Fit_OneBitOfTheSeriesIsAnother_IsRefused()
    {
        Fit();
        double[] values = Small.Waves()[3].Values.ToArray();
        values[7] = double.BitIncrement(values[7]);
        Action resume = () => Fit(train: new([.. Small.Waves().Take(3), new TimeSeries("wave-3", values)]));

        resume.Should().Throw<ArgumentException>().WithMessage("*training series 3 was wave-3*");
    }

    [Fact]
    public void Fit_ValidationSeriesAdded_IsRefused()
    {
        Fit();
        Action resume = () => new SequenceForecaster(Options).Fit(Small.Waves(), Training, Small.Waves(1));

        resume.Should().Throw<ArgumentException>().WithMessage("*the number of validation series was not there and is 1*");
    }

    [Fact]
    public void Fit_OtherThreadsAndCancellation_GoesOn()
    {
        Fit();

        Fit(Options with { Compute = new() { Threads = 1 } }, Training with { OnCancellation = CancellationBehavior.ReturnBest })
            .History.Epochs.Should().HaveCount(2);
    }

    [Fact]
    public void FineTune_OtherModel_IsRefused()
    {
        var forecaster = new SequenceForecaster(Options);
        forecaster.FineTune(Small.Untrained(Options, Small.Waves()), Small.Waves(), Training);
        Action resume = () => forecaster.FineTune(
            Small.Untrained(Options with { Seed = 9 }, Small.Waves()), Small.Waves(), Training);

        resume.Should().Throw<ArgumentException>().WithMessage("*the starting model was * and is *");
    }

    [Fact]
    public void Fit_NoSuchFolder_SaysSoBeforeTraining()
    {
        Action fit = () => Fit(training: Training with { Checkpoint = new() { Path = Path.Combine(_folder, "none", "x") } });

        fit.Should().Throw<DirectoryNotFoundException>().WithMessage("No checkpoint can be written to*there is no folder*");
    }

    [Fact]
    public void Fit_DamagedCheckpoint_IsRefused()
    {
        Fit();
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int i = 0; i < whole.Length; i += 61)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 4;
            System.IO.File.WriteAllBytes(File, damaged);
            Action resume = () => Fit();

            resume.Should().Throw<InvalidDataException>($"byte {i} was changed")
                .WithMessage($"The checkpoint '{File}' cannot be read: *Delete it to train from the beginning.");
        }

        System.IO.File.WriteAllBytes(File, whole[..^100]);
        FluentActions.Invoking(() => Fit()).Should().Throw<InvalidDataException>();
        System.IO.File.WriteAllText(File, "date,value");
        FluentActions.Invoking(() => Fit()).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void Fit_FileThatIsNoCheckpoint_SaysSo()
    {
        Fit().Save(File);

        FluentActions.Invoking(() => Fit()).Should().Throw<InvalidDataException>().WithMessage(
            $"The checkpoint '{File}' cannot be read: it holds a file of the kind 'model', not 'checkpoint'. "
            + "Delete it to train from the beginning.");
    }

    /// <summary>A checkpoint of before there was one format for all files.</summary>
    [Fact]
    public void Fit_CheckpointOfAnEarlierFormat_SaysSoAndWhatToDo()
    {
        System.IO.File.WriteAllBytes(File, [.. "LSTMCKPT"u8, 1, 0, 0, 0, .. new byte[64]]);

        FluentActions.Invoking(() => Fit()).Should().Throw<InvalidDataException>().WithMessage(
            $"The checkpoint '{File}' cannot be read: it was written by an earlier version of this library, in a format that is "
            + "no longer read. Delete it to train from the beginning.");
    }

    [Theory]
    [InlineData("", 1, "Checkpoint.Path is empty")]
    [InlineData("x", 0, "Checkpoint.EveryEpochs is 0; it must be at least 1.")]
    public void Fit_CheckpointOptionsOutOfRange_AreNamed(string path, int every, string message)
    {
        Action fit = () => Fit(training: Training with { Checkpoint = new() { Path = path, EveryEpochs = every } });

        fit.Should().Throw<ArgumentException>().WithMessage($"AdamWTraining: *{message}*");
    }

    [Fact]
    public void Fit_AutoTrainingWithCheckpoint_IsRefused()
    {
        Action fit = () => new SequenceForecaster(Options).Fit(Small.Waves(), new AutoTraining { Checkpoint = Training.Checkpoint });

        fit.Should().Throw<ArgumentException>().WithMessage("*Checkpoint is set; AutoTraining may train twice*");
    }

    [Fact]
    public void Fit_Checkpoints_LeaveOneFile()
    {
        Fit();

        Directory.GetFileSystemEntries(_folder).Should().Equal(File);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private TrainedForecaster Fit(ForecasterOptions? options = null, TrainingOptions? training = null, SeriesSet? train = null) =>
        new SequenceForecaster(options ?? Options).Fit(train ?? Small.Waves(), training ?? Training);
}
