using LstmForecast.Model;
using LstmForecast.Transforms;
using LstmForecast.Unrolling;
using static LstmForecast.Runtime.Tests.Forecasting.Likelihoods.LikelihoodModels;

namespace LstmForecast.Runtime.Tests.Forecasting.Likelihoods;

public sealed class SamplePathsTests
{
    [Fact]
    public void SamplePaths_NormalDifferences_AreARandomWalk()
    {
        // Differences of mean 0.5 and standard deviation 2: after h steps the mean is 0.5 h, the deviation 2 sqrt(h).
        TrainedForecaster walk = Constant(OutputKind.Gaussian, [0.5, InverseSoftplus(1.9999)], new FittedDifference(1));

        Forecast forecast = walk.SamplePaths(new TimeSeries("a", [1, 3], Models.ChannelNames(1)), horizon: 16, paths: 4000);

        foreach (int step in (int[])[1, 4, 16])
        {
            double[] values = AtStep(forecast, step);
            double mean = values.Average();
            double deviation = Math.Sqrt(values.Average(x => (x - mean) * (x - mean)));
            mean.Should().BeApproximately(3 + 0.5 * step, 4 * 2 * Math.Sqrt(step / 4000.0));
            deviation.Should().BeApproximately(2 * Math.Sqrt(step), 4 * 2 * Math.Sqrt(step / 8000.0));
            // 80 % of a normal distribution lie within 1.2816 deviations.
            double width = forecast.Quantile(0.9)[step - 1] - forecast.Quantile(0.1)[step - 1];
            width.Should().BeApproximately(2 * 1.2816 * 2 * Math.Sqrt(step), 0.06 * 2 * 1.2816 * 2 * Math.Sqrt(step));
            forecast.Step(step).Should().Be(forecast.Quantile(0.5)[step - 1]);
        }
    }

    [Fact]
    public void SamplePaths_Counts_HaveMeanAndVarianceOfTheDistribution()
    {
        // Scale 1 + 9 = 10: mean 20, dispersion 0.5 / sqrt(10), variance 20 + 400 x 0.158 = 83.2.
        TrainedForecaster model = Constant(
            OutputKind.NegativeBinomial, [InverseSoftplus(2), InverseSoftplus(0.5)], new FittedStandardize([9], [3]));

        Forecast forecast = model.SamplePaths(new TimeSeries("a", [4, 9, 14], Models.ChannelNames(1)), 5, paths: 4000);

        double[] values = AtStep(forecast, 5);
        values.Should().OnlyContain(x => x >= 0 && x == Math.Floor(x));
        values.Average().Should().BeApproximately(20, 4 * Math.Sqrt(83.2 / 4000));
        values.Average(x => (x - 20) * (x - 20)).Should().BeApproximately(83.2, 10);
    }

    [Theory]
    [InlineData(nameof(OutputKind.Gaussian))]
    [InlineData(nameof(OutputKind.StudentT))]
    [InlineData(nameof(OutputKind.NegativeBinomial))]
    public void SamplePaths_AnyLikelihood_AreThoseOfANaiveLoop(string name)
    {
        OutputKind kind = Enum.Parse<OutputKind>(name);
        FittedTransform[] transforms = [new FittedStandardize([8], [4]), new FittedDifference(2), new FittedDifference(1)];
        TrainedForecaster model = Random(kind, [5], transforms);
        TimeSeries history = Counts("a", 12);

        Forecast forecast = model.SamplePaths(history, horizon: 6, paths: 15, seed: 3);

        foreach (int path in (int[])[0, 1, 14])
            forecast.Path(path).Should().BeEquivalentTo(
                NaivePaths.Draw(model.Definition, history, 6, path, seed: 3),
                options => options.WithStrictOrdering().Using<double>(it => it.Subject.Should().BeApproximately(
                    it.Expectation, 1e-9 * Math.Max(1, Math.Abs(it.Expectation)))).WhenTypeIs<double>());
    }

    [Fact]
    public void Forecast_RecursiveCounts_FeedsBackTheMean()
    {
        TrainedForecaster model = Random(OutputKind.NegativeBinomial, [5], new FittedStandardize([8], [4]), new FittedDifference(1));
        TimeSeries history = Counts("a", 12);

        double[] forecast = model.Forecast(history, 4).Channel();

        double[] expected = NaivePaths.Means(model.Definition, history, 4);
        for (int step = 0; step < 4; step++) forecast[step].Should().BeApproximately(expected[step], 1e-9 * expected[step]);
    }

    // The network is shown the logarithm of a drawn 0, and has no distribution after that: to draw from it never ended.
    [Fact]
    public void SamplePaths_CountThatHasNoLogarithm_IsFollowedByWhatIsNotANumber()
    {
        TrainedForecaster model = Random(OutputKind.NegativeBinomial, [5], new FittedLog());
        var history = new TimeSeries("a", [1, 2, 1, 1], Models.ChannelNames(1));

        Forecast forecast = model.SamplePaths(history, horizon: 8, paths: 50);

        double[][] paths = [.. Enumerable.Range(0, 50).Select(path => forecast.Path(path))];
        paths.Should().Contain(path => path.Contains(0));
        foreach (double[] path in paths)
        {
            int zero = Array.IndexOf(path, 0);
            int end = zero < 0 ? path.Length : zero;
            path[..end].All(value => value > 0).Should().BeTrue();
            path.Skip(end + 1).All(double.IsNaN).Should().BeTrue();
        }
    }

