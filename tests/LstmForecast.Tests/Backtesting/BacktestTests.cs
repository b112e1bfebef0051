using System.Globalization;

namespace LstmForecast.Tests.Backtesting;

/// <summary>The reference is what a user would write by hand: fit to a part, forecast, compare, again and again.</summary>
public sealed class BacktestTests
{
    private const int Horizon = 3;
    private static readonly RollingCutoffs FiveCutoffs = new() { Horizon = Horizon, Count = 5, Stride = 2 };
    private readonly SequenceForecaster _forecaster = Sample.Forecaster(Transform.Standardize);
    private readonly SeriesSet _series = Sample.Waves();

    [Theory]
    [InlineData(null, null)]
    [InlineData(2, null)]
    [InlineData(1, 20)]
    [InlineData(null, 20)]
    public void Run_Forecasts_AreThoseOfFitsToWhatWasKnown(int? refitEvery, int? window)
    {
        var options = new BacktestOptions
        {
            Cutoffs = FiveCutoffs,
            RefitEvery = refitEvery,
            Window = window is int length ? BacktestWindow.Sliding(length) : BacktestWindow.Expanding,
        };

        BacktestResult result = Backtest.Run(_forecaster, _series, options, Sample.Training);

        TrainedForecaster? model = null;
        for (int k = 0; k < 5; k++)
        {
            TimeSeries[] known =
            [
                .. _series.Select(one =>
                {
                    int count = one.Length - Horizon - 2 * (4 - k);
                    return one[(window is int most ? count - most : 0)..count];
                }),
            ];
            if (model is null || k % refitEvery == 0) model = _forecaster.Fit(new SeriesSet(known), Sample.Training);
            for (int i = 0; i < 2; i++)
            {
                Forecast forecast = result.Series[i][k];
                forecast.Values.ToArray().Should().Equal(model.Forecast(known[i], Horizon).Values.ToArray());
                forecast.Cutoff.Should().Be(_series[i].Length - Horizon - 2 * (4 - k) - 1);
                forecast.SeriesName.Should().Be(_series[i].Name);
            }
        }

        result.Fits.Should().HaveCount(refitEvery is int every ? (5 + every - 1) / every : 1);
        result.Fits.Should().AllSatisfy(fit => fit.History.Epochs.Should().HaveCount(2));
    }

    [Fact]
    public void Run_Calibrated_HasTheIntervalsOfAModelThatLearntNoneOfTheCalibration()
    {
        var options = new BacktestOptions { Cutoffs = FiveCutoffs, CalibrationCutoffs = 6 };

        BacktestResult result = Backtest.Run(_forecaster, _series, options, Sample.Training);

        TimeSeries[] known = [.. _series.Select(one => one[..(one.Length - Horizon - 8)])];
        TrainedForecaster model = _forecaster
            .Fit(new SeriesSet(known.Select(one => one[..^(Horizon + 5)])), Sample.Training)
            .CalibrateIntervals(known, new RollingCutoffs { Horizon = Horizon, Count = 6 });
        PredictionInterval[] interval = model.Forecast(_series[1][..(41 - Horizon - 4)], Horizon).Interval(0.9);
        double[] lower = [.. interval.Select(one => one.Lower)];
        double[] upper = [.. interval.Select(one => one.Upper)];
        result.Series[1][2].Interval(0.9).Select(one => one.Lower).Should().Equal(lower);
        result.Series[1][2].Interval(0.9).Select(one => one.Upper).Should().Equal(upper);
    }

