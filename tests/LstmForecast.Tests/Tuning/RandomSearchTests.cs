namespace LstmForecast.Tests.Tuning;

public sealed class RandomSearchTests
{
    [Fact]
    public void Run_Trials_AreTheStartAndThenDifferentDraws()
    {
        SearchResult result = Fake.Search(Fake.Options).Run(Fake.Series, Fake.Units());

        result.Trials.Select(trial => trial.Number).Should().Equal(Enumerable.Range(1, 9));
        result.Trials.Select(trial => trial.Rung).Should().AllBeEquivalentTo(1);
        result.Trials[0].Values.Should().Equal("as given");
        Fake.UnitsOf(result.Trials[0].Candidate).Should().Be(1001);
        result.Trials.Should().OnlyHaveUniqueItems(trial => Fake.UnitsOf(trial.Candidate));
        result.Trials.Skip(1).Should().OnlyContain(trial => trial.Values.Single() == $"{Fake.UnitsOf(trial.Candidate)}");
        result.Trials.Should().OnlyContain(trial => trial.Candidate.Training.Epochs == 18);
        result.IsComplete.Should().BeTrue();
    }

    [Fact]
    public void Run_Best_HasTheLowestScore()
    {
        SearchResult result = Fake.Search(Fake.Options).Run(Fake.Series, Fake.Units());

        int fewest = result.Trials.Min(trial => Fake.UnitsOf(trial.Candidate));
        result.Forecaster.HiddenSizes.Should().Equal(fewest);
        result.Training.Should().Be(new LbfgsTraining { Epochs = 18 });
        result.Best.Score.Should().Be(fewest);
        result.Best.StandardError.Should().Be(fewest / 10.0);
        result.Baseline.Should().Be(("naive", 500.0));
    }

    [Fact]
    public void Run_Seed_DecidesTheTrials()
    {
        int[] Units(long seed, int trials) =>
        [
            .. Fake.Search(Fake.Options with { Seed = seed, Trials = trials }).Run(Fake.Series, Fake.Units()).Trials
                .Select(trial => Fake.UnitsOf(trial.Candidate)),
        ];

        Units(seed: 5, trials: 9).Should().Equal(Units(seed: 5, trials: 9));
        Units(seed: 5, trials: 4).Should().Equal(Units(seed: 5, trials: 9)[..4]);
        Units(seed: 6, trials: 9).Should().NotEqual(Units(seed: 5, trials: 9));
    }

    [Fact]
    public void Run_SpaceOfFewerOptions_TriesEachOnce()
    {
        SearchSpace space = SearchSpace.From().Choice("units", [1, 2, 3], Fake.WithUnits);

        SearchResult result = Fake.Search(Fake.Options with { Trials = 100 }).Run(Fake.Series, space);

        result.Trials.Select(trial => Fake.UnitsOf(trial.Candidate)).Should().BeEquivalentTo([64, 1, 2, 3]);
    }

    [Fact]
    public void Run_SomeTrialsFail_RecordsWhyAndGoesOn()
    {
        SearchResult result = Fake.Search(
            Fake.Options,
            (candidate, _) => Fake.UnitsOf(candidate) is var units && units > 300 ? throw new ArgumentException($"{units} are too many.") : units)
            .Run(Fake.Series, Fake.Units());

        SearchTrial[] failed = [.. result.Trials.Where(trial => trial.Outcome == SearchTrialOutcome.Failed)];
        failed.Should().HaveCountGreaterThan(1).And.OnlyContain(trial =>
            trial.Score == null && trial.Error == $"{Fake.UnitsOf(trial.Candidate)} are too many.");
        result.Trials.Should().HaveCount(9);
        result.Best.Outcome.Should().Be(SearchTrialOutcome.Finished);
        result.ToTable().Should().Contain("Trial 1 failed: 1001 are too many.");
    }

    [Fact]
    public void Run_AllTrialsFail_IsAnErrorWithTheFirstReason()
    {
        Action act = () => Fake.Search(Fake.Options, (candidate, _) => throw new ArgumentException($"no {Fake.UnitsOf(candidate)}"))
            .Run(Fake.Series, Fake.Units());

        act.Should().Throw<InvalidOperationException>().WithMessage("All 9 trials failed. The first one: no 1001")
            .WithInnerException<ArgumentException>();
    }

    [Fact]
    public void Run_TimeUp_CancelsTheTrialAtWorkAndReturnsTheBestSoFar()
    {
        int calls = 0;
        SearchResult result = Fake.Search(Fake.Options with { TimeBudget = TimeSpan.FromSeconds(0.2) }, (_, token) =>
        {
            if (++calls < 3) return calls;
            token.WaitHandle.WaitOne();
            throw new OperationCanceledException(token);
        }).Run(Fake.Series, Fake.Units());

        calls.Should().Be(3, "no trial begins after the time was up");
        result.Trials.Select(trial => trial.Outcome).Should().Equal(
            SearchTrialOutcome.Finished, SearchTrialOutcome.Finished, SearchTrialOutcome.Cancelled);
        result.Trials[2].Score.Should().BeNull();
        result.Best.Number.Should().Be(1);
        result.IsComplete.Should().BeFalse();
        result.Trials.Select(trial => Fake.UnitsOf(trial.Candidate)).Should().Equal(
            Fake.Search(Fake.Options).Run(Fake.Series, Fake.Units()).Trials.Take(3).Select(trial => Fake.UnitsOf(trial.Candidate)),
            "time changes no draw");
    }

    [Fact]
    public void Run_TimeUpBeforeAnyTrialFinished_IsAnErrorThatSaysWhatToDo()
    {
        Action act = () => Fake.Search(Fake.Options with { TimeBudget = TimeSpan.FromMilliseconds(20) }, (_, token) =>
        {
            token.WaitHandle.WaitOne();
            throw new OperationCanceledException(token);
        }).Run(Fake.Series, Fake.Units());

        act.Should().Throw<TimeoutException>().WithMessage(
            "The TimeBudget of 00:00:00.0200000 was up before any of 9 trials was finished. Raise it, or make trials cheaper*");
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        var told = new List<SearchTrial>();

        Action act = () => Fake.Search(Fake.Options, (_, token) =>
        {
            if (told.Count < 2) return 1;
            source.Cancel();
            token.ThrowIfCancellationRequested();
            return 1;
        }).Run(Fake.Series, Fake.Units(), new Told(told), source.Token);

        act.Should().Throw<OperationCanceledException>();
        told.Should().HaveCount(2, "progress knows what the exception cannot say");
    }

    [Fact]
    public async Task RunAsync_SameSearch_FindsTheSame()
    {
        HyperparameterSearch search = Fake.Search(Fake.Options);

        SearchResult result = await search.RunAsync(Fake.Series, Fake.Units());

        result.Best.Number.Should().Be(search.Run(Fake.Series, Fake.Units()).Best.Number);
    }

    private sealed class Told(List<SearchTrial> trials) : IProgress<SearchTrial>
    {
        public void Report(SearchTrial value) => trials.Add(value);
    }
}
