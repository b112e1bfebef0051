namespace LstmForecast.Tests.Backtesting;

/// <summary>
/// All values after a cutoff are changed: every forecast up to that cutoff must stay as it was, bit for bit.
/// </summary>
public sealed class BacktestLeakTests
{
    private const int Horizon = 3;
    private const int Cutoffs = 6;
    private const int Changed = 3;

    private static readonly BacktestOptions Never =
        new() { Cutoffs = new RollingCutoffs { Horizon = Horizon, Count = Cutoffs, Stride = 2 } };

    public static TheoryData<string, BacktestOptions> Ways => new()
    {
        { "never refitted", Never },
        { "refitted at every cutoff", Never with { RefitEvery = 1 } },
        { "refitted at every other cutoff", Never with { RefitEvery = 2 } },
        { "sliding", Never with { Window = BacktestWindow.Sliding(14) } },
        { "sliding and refitted", Never with { Window = BacktestWindow.Sliding(14), RefitEvery = 2 } },
        { "calibrated", Never with { CalibrationCutoffs = 5 } },
        { "calibrated and refitted", Never with { CalibrationCutoffs = 5, RefitEvery = 2 } },
        { "sliding, calibrated and refitted", Never with { Window = BacktestWindow.Sliding(18), CalibrationCutoffs = 4, RefitEvery = 3 } },
        { "from one time step", Never with { Cutoffs = new() { Horizon = Horizon, First = 25, Stride = 2 } } },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Run_ValuesAfterACutoffChanged_NoForecastBeforeItChanges(string way, BacktestOptions options)
    {
        way.Should().NotBeEmpty();
        foreach (SequenceForecaster forecaster in (SequenceForecaster[])
            [
                Sample.Forecaster(Transform.Standardize),
                Sample.Forecaster(Transform.StandardizePerSeries, Transform.Difference()),
                Sample.Forecaster(Transform.WindowNormalize(8)),
            ])
        {
            CheckRun(forecaster, options, Sample.Waves(), changedChannels: [0]);
        }
    }

    [Fact]
    public void Run_DirectWithCovariates_NoForecastChangesWithWhatIsNotKnownAhead()
    {
        SequenceForecaster forecaster = Sample.Forecaster(options => options with
        {
            Horizon = Horizon,
            Data = new() { PastCovariates = ["past"], KnownCovariates = ["known"] },
            Transforms = [Transform.SubtractLastValue, Transform.RobustPerSeries],
        });

        foreach (BacktestOptions options in (BacktestOptions[])
            [Never, Never with { RefitEvery = 2 }, Never with { Window = BacktestWindow.Sliding(14) }])
        {
            CheckRun(forecaster, options, Sample.Waves(["value", "past", "known"]), changedChannels: [0, 1]);
        }
    }

    [Fact]
    public void Run_MaskedGapsAndQuantiles_NoForecastBeforeACutoffChanges()
    {
        SequenceForecaster forecaster = Sample.Forecaster(options => options with
        {
            Horizon = Horizon,
            Data = new() { Missing = MissingValues.Mask },
            Loss = Loss.Quantile(0.1, 0.5, 0.9),
        });
        SeriesSet series = Sample.Waves();
        double[] gaps = series[0].Channel();
        gaps[7] = gaps[8] = gaps[33] = gaps[40] = double.NaN;

        CheckRun(
            forecaster,
            Never with { RefitEvery = 2, CalibrationCutoffs = 5 },
            new SeriesSet(new TimeSeries("A", gaps), series[1]),
            changedChannels: [0]);
    }

    /// <summary>A transform that is fitted to the history of a series which training did not know.</summary>
    [Fact]
    public void Evaluate_SeriesUnknownToTheTransforms_NoForecastBeforeACutoffChanges()
    {
        TrainedForecaster model = Sample.Forecaster(Transform.MinMaxPerSeries)
            .Fit(new SeriesSet(Sample.Wave("trained", 30, 1)), Sample.Training);

        Check(series => Backtest.Evaluate(model, series, Never), Sample.Waves(), changedChannels: [0]);
    }

    private static void CheckRun(
        SequenceForecaster forecaster, BacktestOptions options, SeriesSet series, int[] changedChannels) =>
        Check(set => Backtest.Run(forecaster, set, options, Sample.Training), series, changedChannels);

    private static void Check(Func<SeriesSet, BacktestResult> run, SeriesSet series, int[] changedChannels)
    {
        BacktestResult before = run(series);
        BacktestResult after = run(new SeriesSet(series.Select((one, i) =>
            ChangedAfter(one, before.Series[i][Changed].Cutoff, changedChannels))));

        for (int i = 0; i < series.Count; i++)
        {
            for (int k = 0; k < Changed + 1; k++) Numbers(after, i, k).Should().Equal(Numbers(before, i, k));
            // The forecasts after it must change, or the test would prove nothing.
            Numbers(after, i, Changed + 1).Should().NotEqual(Numbers(before, i, Changed + 1));
        }
    }

    private static double[] Numbers(BacktestResult result, int series, int cutoff)
    {
        Forecast forecast = result.Series[series][cutoff];
        var numbers = new List<double>([.. forecast.Values]);
        foreach (double level in forecast.QuantileLevels) numbers.AddRange(forecast.Quantile(level));
        if (result.Fits[0].Model.HasCalibratedIntervals)
        {
            numbers.AddRange(forecast.Interval(0.8).Select(one => one.Lower));
            numbers.AddRange(forecast.Interval(0.8).Select(one => one.Upper));
        }

        return [.. numbers];
    }

    private static TimeSeries ChangedAfter(TimeSeries series, int cutoff, int[] channels)
    {
        double[] values = [.. series.Values];
        for (int time = cutoff + 1; time < series.Length; time++)
        {
            foreach (int channel in channels) values[time * series.Channels.Count + channel] = 1000 - 7 * time;
        }

        return new TimeSeries(series.Name, values, series.Channels);
    }
}