    [Fact]
    public void Run_Report_HasTheErrorsOfTheForecastsByStepAndBySeries()
    {
        var options = new BacktestOptions { Cutoffs = FiveCutoffs, SeasonLength = 8, Measure = AccuracyMeasure.MeanAbsoluteError };

        BacktestResult result = Backtest.Run(_forecaster, _series, options, Sample.Training);

        var errors = new List<(int Series, int Step, double Model, double Naive)>();
        for (int i = 0; i < 2; i++)
        {
            foreach (Forecast forecast in result.Series[i])
            {
                for (int step = 1; step <= Horizon; step++)
                {
                    double observed = _series[i][forecast.Cutoff + step];
                    errors.Add((i, step, Math.Abs(observed - forecast.Step(step)), Math.Abs(observed - _series[i][forecast.Cutoff])));
                }
            }
        }

        result.Report.ForecastCount.Should().Be(10);
        result.Report.Overall.ModelAccuracy.MeanAbsoluteError.Should().BeApproximately(errors.Average(one => one.Model), 1e-12);
        result.Report.Overall.Baselines[0].MeanAbsoluteError.Should().BeApproximately(errors.Average(one => one.Naive), 1e-12);
        for (int step = 1; step <= Horizon; step++)
        {
            result.Report.ByStep[step - 1].ModelAccuracy.MeanAbsoluteError.Should()
                .BeApproximately(errors.Where(one => one.Step == step).Average(one => one.Model), 1e-12);
        }

        result.Report.BySeries[1].ModelAccuracy.MeanAbsoluteError.Should()
            .BeApproximately(errors.Where(one => one.Series == 1).Average(one => one.Model), 1e-12);
        double best = result.Report.Overall.Baselines.Min(one => one.MeanAbsoluteError);
        result.Skill.Should().BeApproximately(1 - errors.Average(one => one.Model) / best, 1e-12);
    }

    [Fact]
    public void Evaluate_Model_ForecastsAsTheModelDoes()
    {
        TrainedForecaster model = _forecaster.Fit(new SeriesSet(_series[0][..30]), Sample.Training);
        var options = new BacktestOptions { Cutoffs = new() { Horizon = Horizon, First = 30, Stride = 4 } };

        BacktestResult result = Backtest.Evaluate(model, _series, options);

        result.Series.Select(one => one.Count).Should().Equal(4, 3);
        result.Series[0][3].Values.ToArray().Should().Equal(model.Forecast(_series[0][..42], Horizon).Values.ToArray());
        result.Series[0].TrainingLength.Should().Be(30);
        result.Fits.Should().Equal(new BacktestFit(0, 3, model));
    }

    /// <summary>The network looks at what is known five steps ahead, though three are asked for.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(15)]
    public void Evaluate_CovariatesKnownFurtherThanTheHorizon_ForecastsAsTheModelDoes(int? window)
    {
        SeriesSet series = Sample.Waves(["value", "known"]);
        TrainedForecaster model = Sample
            .Forecaster(options => options with { Horizon = 5, Data = new() { KnownCovariates = ["known"] } })
            .Fit(series, Sample.Training);
        var options = new BacktestOptions
        {
            Cutoffs = new() { Horizon = Horizon, First = 30, Count = 4, Stride = 2 },
            Window = window is int length ? BacktestWindow.Sliding(length) : BacktestWindow.Expanding,
        };

        BacktestResult result = Backtest.Evaluate(model, series, options);

        for (int k = 0; k < 4; k++)
        {
            int count = 30 + 2 * k;
            double[] known = [.. Enumerable.Range(count, 5).Select(time => series[1][time, 1])];
            Forecast expected = model.Forecast(
                series[1][(window is int most ? count - most : 0)..count], Horizon, new TimeSeries("B", known, ["known"]));
            result.Series[1][k].Values.ToArray().Should().Equal(expected.Values.ToArray());
        }
    }

    [Fact]
    public void Evaluate_CovariatesNotKnownFarEnough_SaysWhatItNeeds()
    {
        SeriesSet series = Sample.Waves(["value", "known"]);
        TrainedForecaster model = Sample
            .Forecaster(options => options with { Horizon = 5, Data = new() { KnownCovariates = ["known"] } })
            .Fit(series, Sample.Training);

        Action act = () => Backtest.Evaluate(model, series, new BacktestOptions { Cutoffs = FiveCutoffs });

        act.Should().Throw<ArgumentException>().WithMessage(
            "Series 'A' has 48 points; a forecast after time step 44 by a model that takes covariates known 5 steps ahead needs at least 50.*");
    }