    [Fact]
    public void SamplePaths_ManySeriesAndMorePaths_AreTheSameAsOneByOne()
    {
        TrainedForecaster model = Random(OutputKind.StudentT, [5], new FittedDifference(1));
        TimeSeries[] histories = [.. Enumerable.Range(0, 7).Select(i => Models.Wave($"series {i}", 9 + i, 1))];

        IReadOnlyList<Forecast> together = model.SamplePaths(histories, horizon: 5, paths: 40, seed: 9);

        for (int i = 0; i < histories.Length; i++)
        {
            Forecast alone = model.SamplePaths(histories[i], horizon: 5, paths: 3, seed: 9);
            for (int path = 0; path < 3; path++) alone.Path(path).Should().Equal(together[i].Path(path));
        }
    }

    [Fact]
    public void SamplePaths_OtherSeedPathOrName_AreOthers()
    {
        TrainedForecaster model = Constant(OutputKind.Gaussian, [0, 0]);
        TimeSeries history = Models.Wave("a", 9, 1);
        double[] first = model.SamplePaths(history, 4, seed: 1).Path(0);

        model.SamplePaths(history, 4, seed: 1).Path(0).Should().Equal(first);
        model.SamplePaths(history, 4, seed: 1).Path(1).Should().NotEqual(first);
        model.SamplePaths(history, 4, seed: 2).Path(0).Should().NotEqual(first);
        model.SamplePaths(Models.Wave("b", 9, 1), 4, seed: 1).Path(0).Should().NotEqual(first);
    }

    [Fact]
    public void SamplePaths_Ensemble_MembersTakeTurns()
    {
        TrainedForecaster ensemble = Random(OutputKind.Gaussian, [5, 6]);
        TimeSeries history = Models.Wave("a", 9, 1);

        Forecast paths = ensemble.SamplePaths(history, 4, paths: 5);

        for (int path = 0; path < 5; path++)
        {
            Forecast alone = Random(OutputKind.Gaussian, [5 + path % 2]).SamplePaths(history, 4, paths: 5);
            paths.Path(path).Should().Equal(alone.Path(path));
        }
    }

    [Fact]
    public void SamplePaths_ModelFromFile_AreTheSame()
    {
        TrainedForecaster model = Random(OutputKind.NegativeBinomial, [5], new FittedDifference(1));
        using var file = new MemoryStream();
        model.Save(file);
        file.Position = 0;

        Forecast loaded = TrainedForecaster.Load(file).SamplePaths(Counts("a", 9), 4, paths: 3);

        loaded.Path(2).Should().Equal(model.SamplePaths(Counts("a", 9), 4, paths: 3).Path(2));
    }

    [Fact]
    public void SamplePaths_DirectModel_SaysWhyNotAndWhatElse() =>
        Constant(OutputKind.Gaussian, [0, 0, 0, 0]).Invoking(it => it.SamplePaths(Models.Wave("a", 9, 1), 2))
            .Should().Throw<InvalidOperationException>().WithMessage("The model forecasts 2 steps at once*without a Horizon.");

    [Fact]
    public void SamplePaths_NoLikelihood_NamesTheLosses() =>
        Models.Random(1).Invoking(it => it.SamplePaths(Models.Wave("a", 9, 1), 2))
            .Should().Throw<InvalidOperationException>().WithMessage("*Loss.Gaussian, Loss.StudentT or Loss.NegativeBinomial.");

    [Fact]
    public void SamplePaths_NoPath_IsAnError() =>
        Constant(OutputKind.Gaussian, [0, 0]).Invoking(it => it.SamplePaths(Models.Wave("a", 9, 1), 2, paths: 0))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("paths");

    [Fact]
    public void Path_NotAskedFor_SaysWhereToAsk() =>
        Models.Random(1).Forecast(Models.Wave("a", 9, 1), 2).Invoking(it => it.Path(0))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("*SamplePaths*");

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Quantile_OfPathsOutsideZeroToOne_IsAnError(double level) =>
        Constant(OutputKind.Gaussian, [0, 0]).SamplePaths(Models.Wave("a", 9, 1), 2).Invoking(it => it.Quantile(level))
            .Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(level));

    [Fact]
    public void Quantile_OfPaths_IsDefinition7OfHyndmanAndFan()
    {
        // R: quantile(c(1, 2, 4, 8, 16), c(0, .1, .5, .9, 1), type = 7).
        var paths = new SampledPaths([8, 1, 16, 2, 4], Count: 5, Targets: 1);

        double[] levels = [0, 0.1, 0.5, 0.9, 1];
        double[] expected = [1, 1.4, 4, 12.8, 16];
        for (int i = 0; i < levels.Length; i++) paths.Quantile(levels[i])[0].Should().BeApproximately(expected[i], 1e-12);
    }

    private static double[] AtStep(Forecast forecast, int step) =>
        [.. Enumerable.Range(0, forecast.PathCount).Select(path => forecast.Path(path)[step - 1])];
}
