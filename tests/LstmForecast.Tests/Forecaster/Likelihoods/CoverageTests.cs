using LstmForecast.Numerics;

namespace LstmForecast.Tests.Forecaster.Likelihoods;

/// <summary>Trained models on data whose distribution is known.</summary>
public sealed class CoverageTests
{
    private const double Memory = 0.8;
    private const int Horizon = 8;

    private static readonly AdamWTraining Training = new() { Epochs = 60, BatchSize = 16, LearningRate = 0.02 };

    [Fact]
    public void SamplePaths_FirstOrderAutoregression_CoverAsTheoryDoes()
    {
        TrainedForecaster model = Fit(Loss.Gaussian, horizon: null, [Transform.Standardize], Autoregressions(48, 90, seed: 1));
        TimeSeries[] test = [.. Autoregressions(150, 60, seed: 2)];

        IReadOnlyList<Forecast> forecasts = model.SamplePaths([.. test.Select(one => one[..^Horizon])], Horizon, paths: 200, seed: 5);

        Coverage(test, forecasts).Should().BeApproximately(0.8, 0.06);
        // The variance h steps ahead is 1 + m^2 + ... + m^(2h - 2); 80 % are within 1.2816 deviations.
        for (int step = 1; step <= Horizon; step++)
        {
            double deviation = Math.Sqrt((1 - Math.Pow(Memory, 2 * step)) / (1 - Memory * Memory));
            double width = forecasts.Average(one => one.Quantile(0.9)[step - 1] - one.Quantile(0.1)[step - 1]);
            width.Should().BeApproximately(2 * 1.2816 * deviation, 0.15 * 2 * 1.2816 * deviation, $"step {step}");
        }
    }

    [Fact]
    public void Quantile_DirectStudentT_CoversAsItSays()
    {
        TrainedForecaster model = Fit(Loss.StudentT, Horizon, [Transform.Standardize], Autoregressions(48, 90, seed: 1));
        TimeSeries[] test = [.. Autoregressions(150, 60, seed: 2)];

        IReadOnlyList<Forecast> forecasts = model.Forecast([.. test.Select(one => one[..^Horizon])], Horizon);

        Coverage(test, forecasts).Should().BeApproximately(0.8, 0.06);
    }

    [Fact]
    public void SamplePaths_CountsOfManyScales_CoverOnAllOfThem()
    {
        TrainedForecaster model = Fit(Loss.NegativeBinomial, horizon: null, [Transform.Standardize], Counts(48, 90, seed: 1));
        TimeSeries[] test = [.. Counts(150, 60, seed: 2)];

        IReadOnlyList<Forecast> forecasts = model.SamplePaths([.. test.Select(one => one[..^Horizon])], Horizon, seed: 5);

        // Counts of a band include its ends, so that small ones are covered more often than 80 %.
        for (int scale = 0; scale < 3; scale++)
        {
            int[] some = [.. Enumerable.Range(0, test.Length).Where(i => i % 3 == scale)];
            Coverage([.. some.Select(i => test[i])], [.. some.Select(i => forecasts[i])])
                .Should().BeInRange(0.7, 0.95, $"scale {scale}");
        }

        forecasts[0].Path(0).Should().OnlyContain(x => x >= 0 && x == Math.Floor(x));
    }

    [Fact]
    public void Fit_DirectQuantilesOfDifferences_IsRefusedWithARemedy()
    {
        foreach (Loss loss in (Loss[])[Loss.Gaussian, Loss.Quantile(0.1, 0.9)])
        {
            FluentActions.Invoking(() => Fit(loss, 4, [Transform.Difference(2)], Autoregressions(2, 30, seed: 1)))
                .Should().Throw<ArgumentException>()
                .WithMessage("Transform.Difference(2) is undone by adding up*4*Transform.SubtractLastValue*SamplePaths*");
        }
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(0.5)]
    public void Fit_NoCount_IsAnErrorThatNamesThePlace(double value)
    {
        var train = new SeriesSet([new TimeSeries("sold", [1, 2, 3, value, 5, 6], ["units"])]);

        FluentActions.Invoking(() => Fit(Loss.NegativeBinomial, null, [], train)).Should().Throw<ArgumentException>()
            .WithMessage(FormattableString.Invariant($"Series 'sold' has {value} at index 3 of channel 'units'*"));
    }