    [Fact]
    public void Evaluate_QuantileModel_MeasuresCoverageAndWidth()
    {
        SequenceForecaster forecaster = Sample.Forecaster(
            options => options with { Horizon = Horizon, Loss = Loss.Quantile(0.1, 0.25, 0.5, 0.75, 0.9) });
        TrainedForecaster model = forecaster.Fit(_series, Sample.Training);

        BacktestResult result = Backtest.Evaluate(model, _series, new BacktestOptions { Cutoffs = FiveCutoffs });

        DistributionAccuracy distribution = result.Report.Overall.Distribution!;
        distribution.Intervals.Select(one => one.Level).Should().Equal(0.8, 0.5);
        var inside = new List<bool>();
        var widths = new List<double>();
        for (int i = 0; i < 2; i++)
        {
            foreach (Forecast forecast in result.Series[i])
            {
                for (int step = 0; step < Horizon; step++)
                {
                    double observed = _series[i][forecast.Cutoff + 1 + step];
                    double lower = forecast.Quantile(0.1)[step];
                    double upper = forecast.Quantile(0.9)[step];
                    inside.Add(lower <= observed && observed <= upper);
                    widths.Add(upper - lower);
                }
            }
        }

        distribution.Intervals[0].Coverage.Should().BeApproximately(inside.Average(one => one ? 1.0 : 0), 1e-12);
        distribution.Intervals[0].Width.Should().BeApproximately(widths.Average(), 1e-12);
    }

    [Fact]
    public void Run_TwoTargets_HasAReportForEach()
    {
        SeriesSet series = Sample.Waves(["a", "b"]);

        BacktestResult result =
            Backtest.Run(_forecaster, series, new BacktestOptions { Cutoffs = FiveCutoffs }, Sample.Training);

        result.Reports.Select(report => report.Options.Channel).Should().Equal("a", "b");
        double[] errors =
        [
            .. result.Series.SelectMany(one => one.SelectMany(forecast => Enumerable.Range(1, Horizon).Select(step =>
                Math.Abs(one.Series[forecast.Cutoff + step, 1] - forecast.Step(step, 1))))),
        ];
        result.Reports[1].Overall.ModelAccuracy.MeanAbsoluteError.Should().BeApproximately(errors.Average(), 1e-12);
        result.ToTable().Should().Contain("Channel a").And.Contain("Channel b");
    }

