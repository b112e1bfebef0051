namespace LstmForecast.Tests.Forecaster;

public sealed partial class SequenceForecasterTests
{
    [Theory]
    [InlineData(Precision.Float32, 1e-5)]
    [InlineData(Precision.Float64, 1e-9)]
    public void Fit_WithValidation_ReportsTheLossOfItsOneStepForecasts(Precision precision, double tolerance)
    {
        SeriesSet validation = Small.Waves([9, 5, 2], firstPhase: 7);
        var progress = new Progress();

        new SequenceForecaster(Small.Exact with { Precision = precision })
            .Fit(Small.Waves(), new SgdTraining { Epochs = 3 }, validation, progress);

        foreach (EpochReport report in progress.Reports)
        {
            report.ValidationLoss.Should()
                .BeApproximately(Small.NaiveMeanSquaredOneStepError(report.Model!, validation), tolerance);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.2)]
    [InlineData(0.9)]
    public void Fit_WithValidation_ReportsTheErrorOfRunningFreely(double warmup)
    {
        SeriesSet validation = new(Small.TwoChannels("a", 9, 7), Small.TwoChannels("b", 4, 8));
        SeriesSet train = new(Small.TwoChannels("c", 8, 0), Small.TwoChannels("d", 8, 1));
        var progress = new Progress();
        ForecasterOptions options = Small.Exact with { Transforms = [Transform.Difference(), Transform.Standardize] };

        new SequenceForecaster(options)
            .Fit(train, new SgdTraining { Epochs = 2, FreeRunFrom = warmup }, validation, progress);

        foreach (EpochReport report in progress.Reports)
        {
            double sum = 0;
            int count = 0;
            foreach (TimeSeries series in validation)
            {
                // Differences use up a point, so two is the fewest a forecast can start from.
                int seen = Math.Max(2, (int)Math.Floor(warmup * series.Length));
                Forecast forecast = report.Model!.Forecast(series[..seen], series.Length - seen);
                for (int t = seen; t < series.Length; t++)
                {
                    sum += Math.Pow(series[t, 0] - forecast.Step(t - seen + 1, 0), 2);
                    sum += Math.Pow(series[t, 1] - forecast.Step(t - seen + 1, 1), 2);
                    count += 2;
                }
            }

            report.FreeRunningError.Should().BeApproximately(Math.Sqrt(sum / count), 1e-12);
        }
    }

    [Fact]
    public void Fit_WithoutValidation_ReportsNeitherOfItsErrors()
    {
        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(Small.Waves(), new SgdTraining { Epochs = 1 });

        model.History.Epochs[0].ValidationLoss.Should().BeNull();
        model.History.Epochs[0].FreeRunningError.Should().BeNull();
    }

    [Fact]
    public void Fit_MiniBatches_CountsEvaluationsAndEpochs()
    {
        TrainedForecaster model = new SequenceForecaster(Small.Exact)
            .Fit(Small.Waves(count: 5), new AdamWTraining { Epochs = 3, BatchSize = 2 });

        model.History.Epochs.Select(report => report.Epoch).Should().Equal(1, 2, 3);
        model.History.Epochs.Should().OnlyContain(report => report.TotalEpochs == 3);
        model.History.Epochs.Select(report => report.Evaluations).Should().Equal(3, 3, 3);
        model.History.Epochs.Select(report => report.TotalEvaluations).Should().Equal(3, 6, 9);
        model.History.TotalEvaluations.Should().Be(9);
    }

    [Fact]
    public void Fit_SeveralEpochs_ReportsTimeThatPassesAndTimeLeft()
    {
        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(Small.Waves(), new SgdTraining { Epochs = 4 });

        IReadOnlyList<EpochReport> epochs = model.History.Epochs;
        epochs.Select(report => report.Elapsed).Should().BeInAscendingOrder();
        epochs[0].Elapsed.Should().BePositive();
        epochs[3].EstimatedTimeLeft.Should().Be(TimeSpan.Zero);
        foreach (EpochReport report in epochs)
        {
            TimeSpan atThisPace = report.Elapsed / report.Epoch * (4 - report.Epoch);
            report.EstimatedTimeLeft.Should().BeCloseTo(atThisPace, TimeSpan.FromMilliseconds(100));
        }
    }

    [Fact]
    public void Fit_OneFullBatch_ReportsTheLargestComponentOfTheGradient()
    {
        SeriesSet train = Small.Waves();
        using var reference = new TorchReference(Small.Untrained(Small.Exact, train));

        TrainedForecaster model = new SequenceForecaster(Small.Exact).Fit(train, OneStep(0.5));

        double largest = reference.Gradients(train).Max(weight => weight.Max(Math.Abs));
        model.History.Epochs[0].GradientNorm.Should().BeApproximately(largest, 1e-12).And.BePositive();
    }
}
