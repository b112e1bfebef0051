using System.Globalization;
using LstmForecast.Tests.Backtesting;

namespace LstmForecast.Tests.Tuning;

/// <summary>With networks that are trained; the reference is a backtest of each trial's options by hand.</summary>
public sealed class OptionSearchTests
{
    private static readonly HyperparameterSearchOptions Options = new()
    {
        Backtest = new BacktestOptions { Cutoffs = new RollingCutoffs { Horizon = 3, Count = 5 }, Measure = AccuracyMeasure.MeanAbsoluteError },
        Trials = 4,
    };

    private static readonly SearchSpace Space = SearchSpace
        .From(new ForecasterOptions { HiddenSizes = [4], Precision = Precision.Float64 }, new AdamWTraining { Epochs = 2 })
        .Choice("units", [2, 3, 5], Fake.WithUnits)
        // Direct models of 2 steps fail in a backtest of 3.
        .Choice("horizon", [2, 3], (candidate, horizon) =>
            candidate with { Forecaster = candidate.Forecaster with { Horizon = horizon } });

    [Fact]
    public void Run_Trials_HaveTheScoresOfTheirBacktests()
    {
        SeriesSet series = Sample.Waves();

        SearchResult result = new HyperparameterSearch(Options with { Trials = 7 }).Run(series, Space);

        result.Trials.Should().HaveCount(7);
        foreach (SearchTrial trial in result.Trials)
        {
            if (trial.Candidate.Forecaster.Horizon == 2)
            {
                trial.Error.Should().StartWith("The model forecasts 2 steps at once and no more");
                continue;
            }

            AccuracyReport report = Backtest.Run(
                new SequenceForecaster(trial.Candidate.Forecaster), series, Options.Backtest, trial.Candidate.Training).Report;
            trial.Score.Should().Be(report.Overall.ModelAccuracy.MeanAbsoluteError);
            double a = report.BySeries[0].ModelAccuracy.MeanAbsoluteError, b = report.BySeries[1].ModelAccuracy.MeanAbsoluteError;
            // Of two numbers the standard deviation is their distance over the root of 2.
            trial.StandardError.Should().BeApproximately(Math.Abs(a - b) / 2, 1e-12);
            Accuracy baseline = report.Overall.BestBaseline(AccuracyMeasure.MeanAbsoluteError);
            result.Baseline.Should().Be((baseline.Method, baseline.MeanAbsoluteError));
        }
    }

    [Fact]
    public void Run_OneSeries_HasAStandardErrorOverCutoffs()
    {
        TimeSeries series = Sample.Wave("A", 40, 1);

        SearchTrial trial = new HyperparameterSearch(Options with { Trials = 1 }).Run(new SeriesSet(series), Space).Best;

        BacktestResult backtest = Backtest.Run(
            new SequenceForecaster(Space.Start.Forecaster), new SeriesSet(series), Options.Backtest, Space.Start.Training);
        double[] errors =
        [
            .. backtest.Series[0].Select(forecast =>
                Enumerable.Range(1, 3).Average(step => Math.Abs(forecast.Step(step) - series[forecast.Cutoff + step]))),
        ];
        double deviation = Math.Sqrt(errors.Sum(error => Math.Pow(error - errors.Average(), 2)) / 4);
        trial.Score.Should().BeApproximately(errors.Average(), 1e-12);
        trial.StandardError.Should().BeApproximately(deviation / Math.Sqrt(5), 1e-12);
    }

    [Fact]
    public void Run_Threads_ChangeNoScore()
    {
        SearchResult Search(int threads) => new HyperparameterSearch(Options).Run(Sample.Waves(), SearchSpace
            .From(new ForecasterOptions { HiddenSizes = [4], Compute = new() { Threads = threads } }, new AdamWTraining { Epochs = 2 })
            .Choice("units", [2, 3, 5], Fake.WithUnits));

        Search(threads: 1).Trials.Select(trial => (trial.Values[0], trial.Score)).Should()
            .Equal(Search(threads: 2).Trials.Select(trial => (trial.Values[0], trial.Score)));
    }

    [Fact]
    public void Run_TimeUpInTraining_StopsIt()
    {
        SearchSpace endless = SearchSpace.From(new ForecasterOptions { HiddenSizes = [4] }, new AdamWTraining { Epochs = 1_000_000 });

        Action act = () => new HyperparameterSearch(Options with { TimeBudget = TimeSpan.FromSeconds(0.3) }).Run(Sample.Waves(), endless);

        act.Should().Throw<TimeoutException>();
    }

    [Fact]
    public void Run_NoSeries_IsAnError()
    {
        Action act = () => new HyperparameterSearch(Options).Run(new SeriesSet(), Space);

        act.Should().Throw<ArgumentException>().WithMessage("There is no series*");
    }

    [Fact]
    public void OptionSearch_AllOptionsWrong_ListsEveryProblem()
    {
        Action act = () => _ = new HyperparameterSearch(new HyperparameterSearchOptions
        {
            Backtest = new BacktestOptions { Cutoffs = new RollingCutoffs { Horizon = 1, Count = 0 }, SeasonLength = 0 },
            Method = (SearchMethod)9,
            Trials = 0,
            TimeBudget = TimeSpan.Zero,
            Eta = 1,
            Rungs = 1,
        });

        act.Should().Throw<ArgumentException>().WithMessage(
            "HyperparameterSearchOptions: Backtest.Cutoffs.Count is 0*Backtest.SeasonLength is 0*Method has the unknown value 9*Trials is 0*"
            + "TimeBudget is 00:00:00*Eta is 1*Rungs is 1*");
    }

    [Fact]
    public void ToTable_Search_HasTheBaselineAmongTheTrialsInEveryCulture()
    {
        SearchResult result = Fake.Search(
            Fake.Options with { Method = SearchMethod.SuccessiveHalving },
            (candidate, _) => Fake.UnitsOf(candidate) + 0.25).Run(Fake.Series, Fake.Units());
        CultureInfo before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        string table = result.ToTable();
        try
        {
            CultureInfo.CurrentCulture = commas;
            result.ToTable().Should().Be(table);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        string[] lines = table.Split('\n');
        lines[0].Should().Be("Successive halving: 13 of 13 trials finished, scored by MASE");
        lines[2].Split(' ', StringSplitOptions.RemoveEmptyEntries).Should()
            .Equal("trial", "rung", "epochs", "MASE", "+-", "skill", "%", "seconds", "units");
        string[] rows = [.. lines.Skip(3).TakeWhile(line => line.Length > 0)];
        rows.Should().HaveCount(13 + 1);
        Array.FindIndex(rows, row => row.StartsWith("naive", StringComparison.Ordinal)).Should()
            .Be(result.Trials.Count(trial => trial.Score < 500));
        result.ToTable(most: 2).Split('\n').Skip(3).TakeWhile(line => line.Length > 0).Should().HaveCount(3);
    }
}