    [Fact]
    public void Run_Progress_TellsOfEveryEpochOfEveryFit()
    {
        var all = new List<BacktestProgress>();
        var options = new BacktestOptions { Cutoffs = FiveCutoffs, RefitEvery = 3 };

        Backtest.Run(
            _forecaster,
            _series,
            options,
            Sample.Training,
            new Told(all.Add));

        // Where a machine is slow there are reports within epochs too.
        all.Where(one => one.Training is not { Epoch: null } && one.ForecastShare is 0 or 1)
            .Select(one => (one.Fit, one.FitCount, one.Training?.Epoch?.Epoch, one.ForecastShare)).Distinct().Should().Equal(
            (1, 2, 1, 0), (1, 2, 2, 0), (1, 2, null, 0), (1, 2, null, 1), (2, 2, 1, 0), (2, 2, 2, 0), (2, 2, null, 0), (2, 2, null, 1));
        all.Select(one => one.Share).Should().BeInAscendingOrder();
        all.Single(one => one is { Fit: 2, Training.Epoch.Epoch: 1 }).Share.Should().BeApproximately(0.5 + 0.5 * 0.45, 1e-12);
        all[^1].Share.Should().Be(1);
        all[^1].EstimatedTimeLeft.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Run_CancelledWhereTrainingWouldReturnTheBest_ThrowsAllTheSame()
    {
        Action act = () => Backtest.Run(
            _forecaster,
            _series,
            new BacktestOptions { Cutoffs = FiveCutoffs },
            Sample.Training with { OnCancellation = CancellationBehavior.ReturnBest },
            cancellationToken: new CancellationToken(canceled: true));

        act.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void ToTable_Result_SaysHowItWentInTheInvariantCulture()
    {
        var options = new BacktestOptions { Cutoffs = FiveCutoffs, RefitEvery = 3, Window = BacktestWindow.Sliding(20) };
        BacktestResult result = Backtest.Run(_forecaster, _series, options, Sample.Training);
        string table = result.ToTable();
        CultureInfo before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = commas;
            result.ToTable().Should().Be(table);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        table.Should().StartWith("Backtest: sliding window of 20, a cutoff every 2 steps, a new fit every 3 cutoffs, 2 in all\n");
        table.Should().Contain("10 forecasts of 2 series").And.Contain("drift").And.Contain("step");
    }

    [Fact]
    public void WriteForecasts_Result_IsARowForEveryValue()
    {
        var series = new SeriesSet(new TimeSeries("a, \"b\"", _series[0].Values));
        BacktestResult result = Backtest.Run(
            _forecaster, series, new BacktestOptions { Cutoffs = new() { Horizon = 2, Count = 2 } }, Sample.Training);
        using var text = new StringWriter();

        result.WriteForecasts(text);

        string[] rows = text.ToString().Split('\n');
        rows.Should().HaveCount(1 + 2 * 2 + 1);
        rows[0].Should().Be("series,channel,cutoff,step,observed,forecast");
        rows[4].Should().Be(string.Create(
            CultureInfo.InvariantCulture, $"\"a, \"\"b\"\"\",value,45,2,{series[0][47]},{result.Series[0][1].Step(2)}"));
    }

    [Fact]
    public void WriteForecasts_SeriesWithTimestamps_HaveTheTimeThatIsForecast()
    {
        var series = new SeriesSet(_series[0].WithTimes(new DateTime(2024, 1, 15), TimeStep.Day));
        BacktestResult result = Backtest.Run(
            _forecaster, series, new BacktestOptions { Cutoffs = new() { Horizon = 2, Count = 1 } }, Sample.Training);
        using var text = new StringWriter();

        result.WriteForecasts(text);

        string[] rows = text.ToString().Split('\n');
        rows[0].Should().Be("series,channel,cutoff,step,time,observed,forecast");
        // The last of 48 days from 15 January in a leap year.
        rows[2].Should().StartWith(string.Create(
            CultureInfo.InvariantCulture, $"{series[0].Name},value,45,2,2024-03-02,{series[0][47]},"));
    }

    private sealed class Told(Action<BacktestProgress> report) : IProgress<BacktestProgress>
    {
        public void Report(BacktestProgress value) => report(value);
    }

    [Fact]
    public async Task RunAsync_SameBacktest_HasTheFiguresOfRun()
    {
        var options = new BacktestOptions { Cutoffs = FiveCutoffs };

        BacktestResult result = await Backtest.RunAsync(_forecaster, _series, options, Sample.Training);

        result.Report.ToCsv().Should().Be(Backtest.Run(_forecaster, _series, options, Sample.Training).Report.ToCsv());
    }

    [Fact]
    public async Task RunAsync_Cancelled_IsACancelledTask()
    {
        Task task = Backtest.RunAsync(
            _forecaster,
            _series,
            new BacktestOptions { Cutoffs = FiveCutoffs },
            Sample.Training,
            cancellationToken: new CancellationToken(canceled: true));

        await task.Invoking(one => one).Should().ThrowAsync<OperationCanceledException>();
        task.IsCanceled.Should().BeTrue();
    }
}
