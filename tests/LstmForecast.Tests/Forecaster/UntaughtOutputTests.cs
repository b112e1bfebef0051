namespace LstmForecast.Tests.Forecaster;

/// <summary>No forecast comes from weights that no data taught.</summary>
public sealed class UntaughtOutputTests
{
    private static readonly TimeSeries Line = new("line", [1000, 1010, 1020, 1030, 1040, 1050, 1060, 1070]);

    private static readonly LbfgsTraining Short = new() { Epochs = 2 };

    [Fact]
    public void Fit_HorizonBeyondTheLongestSeries_NamesWhatCanBeLearnt()
    {
        var options = new ForecasterOptions { HiddenSizes = [4], Horizon = 12 };
        FluentActions.Invoking(() => new SequenceForecaster(options).Fit(new SeriesSet(Small.Wave("short", 5), Line), Short))
            .Should().Throw<ArgumentException>().WithParameterName("train").WithMessage(
                "The training series teach only the first 7 of 12 horizon steps: the longest, 'line', has 8 points to learn channel "
                + "'value' from, of which the transforms use up 0 and the first forecast needs one. Give a Horizon of at most 7, *");
        Fits(options with { Horizon = 7 });
        Fits(options with { Strategy = ForecastStrategy.Recursive });
        FluentActions.Invoking(() => Fits(options with { Horizon = 7, Transforms = [Transform.Difference(2)] }))
            .Should().Throw<ArgumentException>().WithMessage("*the first 5 of 7 horizon steps*the transforms use up 2*");
        FluentActions.Invoking(() => new SequenceForecaster(options with { Horizon = 7 }).Fit(Line, Short with { ValidationSteps = 2 }))
            .Should().Throw<ArgumentException>().WithMessage("*the first 5 of 7 horizon steps*");

        void Fits(ForecasterOptions own) => new SequenceForecaster(own).Fit(Line, Short).Forecast(Line, 7).Values.Length.Should().Be(7);
    }

    [Fact]
    public void Fit_LastTargetsMissing_CountsThoseObserved()
    {
        TimeSeries gappy = new("gappy", [1, 2, 1, 3, 1, double.NaN, double.NaN]);
        var options = new ForecasterOptions { HiddenSizes = [4], Horizon = 5, Data = new() { Missing = MissingValues.Mask } };

        FluentActions.Invoking(() => new SequenceForecaster(options).Fit(gappy, Short)).Should().Throw<ArgumentException>()
            .WithMessage("*the first 4 of 5 horizon steps*");
    }

    [Theory]
    [InlineData(8)]
    [InlineData(24)]
    [InlineData(40)]
    public void Fit_AutoOnShortSeries_ForecastsTheWholeHorizon(int length)
    {
        TimeSeries line = new("line", [.. Enumerable.Range(0, length).Select(t => 1000.0 + 10 * t)]);
        TrainedForecaster model = new SequenceForecaster(ForecasterOptions.Auto(12) with { HiddenSizes = [6], EnsembleSize = 1 }).Fit(line);

        double[] forecast = [.. model.Forecast(line, 12).Values];

        // The old forecasts fell back to 1,080 from step 7 on.
        forecast.Should().BeInAscendingOrder();
        model.History.Choices.Should().Contain(choice => choice.StartsWith("Strategy: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_CategoryNeverMet_IsTheMeanOfThoseMet()
    {
        var train = new SeriesSet(Enumerable.Range(0, 3).Select(i => Small.Wave($"{i}", 20, i).WithStatic("region", $"{i}")));
        foreach (TrainingOptions training in (TrainingOptions[])[Short, new AdamWTraining { Epochs = 2 }])
        {
            TrainedForecaster model = new SequenceForecaster(new() { HiddenSizes = [4], Seed = 5 })
                .Fit(train, training, validation: new(Small.Wave("v", 20).WithStatic("region", "north")));

            model.KnownCategories.Keys.Should().Equal("region");
            model.KnownCategories["region"].Should().Equal("0", "1", "2");
            WeightTensor embedding = model.Weights[0];
            embedding.Name.Should().Be("embeddings.0.weight");
            double[] values = [.. embedding.Values];
            int width = embedding.Shape[1];
            for (int column = 0; column < width; column++)
                values[column].Should().BeApproximately(Enumerable.Range(1, 3).Average(row => values[row * width + column]), 1e-6);
        }
    }
}
