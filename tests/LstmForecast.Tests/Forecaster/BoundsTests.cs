namespace LstmForecast.Tests.Forecaster;

/// <summary>Of two models of the same seed the one with bounds says what the other says, but never beyond them.</summary>
public sealed class BoundsTests
{
    private const double Lower = 0, Upper = 0.8;

    private static readonly LbfgsTraining Short = new() { Epochs = 1, Optimizer = new() { MaxIterations = 10 } };

    // Rain: nothing half of the time.
    private static readonly SeriesSet Rain = new([.. Enumerable.Range(0, 3).Select(i => new TimeSeries(
        $"rain {i}", [.. Enumerable.Range(0, 40).Select(t => Math.Max(0, 0.8 * Math.Sin(0.9 * t + i)))]))]);

    private static readonly DataOptions Bounded = new() { LowerBound = Lower, UpperBound = Upper };

    public static TheoryData<string> Kinds => ["recursive", "direct", "ensemble", "gaussian", "quantiles"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Forecast_WithBounds_IsThatWithoutCutAtThem(string kind)
    {
        ForecasterOptions options = Options(kind);
        TrainedForecaster free = new SequenceForecaster(options).Fit(Rain, Short);
        TrainedForecaster bounded = Small.Reloaded(new SequenceForecaster(options with { Data = Bounded }).Fit(Rain, Short));
        TimeSeries history = Rain[0];

        double[] expected = free.Forecast(history, 6).Values.ToArray();
        bounded.Forecast(history, 6).Values.ToArray().Should().Equal(expected.Select(Cut));
        bounded.StartStream(history).Forecast(6).Values.ToArray().Should().Equal(expected.Select(Cut));
        bounded.FittedValues(history).Values.ToArray().Should().Equal(free.FittedValues(history).Values.ToArray().Select(Cut));
        if (kind == "quantiles")
        {
            double[] low = free.Forecast(history, 6).Quantile(0.1);
            low.Should().Contain(value => value < Lower, "or nothing is tested");
            bounded.Forecast(history, 6).Quantile(0.1).Should().Equal(low.Select(Cut));
        }

        if (kind == "gaussian")
        {
            double[] path = free.SamplePaths(history, 6, paths: 20).Path(7).ToArray();
            bounded.SamplePaths(history, 6, paths: 20).Path(7).ToArray().Should().Equal(path.Select(Cut));
        }
    }

    [Theory]
    [InlineData("recursive")]
    [InlineData("quantiles")]
    public void Interval_WithBounds_EndsAtThem(string kind)
    {
        ForecasterOptions options = Options(kind);
        var cutoffs = new RollingCutoffs { Horizon = 6, Count = 9 };
        TrainedForecaster free = new SequenceForecaster(options).Fit(Rain, Short).CalibrateIntervals([.. Rain], cutoffs);
        TrainedForecaster bounded = new SequenceForecaster(options with { Data = Bounded }).Fit(Rain, Short)
            .CalibrateIntervals([.. Rain], cutoffs);

        PredictionInterval[] intervals = bounded.Forecast(Rain[1], 6).Interval(0.8);
        intervals.Should().OnlyContain(one => one.Lower >= Lower && one.Upper <= Upper && one.Lower <= one.Upper);
        free.Forecast(Rain[1], 6).Interval(0.8).Should().Contain(one => one.Lower < Lower, "or nothing is tested");

        ForecastStream stream = bounded.StartStream(Rain[1], new() { Intervals = new() { Horizon = 1 } });
        stream.Interval().Lower.Should().BeGreaterThanOrEqualTo(Lower);
        stream.Interval().Upper.Should().BeLessThanOrEqualTo(Upper);
    }

    [Fact]
    public void Fit_ValueBeyondABound_NamesItsPlace()
    {
        var forecaster = new SequenceForecaster(Options("recursive") with { Data = new() { LowerBound = 0 } });
        var series = new TimeSeries("balance", [1, 2, -0.5, 3]);

        FluentActions.Invoking(() => forecaster.Fit(series, Short)).Should().Throw<ArgumentException>().WithMessage(
            "Series 'balance' has -0.5 at index 2 of channel 'value', below LowerBound (0). Move the bound, or mend the value.*");
        FluentActions.Invoking(() => forecaster.Fit(Rain, Short, new SeriesSet(series))).Should().Throw<ArgumentException>()
            .WithMessage("Series 'balance' has -0.5*");
    }

    [Theory]
    [InlineData(2.0, 2.0, "Data.LowerBound is 2; it must be below UpperBound (2).")]
    [InlineData(double.NaN, null, "Data.LowerBound is NaN; it must be within ±1E+100, or null for none.")]
    [InlineData(null, double.PositiveInfinity, "Data.UpperBound is Infinity; it must be within ±1E+100, or null for none.")]
    public void Constructor_ImpossibleBounds_SaysWhatIsWrong(double? lower, double? upper, string problem) =>
        FluentActions.Invoking(() => new SequenceForecaster(new() { Data = new() { LowerBound = lower, UpperBound = upper } }))
            .Should().Throw<ArgumentException>().WithMessage($"ForecasterOptions: {problem}*");

    [Fact]
    public void FineTune_WithoutBounds_KeepsThoseOfTheModel()
    {
        ForecasterOptions options = Options("recursive");
        TrainedForecaster bounded = new SequenceForecaster(options with { Data = Bounded }).Fit(Rain, Short);

        TrainedForecaster tuned = new SequenceForecaster(options).FineTune(bounded, Rain, Short);

        tuned.FittedValues(Rain[0]).Values.ToArray().Should().OnlyContain(value => value >= Lower && value <= Upper);
    }

    private static double Cut(double value) => Math.Min(Math.Max(value, Lower), Upper);

    private static ForecasterOptions Options(string kind)
    {
        if (kind == "gaussian") Small.LoadTorch();
        var options = new ForecasterOptions { HiddenSizes = [4], Precision = Precision.Float64 };
        return kind switch
        {
            "direct" => options with { Horizon = 6 },
            "ensemble" => options with { EnsembleSize = 3 },
            "gaussian" => options with { Loss = Loss.Gaussian },
            "quantiles" => options with { Horizon = 6, Loss = Loss.Quantile(0.1, 0.5, 0.9) },
            _ => options,
        };
    }
}