    public static TheoryData<MissingValues> TakenWithCounts =>
        [MissingValues.Mask, MissingValues.Fill(Filling.Last), MissingValues.Fill(Filling.Seasonal(7))];

    [Theory]
    [MemberData(nameof(TakenWithCounts))]
    public void Fit_CountsWithGaps_LearnsFromTheRest(MissingValues missing)
    {
        var train = new SeriesSet([.. Counts(6, 40, seed: 1).Select(one => new TimeSeries(
            one.Name, [.. one.Channel().Select((x, t) => t is 7 or 8 or 30 ? double.NaN : x)]))]);

        TrainedForecaster model = new SequenceForecaster(new()
        {
            HiddenSizes = [3],
            Loss = Loss.NegativeBinomial,
            Data = new() { Missing = missing },
        }).Fit(train, new AdamWTraining { Epochs = 2 });

        double.IsFinite(model.History.Epochs[^1].TrainingLoss).Should().BeTrue();
        model.SamplePaths(train[0], 3).Channel().Should().OnlyContain(x => x >= 0);
    }

    [Fact]
    public void Fit_ScaledAbsolute_LossIsTheMeanScaledErrorInTheUnitsOfTheSeries()
    {
        // Scales from 1 to 1000, after transforms that keep or divide errors alike.
        var train = new SeriesSet(Autoregressions(4, 30, seed: 1).Select((one, i) =>
            new TimeSeries(one.Name, [.. one.Channel().Select(x => x * Math.Pow(10, i))])));
        TrainedForecaster model = new SequenceForecaster(new()
        {
            HiddenSizes = [3],
            Loss = Loss.ScaledAbsolute(2),
            Precision = Precision.Float64,
            Transforms = [Transform.Standardize, Transform.Difference(1)],
        }).Fit(train, new AdamWTraining { Epochs = 3 });

        double sum = 0;
        int count = 0;
        foreach (TimeSeries series in train)
        {
            double[] values = series.Channel();
            double naive = Enumerable.Range(2, values.Length - 2).Average(t => Math.Abs(values[t] - values[t - 2]));
            double[] forecasts = model.FittedValues(series).Channel();
            for (int i = 0; i < forecasts.Length; i++, count++)
                sum += Math.Abs(values[values.Length - forecasts.Length + i] - forecasts[i]) / naive;
        }

        model.History.Epochs[^1].TrainingLoss.Should().BeApproximately(sum / count, 1e-9);
    }

    private static TrainedForecaster Fit(Loss loss, int? horizon, Transform[] transforms, SeriesSet train) =>
        new SequenceForecaster(new() { HiddenSizes = [8], Loss = loss, Horizon = horizon, Transforms = transforms, Seed = 1 })
            .Fit(train, Training);

    private static double Coverage(TimeSeries[] test, IReadOnlyList<Forecast> forecasts) =>
        Enumerable.Range(0, test.Length).Average(i =>
        {
            double[] low = forecasts[i].Quantile(0.1);
            double[] high = forecasts[i].Quantile(0.9);
            return Enumerable.Range(0, Horizon).Average(step =>
            {
                double actual = test[i][test[i].Length - Horizon + step, 0];
                return actual >= low[step] && actual <= high[step] ? 1.0 : 0;
            });
        });

    private static SeriesSet Autoregressions(int count, int length, long seed) => new(Enumerable.Range(0, count).Select(i =>
    {
        var random = new SeededRandom(seed, (ulong)i);
        var values = new double[length];
        double value = random.NextNormal(0, 1 / Math.Sqrt(1 - Memory * Memory));
        for (int t = 0; t < length; t++) values[t] = value = Memory * value + random.NextNormal(0, 1);
        return new TimeSeries($"{seed}-{i}", values);
    }));

    /// <summary>Levels of about 2, 20 and 200, with a dispersion of 0.2.</summary>
    private static SeriesSet Counts(int count, int length, long seed) => new(Enumerable.Range(0, count).Select(i =>
    {
        var random = new SeededRandom(seed, (ulong)i);
        double level = 2 * Math.Pow(10, i % 3) * random.NextUniform(0.7, 1.4);
        return new TimeSeries(
            $"{seed}-{i}", [.. Enumerable.Range(0, length).Select(_ => random.NextNegativeBinomial(level, 0.2))]);
    }));
}
