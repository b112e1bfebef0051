namespace LstmForecast.Tests.Tuning;

public sealed class SuccessiveHalvingTests
{
    private static readonly HyperparameterSearchOptions Options = Fake.Options with { Method = SearchMethod.SuccessiveHalving, Trials = 20 };

    /// <summary>Against the algorithm written out: Jamieson and Talwalkar 2016, as the inner loop of Hyperband has it.</summary>
    [Theory]
    [InlineData(20, 3, 3, new[] { 20, 6, 2 }, new[] { 2, 6, 18 })]
    [InlineData(16, 2, 4, new[] { 16, 8, 4, 2 }, new[] { 3, 5, 9, 18 })]
    [InlineData(2, 3, 3, new[] { 2, 1, 1 }, new[] { 2, 6, 18 })]
    public void Run_Rungs_KeepTheBestAndTrainThemLonger(int trials, int eta, int rungs, int[] sizes, int[] epochs)
    {
        SearchResult result = Fake.Search(Options with { Trials = trials, Eta = eta, Rungs = rungs }).Run(Fake.Series, Fake.Units());

        int[][] numbers = [.. result.Trials.GroupBy(trial => trial.Rung).Select(rung => rung.Select(trial => trial.Number).ToArray())];
        numbers.Select(rung => rung.Length).Should().Equal(sizes);
        SearchTrial[] first = [.. result.Trials.Take(trials)];
        for (int rung = 0; rung < sizes.Length; rung++)
        {
            numbers[rung].Should().BeEquivalentTo(first.OrderBy(trial => trial.Score).Take(sizes[rung]).Select(trial => trial.Number));
            result.Trials.Where(trial => trial.Rung == rung + 1).Should()
                .OnlyContain(trial => trial.Candidate.Training.Epochs == epochs[rung]);
        }
    }

    [Fact]
    public void Run_ScoresThatChangeWithTheEpochs_TakesTheBestOfAll()
    {
        // More training helps: what wins is the best of the last rung.
        SearchResult result = Fake.Search(Options, (candidate, _) => Fake.UnitsOf(candidate) / (double)candidate.Training.Epochs)
            .Run(Fake.Series, Fake.Units());

        result.Best.Rung.Should().Be(3);
        result.Training.Epochs.Should().Be(18);
    }

    [Fact]
    public void Run_TrainingThatOverfits_HasTheEpochsThatWereScored()
    {
        SearchResult result = Fake.Search(Options, (candidate, _) => Fake.UnitsOf(candidate) * (double)candidate.Training.Epochs)
            .Run(Fake.Series, Fake.Units());

        result.Best.Rung.Should().Be(1);
        result.Training.Epochs.Should().Be(2);
    }

    [Fact]
    public void Run_Warmup_EndsBeforeTrainingDoes()
    {
        var training = new AdamWTraining { Epochs = 30, WarmupEpochs = 29.5 };

        SearchResult result = Fake.Search(Options).Run(Fake.Series, Fake.Units(training));

        result.Trials.Select(trial => (AdamWTraining)trial.Candidate.Training).Should()
            .OnlyContain(one => one.WarmupEpochs > 0 && one.WarmupEpochs < one.Epochs);
    }

    [Fact]
    public void Run_TrialsThatFail_DoNotGoOn()
    {
        SearchResult result = Fake.Search(
            Options, (candidate, _) => Fake.UnitsOf(candidate) is var units && units < 500 ? throw new InvalidOperationException("no") : units)
            .Run(Fake.Series, Fake.Units());

        result.Trials.Where(trial => trial.Rung > 1).Should().NotBeEmpty().And.OnlyContain(trial => trial.Outcome == SearchTrialOutcome.Finished);
    }

    [Fact]
    public void Run_AllTrialsFail_IsAnError()
    {
        Action act = () => Fake.Search(Options, (_, _) => throw new InvalidOperationException("no")).Run(Fake.Series, Fake.Units());

        act.Should().Throw<InvalidOperationException>().WithMessage("All 20 trials failed. The first one: no");
    }
}
