using CsCheck;
using LstmForecast.Training;

namespace LstmForecast.Tests.Forecaster;

/// <summary>Automatic training on sets of series.</summary>
public sealed class AutoSetFitTests
{
    private static readonly ForecasterOptions Options =
        ForecasterOptions.Auto(horizon: 6) with { HiddenSizes = [4], EnsembleSize = 1, Compute = new() { Threads = 2 } };

    private static readonly AutoTraining Short = new() { Epochs = 2, OnCancellation = CancellationBehavior.ReturnBest };

    // Months with a season that grows with the level, of different sizes and lengths.
    private static readonly SeriesSet Months = new(Enumerable.Range(0, 12).Select(i => Month($"shop {i}", 60 + i, size: i + 1)));

    [Fact]
    public void Fit_SetOfSeries_IsTheMedianOfNetworksThatSeeItPreparedInDifferentWays()
    {
        TrainedForecaster model = new SequenceForecaster(Options).Fit(Months, Short with { Epochs = 8 });

        model.Definition.OwnTransforms.Should().HaveCountGreaterThan(1).And.HaveCount(model.Definition.Members.Count);
        model.History.Members.Should().HaveCount(model.Definition.Members.Count);
        model.History.Choices.Should().Contain(choice => choice.Contains("preparations tried on the last 18 steps of 12 series"))
            .And.Contain(choice => choice.StartsWith("The seasonal naive (12) forecast erred by"));
        double error = 0, naive = 0;
        foreach (TimeSeries shop in Months)
        {
            TimeSeries truth = Month(shop.Name, shop.Length + 6, Size(shop));
            Forecast forecast = model.Forecast(shop, 6);
            for (int step = 0; step < 6; step++)
            {
                error += Math.Abs(forecast.Values[step] - truth[shop.Length + step]) / Size(shop);
                naive += Math.Abs(shop[shop.Length - 1] - truth[shop.Length + step]) / Size(shop);
            }
        }

        error.Should().BeLessThan(naive / 2);
    }

    [Fact]
    public void Fit_SetOfSeries_GivesAModelThatIsSavedAndStreamedLikeAnyOther()
    {
        TrainedForecaster model = new SequenceForecaster(Options).Fit(Months, Short);

        double[] expected = model.Forecast(Months[3], 6).Values.ToArray();
        Small.Reloaded(model).Forecast(Months[3], 6).Values.ToArray().Should().Equal(expected);
        model.StartStream(Months[3]).Forecast(6).Values.ToArray().Should().Equal(expected);
        // A shop that training did not know.
        model.Forecast(Month("new", 30, size: 99), 6).Values.ToArray().Should().OnlyContain(value => value > 0);
        FluentActions.Invoking(() => new SequenceForecaster(Options with { EnsembleSize = model.Definition.Members.Count })
                .FineTune(model, Months, new AdamWTraining { Epochs = 1 }))
            .Should().Throw<ArgumentException>().WithMessage("*transforms of their own*");
    }

    [Fact]
    public void Fit_AnyNumberOfThreads_GivesTheSameBits()
    {
        double[] Says(int threads)
        {
            TrainedForecaster model = new SequenceForecaster(Options with { Compute = new() { Threads = threads } }).Fit(Months, Short);
            return [.. Months.SelectMany(month => model.Forecast(month, 6).Values.ToArray())];
        }

        Says(1).Should().Equal(Says(3));
    }

    [Fact]
    public void Fit_WithProgress_TellsOneShareOfAllNetworks()
    {
        var progress = new Progress();

        new SequenceForecaster(Options).Fit(Months, Short, progress: progress);

        progress.All.Select(one => one.Share).Should().BeInAscendingOrder();
        progress.All[^1].Share.Should().Be(1);
        progress.All.Select(one => one.Stage).Distinct().Should().Equal(TrainingStage.Trial, TrainingStage.Training);
    }

    [Theory]
    [InlineData(TrainingStage.Trial)]
    [InlineData(TrainingStage.Training)]
    public void Fit_Cancelled_ReturnsTheNetworksSoFar(TrainingStage stage)
    {
        using var source = new CancellationTokenSource();
        int epochs = 0;
        var progress = new Progress(whenever: now =>
        {
            if (now.Stage == stage && now.Epoch is not null && ++epochs == 2) source.Cancel();
        });

        TrainedForecaster model = new SequenceForecaster(Options).Fit(Months, Short, progress: progress, cancellationToken: source.Token);

        model.History.StopReason.Should().Be(StopReason.Cancelled);
        model.History.Choices.Should().Contain(choice => choice.Contains("cancelled"));
        model.Definition.Members.Should().HaveCountGreaterThan(1);
        model.Forecast(Months[0], 6).Values.ToArray().Should().OnlyContain(value => double.IsFinite(value));
    }

