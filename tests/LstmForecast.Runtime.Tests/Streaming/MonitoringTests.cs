using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Streaming;

namespace LstmForecast.Runtime.Tests.Streaming;

/// <summary>A network that always answers 0: the errors of the stream are the values themselves.</summary>
public sealed class MonitoringTests
{
    private static readonly TrainedForecaster Zero = Models.Constant([0]);

    [Theory]
    [InlineData(1.0, 25, 100)]
    [InlineData(2.0, 8, 20)]
    [InlineData(-2.0, 8, 20)]
    public void Drift_LevelShift_IsSignalledSoon(double shift, int inTheMean, int atMost)
    {
        const int Seeds = 20;
        int total = 0, signalledAgain = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            ForecastStream state = StartStream(seed, out Random random);
            state.Drift.IsDrift.Should().BeFalse();
            int steps = 0;
            while (!state.Drift.IsDrift && ++steps < 1000) state.Update(Normal(random) + shift);

            total += steps;
            steps.Should().BeLessThanOrEqualTo(atMost);
            state.Drift.Kind.Should().Be(DriftKind.Level);
            state.Drift.Target.Should().Be(0);
            state.Drift.StepsSince.Should().BeInRange(1, 2 * atMost);
            state.ResetDrift();
            for (int i = 0; i < 200; i++) state.Update(Normal(random) + shift);
            signalledAgain += state.Drift.IsDrift ? 1 : 0;
        }

