using System.Globalization;
using LstmForecast.Checks;

namespace LstmForecast.Tests.Tuning;

public sealed class SearchSpaceTests
{
    private static readonly HyperparameterSearchOptions Many = Fake.Options with { Trials = 2001 };

    [Fact]
    public void LogUniform_Draws_AreSpreadEvenlyOverTheLogarithms()
    {
        SearchSpace space = SearchSpace.From(training: new AdamWTraining()).LogUniform("rate", 1e-4, 1e-1, WithRate);

        double[] rates = Rates(space);

        rates.Should().OnlyContain(rate => rate >= 1e-4 && rate <= 1e-1);
        for (int decade = -4; decade < -1; decade++)
        {
            double share = rates.Count(rate => Math.Log10(rate) >= decade && Math.Log10(rate) < decade + 1) / (double)rates.Length;
            // As each is tried once, a little less than chance alone.
            share.Should().BeApproximately(1 / 3.0, 0.04);
        }
    }

    [Fact]
    public void Uniform_Draws_AreSpreadEvenlyAndShownAsTheyAre()
    {
        SearchSpace space = SearchSpace.From(training: new AdamWTraining()).Uniform("rate", 2, 4, WithRate);

        SearchResult result = Fake.Search(Fake.Options with { Trials = 101 }).Run(Fake.Series, space);

        double[] rates = [.. result.Trials.Skip(1).Select(trial => ((AdamWTraining)trial.Candidate.Training).LearningRate)];
        rates.Should().OnlyContain(rate => rate >= 2 && rate <= 4);
        rates.Average().Should().BeApproximately(3, 4 * 2 / Math.Sqrt(12 * 100));
        result.Trials.Skip(1).Select(trial => trial.Values[0]).Should().Equal(rates.Select(rate => rate.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Choice_Draws_HaveEveryValue()
    {
        SearchSpace space = SearchSpace.From()
            .Choice("layers", (int[][])[[1], [2, 3], [4, 5, 6]], (candidate, sizes) =>
                candidate with { Forecaster = candidate.Forecaster with { HiddenSizes = sizes } })
            .Choice("loss", [Loss.Squared, Loss.Absolute], (candidate, loss) =>
                candidate with { Forecaster = candidate.Forecaster with { Loss = loss } }, loss => loss == Loss.Squared ? "L2" : "L1");

        SearchResult result = Fake.Search(Many).Run(Fake.Series, space);

        space.Dimensions.Should().Equal("layers", "loss");
        result.Trials.Skip(1).Select(trial => string.Join('|', trial.Values)).Should().BeEquivalentTo(
            ["1|L1", "1|L2", "2 3|L1", "2 3|L2", "4 5 6|L1", "4 5 6|L2"]);
    }

    [Fact]
    public void Dimension_WithoutMeaning_IsADashAndMakesNoSecondTrial()
    {
        SearchSpace space = SearchSpace.From()
            .Choice("training", (TrainingOptions[])[new LbfgsTraining(), new AdamWTraining()], (candidate, training) =>
                candidate with { Training = training }, training => training.GetType().Name)
            .Choice("rate", [1e-3, 1e-2], (candidate, rate) => candidate.Training is AdamWTraining ? WithRate(candidate, rate) : candidate);

        SearchResult result = Fake.Search(Many).Run(Fake.Series, space);

        result.Trials.Skip(1).Select(trial => string.Join('|', trial.Values)).Should().BeEquivalentTo(
            ["LbfgsTraining|-", "AdamWTraining|0.001", "AdamWTraining|0.01"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public void Default_AnyDraw_IsValid(int horizon)
    {
        SearchResult result = Fake.Search(Fake.Options with { Trials = 300 }, (candidate, _) =>
        {
            OptionCheck.ThrowIfInvalid(candidate.Forecaster, "forecaster");
            TrainingRules.ThrowIfBroken(candidate.Forecaster, candidate.Training, hasValidation: false);
            return 1;
        }).Run(Fake.Series, SearchSpace.Default(horizon));

        result.Trials.Should().HaveCount(300).And.OnlyContain(trial => trial.Error == null);
        for (int dimension = 0; dimension < result.Dimensions.Count; dimension++)
        {
            int different = result.Trials.Skip(1).Select(trial => trial.Values[dimension]).Distinct().Count();
            if (horizon > 1) different.Should().BeGreaterThan(1);
        }
    }

    [Fact]
    public void Methods_WhatMakesNoSense_IsAnError()
    {
        SearchSpace space = SearchSpace.From().Choice("units", [1], Fake.WithUnits);
        Action[] wrong =
        [
            () => space.Choice("units", [2], Fake.WithUnits),
            () => space.Choice(" ", [2], Fake.WithUnits),
            () => space.Choice("none", Array.Empty<int>(), Fake.WithUnits),
            () => space.Choice("twice", [2, 2], Fake.WithUnits),
            () => space.LogUniform("rate", 0, 1, WithRate),
            () => space.Uniform("rate", 1, 1, WithRate),
            () => space.Uniform("rate", double.NaN, 1, WithRate),
        ];
        string[] messages =
        [
            "There is a dimension named 'units' already*", "The name of a dimension is empty*", "The dimension 'none' has no values*",
            "Of the values of the dimension 'twice' more than one is called '2'*", "The dimension 'rate' begins at 0*",
            "The dimension 'rate' goes from 1 to 1*", "The dimension 'rate' goes from NaN to 1*",
        ];

        foreach ((Action act, string message) in wrong.Zip(messages)) act.Should().Throw<ArgumentException>().WithMessage(message);
        ((Action)(() => SearchSpace.Default(0))).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static SearchCandidate WithRate(SearchCandidate candidate, double rate) =>
        candidate with { Training = ((AdamWTraining)candidate.Training) with { LearningRate = rate } };

    private static double[] Rates(SearchSpace space) =>
    [
        .. Fake.Search(Fake.Options with { Trials = 1001 }).Run(Fake.Series, space).Trials.Skip(1)
            .Select(trial => ((AdamWTraining)trial.Candidate.Training).LearningRate),
    ];
}
