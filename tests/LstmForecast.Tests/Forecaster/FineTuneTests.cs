namespace LstmForecast.Tests.Forecaster;

public sealed class FineTuneTests
{
    private static readonly ForecasterOptions Options = new() { HiddenSizes = [6], Seed = 4 };

    private static readonly SeriesSet Waves = Small.Waves(count: 4, length: 40);

    /// <summary>Slower waves around another level.</summary>
    private static readonly SeriesSet Shifted = new(Enumerable.Range(0, 4).Select(i => new TimeSeries(
        $"slow-{i}", [.. Enumerable.Range(0, 40).Select(t => 0.5 + 0.8 * Math.Sin(0.4 * t + i))])));

    private static readonly TrainedForecaster Trained =
        new SequenceForecaster(Options).Fit(Waves, new LbfgsTraining { Epochs = 4 });

    [Fact]
    public void FineTune_ShiftedSeries_ForecastsThemBetter()
    {
        TrainedForecaster tuned = new SequenceForecaster(Options).FineTune(Trained, Shifted, new LbfgsTraining { Epochs = 3 });

        Error(tuned, Shifted).Should().BeLessThan(Error(Trained, Shifted) / 4);
    }

    [Fact]
    public void FineTune_TooFewEpochsForANewModel_DoesBetterThanOne()
    {
        var training = new LbfgsTraining { Epochs = 1, Optimizer = new() { MaxIterations = 5 } };
        TrainedForecaster tuned = new SequenceForecaster(Options).FineTune(Trained, Waves, training);
        TrainedForecaster anew = new SequenceForecaster(Options).Fit(Waves, training);

        Error(tuned, Waves).Should().BeLessThan(Error(anew, Waves) / 4);
    }

    /// <summary>At a step length of nothing the loss reported is that of the start.</summary>
    [Fact]
    public void FineTune_StartingLoss_IsTheModels()
    {
        ForecasterOptions exact = Small.Exact;
        TrainedForecaster model = new SequenceForecaster(exact).Fit(Waves, new LbfgsTraining { Epochs = 3 });

        TrainedForecaster tuned = new SequenceForecaster(exact).FineTune(
            model, Shifted, new SgdTraining { Epochs = 1, LearningRate = 1e-300 });

        tuned.History.Epochs[0].TrainingLoss.Should().BeApproximately(Small.NaiveMeanSquaredOneStepError(model, Shifted), 1e-12);
        tuned.History.Epochs[0].WeightsHash.Should().Be(model.Definition.Weights.Hash());
    }

    [Fact]
    public void FineTune_CancelledAtOnce_IsTheModel()
    {
        TrainedForecaster same = new SequenceForecaster(Options).FineTune(
            Trained,
            Shifted,
            new SgdTraining { OnCancellation = CancellationBehavior.ReturnBest },
            cancellationToken: new CancellationToken(canceled: true));

        Small.Says(same, Waves).Should().Equal(Small.Says(Trained, Waves));
    }

    [Fact]
    public void FineTune_Transforms_StayAsTheyWereFitted()
    {
        TrainedForecaster tuned = new SequenceForecaster(Options with { Transforms = [Transform.Difference()] }).FineTune(
            Trained, Shifted, new SgdTraining { Epochs = 1 });

        tuned.Definition.Transforms.Steps.Should().Equal(Trained.Definition.Transforms.Steps);
    }

    [Fact]
    public void FineTune_ModelGiven_IsNotChanged()
    {
        double[] before = Small.Says(Trained, Waves);

        new SequenceForecaster(Options).FineTune(Trained, Shifted, new SgdTraining { Epochs = 2 });

        Small.Says(Trained, Waves).Should().Equal(before);
    }

    [Fact]
    public void FineTune_ModelFromAFile_GivesTheSameBits()
    {
        using var stream = new MemoryStream();
        Trained.Save(stream);
        stream.Position = 0;
        var training = new AdamWTraining { Epochs = 2, BatchSize = 2 };

        TrainedForecaster tuned = new SequenceForecaster(Options).FineTune(TrainedForecaster.Load(stream), Shifted, training);

        Small.Says(tuned, Waves).Should().Equal(
            Small.Says(new SequenceForecaster(Options).FineTune(Trained, Shifted, training), Waves));
    }

    [Fact]
    public void FineTune_Ensemble_EachMemberStartsFromItsOwn()
    {
        ForecasterOptions options = Options with { EnsembleSize = 2 };
        TrainedForecaster model = new SequenceForecaster(options).Fit(Waves, new LbfgsTraining { Epochs = 1 });

        TrainedForecaster tuned = new SequenceForecaster(options).FineTune(
            model, Waves, new SgdTraining { Epochs = 1, LearningRate = 1e-300 });

        tuned.Definition.Members.Select(member => member.Hash()).Should().Equal(model.Definition.Members.Select(member => member.Hash()));
    }

    [Fact]
    public void FineTune_OtherNetwork_NamesEachDifference()
    {
        ForecasterOptions other = new()
        {
            HiddenSizes = [6, 7],
            HeadSizes = [3],
            Normalization = Normalization.Layer,
            Precision = Precision.Float64,
            EnsembleSize = 2,
            Horizon = 5,
            Loss = Loss.Quantile(0.1, 0.9),
            Data = new() { Missing = MissingValues.Mask },
        };
        Action tune = () => new SequenceForecaster(other).FineTune(Trained, Waves);

        tune.Should().Throw<ArgumentException>().WithParameterName("model").WithMessage(
            "The model cannot be trained further as asked: HiddenSizes is [6, 7], of the model [6]. HeadSizes is [3], of the "
            + "model []. Normalization is Layer, of the model None. Precision is Float64, of the model Float32. EnsembleSize is "
            + "2, of the model 1. The output of Loss is Quantiles ([0.1, 0.5, 0.9]), of the model Point ([]). Missing is Mask, of the "
            + "model Error. Horizon is 5 with the strategy Direct, and the model forecasts 1 step(s) at once. Give the options*");
    }

    [Fact]
    public void FineTune_OtherChannels_NamesThem()
    {
        SeriesSet two = new([Small.TwoChannels("A", 20, 0), Small.TwoChannels("B", 20, 1)]);
        Action tune = () => new SequenceForecaster(Options).FineTune(Trained, two);

        tune.Should().Throw<ArgumentException>().WithMessage("*the list of channels is [wave, line], of the model [value].*");
    }

    [Fact]
    public void FineTune_OtherTimeStep_NamesIt()
    {
        var start = new DateTime(2024, 1, 1);
        TrainedForecaster model = new SequenceForecaster(Options).Fit(
            new SeriesSet(Waves.Select(series => series.WithTimes(start, TimeStep.Day))), new SgdTraining { Epochs = 1 });
        Action tune = () => new SequenceForecaster(Options).FineTune(
            model, new(Waves.Select(series => series.WithTimes(start, TimeStep.Hour))));

        tune.Should().Throw<ArgumentException>().WithMessage("*The time step of the series is PT1H, of the model P1D.*");
    }

    [Fact]
    public void FineTune_AutoTraining_IsRefused()
    {
        Action tune = () => new SequenceForecaster(Options).FineTune(Trained, Waves, new AutoTraining());

        tune.Should().Throw<ArgumentException>().WithParameterName("training");
    }

    private static double Error(TrainedForecaster model, SeriesSet set) => Small.NaiveMeanSquaredOneStepError(model, set);
}