    [Fact]
    public void Fit_SeriesTooShortForTheSeason_ForecastsThemAllTheSame()
    {
        var set = new SeriesSet(Enumerable.Range(0, 12).Select(i => Month($"shop {i}", 10, size: i + 1)));

        TrainedForecaster model = new SequenceForecaster(Options).Fit(set, Short);

        model.MinimumHistory.Should().BeLessThanOrEqualTo(10);
        model.Forecast(set[0], 6).Values.ToArray().Should().OnlyContain(value => double.IsFinite(value));
    }

    [Fact]
    public void Run_PreparationsThatFail_AreLeftOutAndSaid()
    {
        var meter = new TrainingMeter(_ => { }, TimeProvider.System);
        TrainedForecaster Fit(SeriesSet series, ForecasterOptions options, TrainingOptions training, FitStage stage) =>
            options.Transforms.Contains(Transform.WindowNormalize(12)) ? throw new ArgumentException("It does not suit.")
            : EnsembleTraining.Run(ForecasterSetup.Of(options, training, series, validation: null), stage, meter, CancellationToken.None);

        TrainedForecaster model = new AutoSetFit(Options, Short, Months).Run(Fit)!;

        model.History.Choices.Should().Contain("A preparation was left out: It does not suit.");
        model.Definition.OwnTransforms.Should().NotContain(
            own => own.Steps.Any(step => step.Description == "Transform.WindowNormalize(12)"));
        new AutoSetFit(Options, Short, Months).Run((_, _, _, _) => throw new ArgumentException("None does.")).Should().BeNull();
    }

    [Fact]
    public void Preparations_AnySet_UseUpNoMoreThanTheyMay() =>
        Gen.Select(Gen.Int[0, 400], Gen.Int[1, 40], Gen.OneOf(Gen.Const<int[]>([]), Gen.Const<int[]>([12]), Gen.Const<int[]>([24, 168])), Gen.Int[-1, 1])
            .Sample((most, horizon, seasons, smallest) =>
            {
                IReadOnlyList<Transform[]> all = AutoPreparations.Of(smallest, seasons, most, horizon);

                if (most > 0) all.Should().NotBeEmpty();
                TimeSeries series = new("a", [.. Enumerable.Range(0, 500).Select(t => smallest + (double)(t % 7))]);
                foreach (Transform[] transforms in all)
                {
                    LstmForecast.Transforms.TransformPipeline.Fit(transforms, [series]).PointsUsedUp.Should().BeLessThanOrEqualTo(most);
                }
            });

    [Fact]
    public void Errors_OfForecasts_AreMeanAbsoluteErrorsInUnitsOfTheChangeBeforeTheEnds()
    {
        // Changes of 1 before the ends, of 2 in the second series; a constant series has no unit.
        var set = new SeriesSet(
            [new("a", [0, 1, 2, 3, 7, 5]), new("b", [0, 2, 4, 6, 6, double.NaN]), new("c", [5, 5, 5, 5, 5, 9])]);
        var errors = new AutoSetErrors(set, channels: [0], steps: 1, origins: 2);
        double[][][] flat = [[[3], [3]], [[6], [6]], [[0], [0]]];
        double[][][] high = [[[9], [9]], [[9], [9]], [[0], [0]]];

        errors.OfMedian([flat]).Should().Equal((4.0 / 1 + 0.0 / 2) / 2, 2.0 / 1);
        errors.OfMedian([flat, high, high]).Should().Equal((2.0 / 1 + 3.0 / 2) / 2, 4.0 / 1);
        errors.OfBaselines([2]).Should().Equal(
            ("naive", ((4.0 + 0) / 2 + 2) / 2), ("seasonal naive (2)", ((5.0 / 1 + 2.0 / 2) / 2 + 2) / 2));
    }

    private static double Size(TimeSeries series) => series[0] / 10;

    private static TimeSeries Month(string name, int length, double size)
    {
        var random = new Random(name.Length + (int)(100 * size));
        return new TimeSeries(
            name,
            [
                .. Enumerable.Range(0, length).Select(t => t == 0 ? 10 * size : size * (10 + 0.05 * t) * (1 + 0.3 * Math.Sin(2 * Math.PI * t / 12))
                    * (1 + 0.01 * random.NextDouble())),
            ]).WithTimes(new DateTime(2015, 1, 1), TimeStep.Month);
    }
}
