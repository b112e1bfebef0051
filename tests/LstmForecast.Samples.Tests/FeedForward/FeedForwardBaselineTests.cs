using LstmForecast.Samples.FeedForward;

namespace LstmForecast.Samples.Tests.FeedForward;

public sealed class FeedForwardBaselineTests
{
    // Far from its own time steps, so that taking inputs for targets cannot go unseen.
    private static readonly TimeSeries Series = new("s", [14, 15.5, 17, 19, 20, 22, 23.5, 25, 27, 28, 30]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Fit_ValidationLoss_ComparesWithTheHeldOutObservations(int holdout)
    {
        var initial = new NaiveFeedForward(hidden: 13, seed: 4);

        FeedForwardFit fit = Fit(new() { Epochs = 1, Seed = 4 }, holdout);

        FeedForwardReport report = fit.Reports.Should().ContainSingle().Subject;
        Close(report.ValidationLoss, initial.MeanSquaredError(Series, ^holdout..));
        Close(report.TrainingLoss, initial.MeanSquaredError(Series, ..^holdout));
    }

    [Fact]
    public void Fit_AfterManySteps_ReportsTheLossesOfItsOwnPredictions()
    {
        // A learning rate too small to move a 32-bit float: the last report's weights are those of the fit.
        FeedForwardFit fit = Fit(new() { Epochs = 3, LearningRate = 1e-30 });

        double expected = (Math.Pow(fit.Predict(9) - 28, 2) + Math.Pow(fit.Predict(10) - 30, 2)) / 2;
        Close(fit.Reports[^1].ValidationLoss, expected);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Fit_Steps_AreThoseOfGradientDescent(int epochs)
    {
        const double Rate = 0.003;
        var naive = new NaiveFeedForward(hidden: 5, seed: 2);
        for (int epoch = 0; epoch < epochs; epoch++) naive.Step(Series, points: 9, Rate);

        FeedForwardFit fit = Fit(new() { HiddenSize = 5, Epochs = epochs, LearningRate = Rate, Seed = 2 });

        foreach (double time in new[] { -1, 0, 0.5, 3, 8, 10, 12 })
            fit.Predict(time).Should().BeApproximately(naive.Predict(time), 1e-5);
    }

    [Fact]
    public void Fit_HeldOutPoints_AreNotLearntFrom()
    {
        var other = new TimeSeries("s", [.. Series[..9].Values, -500, 1000]);
        var baseline = new FeedForwardBaseline(new() { Epochs = 50 });

        baseline.Fit(other, 2).Predict(4).Should().Be(baseline.Fit(Series, 2).Predict(4));
    }

    [Fact]
    public void Fit_Reports_ComeFirstEverySoManyEpochsAndLast()
    {
        var told = new List<FeedForwardReport>();

        FeedForwardFit fit = new FeedForwardBaseline(new() { Epochs = 25, ReportEvery = 10 })
            .Fit(Series, 2, new Told(told.Add));

        fit.Reports.Select(report => report.Epoch).Should().Equal(1, 10, 20, 25);
        told.Should().Equal(fit.Reports);
    }

    [Fact]
    public void Fit_LastEpochThatIsDueAnyway_IsReportedOnce() =>
        Fit(new() { Epochs = 20, ReportEvery = 10 }).Reports.Select(report => report.Epoch).Should().Equal(1, 10, 20);

    [Fact]
    public void Fit_Training_LowersTheLoss()
    {
        IReadOnlyList<FeedForwardReport> reports = Fit(new() { Epochs = 2000, ReportEvery = 500 }).Reports;

        reports.Select(report => report.TrainingLoss).Should().BeInDescendingOrder();
        reports[^1].TrainingLoss.Should().BeLessThan(reports[0].TrainingLoss / 10);
    }

    [Fact]
    public void Fit_Seed_DecidesTheFit()
    {
        double[] predictions =
            [.. new[] { 1, 1, 2 }.Select(seed => Fit(new() { Epochs = 3, Seed = seed }).Predict(5))];

        predictions[1].Should().Be(predictions[0]);
        predictions[2].Should().NotBe(predictions[0]);
    }

    [Fact]
    public void Fit_Cancelled_StopsBeforeTheNextEpoch()
    {
        using var source = new CancellationTokenSource();
        var told = new List<FeedForwardReport>();
        var progress = new Told(report =>
        {
            told.Add(report);
            source.Cancel();
        });

        Action act = () => new FeedForwardBaseline(new() { ReportEvery = 1 }).Fit(Series, 2, progress, source.Token);

        act.Should().Throw<OperationCanceledException>();
        told.Should().ContainSingle();
    }

    private static FeedForwardFit Fit(FeedForwardOptions options, int holdout = 2) =>
        new FeedForwardBaseline(options).Fit(Series, holdout);

    /// <summary>Equal but for the rounding of 32-bit floats.</summary>
    private static void Close(double actual, double expected) =>
        actual.Should().BeApproximately(expected, 1e-5 * expected);

    private sealed class Told(Action<FeedForwardReport> tell) : IProgress<FeedForwardReport>
    {
        public void Report(FeedForwardReport value) => tell(value);
    }
}