        (total / (double)Seeds).Should().BeLessThan(inTheMean);
        signalledAgain.Should().BeLessThanOrEqualTo(3, "after it was taken note of, the new level is the level");
    }

    [Fact]
    public void Drift_LargerErrors_AreSignalledAsSpread()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            ForecastStream state = StartStream(seed, out Random random);
            int sign = 1, steps = 0;
            while (!state.Drift.IsDrift && ++steps < 1000) state.Update((sign = -sign) * (2.2 + 0.2 * Normal(random)));

            steps.Should().BeLessThanOrEqualTo(60);
            state.Drift.Kind.Should().Be(DriftKind.Spread);
        }
    }

    /// <summary>Stated is one false alarm in 7,000 or so; 400,000 observations give 57 of them, with a deviation of 8.</summary>
    [Fact]
    public void Drift_StationaryErrors_GiveFalseAlarmsAtTheStatedRate()
    {
        var test = new DriftTest(new DriftDetectionOptions());
        var random = new Random(7);
        int alarms = 0;
        for (int i = 0; i < 400_000; i++)
        {
            test.Append(3 + 0.1 * Normal(random));
            if (test.Kind == DriftKind.None) continue;
            alarms++;
            test.Reset();
        }

        alarms.Should().BeInRange(15, 85);
    }

    [Fact]
    public void Drift_SingleOutlier_IsNone()
    {
        ForecastStream state = StartStream(1, out Random random);
        state.Update(1e9);
        for (int i = 0; i < 5; i++) state.Update(Normal(random));

        state.Drift.IsDrift.Should().BeFalse();
    }

    /// <summary>The share of observations inside, after the spread of the errors has changed twice.</summary>
    [Theory]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void Interval_SpreadChanges_KeepsItsCoverageInTheLongRun(double coverage)
    {
        var options = new StreamingOptions
        {
            Drift = null,
            Intervals = new() { Horizon = 3, Coverage = coverage, LearningRate = 0.02, Window = 100 },
        };
        ForecastStream state = Zero.StartStream(new TimeSeries("A", [0.0], Zero.Channels), options);
        var random = new Random(2);
        var inside = new int[3];
        const int Count = 6000;
        var issued = new Queue<PredictionInterval[]>();
        for (int i = 0; i < Count; i++)
        {
            issued.Enqueue([state.Interval(1), state.Interval(2), state.Interval(3)]);
            if (issued.Count > 3) issued.Dequeue();
            double value = Normal(random) * (i < 2000 ? 1 : i < 4000 ? 5 : 2);
            PredictionInterval[][] past = [.. issued.Reverse()];
            for (int step = 0; step < past.Length; step++)
                inside[step] += value >= past[step][step].Lower && value <= past[step][step].Upper ? 1 : 0;
            state.Update(value);
        }

        foreach (int count in inside) (count / (double)Count).Should().BeApproximately(coverage, 0.015);
    }

    /// <summary>Without a change of level the interval is that of split conformal prediction: by the naive definition.</summary>
    [Fact]
    public void Interval_LevelThatStands_IsTheConformalQuantileOfTheWindow()
    {
        var options = new StreamingOptions { Intervals = new() { Coverage = 0.9, LearningRate = 1e-12, Window = 30 } };
        ForecastStream state = Zero.StartStream(new TimeSeries("A", [0.0], Zero.Channels), options);
        var random = new Random(5);
        var sizes = new List<double>();
        for (int i = 0; i < 100; i++)
        {
            double[] window = [.. sizes.TakeLast(30).Order()];
            int rank = (int)Math.Ceiling((window.Length + 1) * 0.9 - 1e-6);
            double reach = rank > window.Length ? double.PositiveInfinity : window[rank - 1];
            state.Interval().Should().Be(new PredictionInterval(0, -reach, reach));
            double value = Math.Round(Normal(random), 1);
            state.Update(value);
            sizes.Add(Math.Abs(value));
        }
    }

    [Fact]
    public void Interval_MissingValue_TeachesNothing()
    {
        var options = new StreamingOptions { Intervals = new() { Coverage = 0.5, Window = 5 } };
        ForecastStream state = Zero.StartStream(new TimeSeries("A", [0.0, 1, -3, 2], Zero.Channels), options);
        PredictionInterval before = state.Interval();

        state.Update(double.NaN).Should().BeFalse();

        state.LastWasMissing.Should().BeTrue();
        state.Interval().Should().Be(before);
    }

    [Fact]
    public void Interval_NotAskedFor_SaysWhatToDo()
    {
        ForecastStream state = Zero.StartStream(new TimeSeries("A", [0.0], Zero.Channels));

        FluentActions.Invoking(() => state.Interval()).Should().Throw<InvalidOperationException>()
            .WithMessage("The state of series 'A' has no adaptive intervals; warm it with StreamingOptions.Intervals.");
    }

    [Fact]
    public void Warm_BadOptions_NamesAllProblemsAtOnce()
    {
        var options = new StreamingOptions { Intervals = new() { Horizon = 0, Coverage = 1, LearningRate = 0, Window = 1 } };

        FluentActions.Invoking(() => Zero.StartStream(new TimeSeries("A", [0.0], Zero.Channels), options)).Should()
            .Throw<ArgumentException>().WithMessage(
                "StreamingOptions: Intervals.Horizon is 0; it must be at least 1. Intervals.Window is 1; it must be at least 2. "
                + "Intervals.Coverage is 1; it must be above 0 and below 1. "
                + "Intervals.LearningRate is 0; it must be above 0 and at most 1. (Parameter 'options')");
        FluentActions.Invoking(() => Zero.StartStream(new TimeSeries("A", [0.0], Zero.Channels), new StreamingOptions { Drift = new() { Slack = double.NaN, MinimumErrors = 2 } }))
            .Should().Throw<ArgumentException>().WithMessage(
                "StreamingOptions: Drift.Slack is NaN; it must be finite and above 0. "
                + "Drift.MinimumErrors is 2; it must be at least 10. (Parameter 'options')");
    }

    private static ForecastStream StartStream(int seed, out Random random)
    {
        Random its = random = new Random(seed);
        return Zero.StartStream(new TimeSeries("A", [.. Enumerable.Range(0, 200).Select(_ => Normal(its))], Zero.Channels));
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
