using LstmForecast.Model;
using LstmForecast.TrainingData;
using LstmForecast.Transforms;

namespace LstmForecast.Tests.TrainingData;

public sealed class NaiveWeightsTests
{
    private static readonly double[] Values = [1, 5, 2, 7, 3, 11, 2, 4];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void NaiveError_Differenced_IsThatOfTheSeries(int season)
    {
        // A difference of differences to the same value: errors stay what they are; the first point is used up.
        PreparedSeries series = Prepared(Values, new FittedDifference(1));

        double[] errors = [.. Enumerable.Range(season, Values.Length - season).Select(t => Math.Abs(Values[t] - Values[t - season]))];
        series.NaiveError(0, season).Should().BeApproximately(errors.Average(), 1e-12);
    }

    [Fact]
    public void NaiveError_Logarithms_IsTakenInThem()
    {
        double[] logs = [.. Values.Select(x => Math.Log(x))];

        Prepared(Values, new FittedLog()).NaiveError(0, 1).Should().BeApproximately(
            logs.Zip(logs.Skip(1), (before, after) => Math.Abs(after - before)).Average(), 1e-12);
    }

    [Fact]
    public void NaiveError_JudgedFromSomeStep_KnowsNothingOfWhatFollows()
    {
        double[] changed = [.. Values[..5], 900, 800, 700];

        double? one = new PreparedSeries(Model(), Series("a", Values), lossFrom: 5).NaiveError(0, 1);

        one.Should().Be(new PreparedSeries(Model(), Series("a", changed), lossFrom: 5).NaiveError(0, 1)).And.NotBeNull();
    }

    [Fact]
    public void Apply_SeriesOfOtherScale_WeighsTheSameAfterAll()
    {
        PreparedSeries small = Prepared(Values);
        PreparedSeries large = Prepared([.. Values.Select(x => 1000 * x)]);
        PreparedSeries constant = Prepared([4, 4, 4, 4, 4]);
        PreparedSeries tooShort = Prepared([4, 9]);

        NaiveWeights.Apply(2, [small, constant, large], [tooShort]);

        double unit = Weight(small);
        Weight(large).Should().BeApproximately(unit / 1000, 1e-12);
        double median = (1 / unit + 1000 / unit) / 2;
        Weight(constant).Should().BeApproximately(1 / median, 1e-12);
        Weight(tooShort).Should().BeApproximately(1 / median, 1e-12);
    }

    [Fact]
    public void Apply_NothingToDivideBy_SaysWhatToDo() =>
        FluentActions.Invoking(() => NaiveWeights.Apply(2, [Prepared([1, 2, 1, 2, 1]), Prepared([1, 2])], []))
            .Should().Throw<ArgumentException>().WithMessage("Loss.ScaledAbsolute(2) *2 training series*Use a shorter season*");

    [Fact]
    public void Create_WeighedSeries_CountsEachTargetOnce()
    {
        PreparedSeries series = Prepared(Values);
        series.Weigh(0, 0.25);

        using TrainingBatch batch = TrainingBatch.Create(
            [new Window(series, 0, 7, 7)], inputWidth: 1, targetWidth: 1, Precision.Float64, new BatchMemory());

        batch.Count.Should().Be(7);
        batch.Weights().Should().Equal(Enumerable.Repeat(0.25, 7));
    }

    [Fact]
    public void Create_Counts_AreRawBesideTheScaleKnownThen()
    {
        ModelDefinition model = Model(new FittedStandardize([4], [2])) with
        {
            Output = new OutputLayout(2, 1, OutputKind.NegativeBinomial, []),
        };
        var series = new PreparedSeries(model, Series("a", [3, 5, 1, 7]));

        using TrainingBatch batch = TrainingBatch.Create(
            [new Window(series, 0, 3, 3)], inputWidth: 1, targetWidth: 2, Precision.Float64, new BatchMemory());

        batch.Inputs().Should().Equal(-0.5, 0.5, -1.5);
        batch.Targets().Should().Equal(5, 1, 1, 7, 7, 0);
        batch.Weights().Should().Equal(1, 1, 1, 1, 1, 0);
        // 1 and the mean of 3; of 3 and 5; of 3, 5 and 1.
        batch.Scales().Should().Equal(4, 4, 5, 5, 4, 4);
    }

    private static double Weight(PreparedSeries series)
    {
        var weights = new double[1];
        series.WriteWeights<double>(0, 1, weights);
        return weights[0];
    }

    private static PreparedSeries Prepared(double[] values, params FittedTransform[] transforms) =>
        new(Model(transforms), Series("a", values));

    private static ModelDefinition Model(params FittedTransform[] transforms) =>
        Batches.OneStepModel(["value"]) with { Transforms = new TransformPipeline(transforms) };

    private static TimeSeries Series(string name, double[] values) => new(name, values, ["value"]);
}
