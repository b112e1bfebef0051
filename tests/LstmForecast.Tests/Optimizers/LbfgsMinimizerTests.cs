using LstmForecast.Optimizers;

namespace LstmForecast.Tests.Optimizers;

/// <summary>The algorithm on plain vectors, without tensors.</summary>
public class LbfgsMinimizerTests
{
    [Fact]
    public void Step_OnManyThreads_GivesTheSameBits()
    {
        LbfgsMinimizerResult expected = Run(new());
        var results = new LbfgsMinimizerResult[16];

        Parallel.For(0, results.Length, i => results[i] = Run(new()));

        results.Should().AllSatisfy(r =>
        {
            r.Point.Should().Equal(expected.Point);
            r.Report.Should().Be(expected.Report);
        });
    }

    [Fact]
    public void Step_MoreIterationsThanHistory_KeepsTheLastPairs()
    {
        LbfgsMemory two = Run(new() { HistorySize = 2 }).Memory;

        two.History.Pairs.Should().HaveCount(2);
        two.Iterations.Should().Be(20);
    }

    [Fact]
    public void Step_HistoryRestoredIsLonger_IsCutToTheOption()
    {
        LbfgsMinimizerResult first = Run(new());

        LbfgsMinimizerResult second = LbfgsMinimizer.Step(
            first.Point, new Scaled(), new LbfgsOptions { HistorySize = 3, MaxIterations = 1 }, 1, first.Memory);

        second.Memory.History.Pairs.Should().HaveCount(3);
    }

    [Fact]
    public void Step_Always_LeavesWhatItWasGiven()
    {
        double[] start = [.. Enumerable.Repeat(1.0, 13)];
        LbfgsMemory memory = Run(new()).Memory;
        double[] direction = [.. memory.Direction];

        LbfgsMinimizer.Step(start, new Scaled(), new LbfgsOptions(), 1, memory);

        start.Should().OnlyContain(v => v == 1);
        memory.Direction.Should().Equal(direction);
    }

    [Fact]
    public void Add_TooLittleCurvature_ChangesNothing()
    {
        CurvatureHistory history = CurvatureHistory.Empty.Add([1], [2], 10);

        history.Add([1], [1e-10], 10).Should().BeSameAs(history);
        history.Add([1], [-1], 10).Should().BeSameAs(history);
        history.Add([1], [1.1e-10], 10).Pairs.Should().HaveCount(2);
    }

    [Fact]
    public void Direction_OnePairInOneDimension_IsNewtons()
    {
        CurvatureHistory history = CurvatureHistory.Empty.Add([0.5], [2], 10);

        history.Direction([8]).Should().Equal(-2);
    }

    [Fact]
    public void Between_TwoPointsOfACubic_FindsItsMinimum()
    {
        // t³ − 3t is lowest at 1.
        CubicInterpolation.Between(SearchTrial(0, 0, -3), SearchTrial(2, 2, 9)).Should().BeApproximately(1, 1e-15);
        CubicInterpolation.Between(SearchTrial(2, 2, 9), SearchTrial(0, 0, -3)).Should().BeApproximately(1, 1e-15);
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(1, double.NegativeInfinity)]
    public void Between_OneEndIsNotFinite_IsTheMiddle(double loss, double slope)
    {
        CubicInterpolation.Between(SearchTrial(1, 0, -3), SearchTrial(4, loss, slope)).Should().Be(2.5);
        CubicInterpolation.Between(SearchTrial(4, loss, slope), SearchTrial(1, 0, -3)).Should().Be(2.5);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(21)]
    public void Dot_AnyLength_IsTheSumOfProducts(int length)
    {
        double[] a = [.. Enumerable.Range(1, length).Select(i => (double)i)];
        double[] b = [.. Enumerable.Range(1, length).Select(i => i - 4.0)];

        FlatVector.Dot(a, b).Should().Be(a.Zip(b, (x, y) => x * y).Sum());
        FlatVector.Along(a, -2, b).Should().Equal(a.Zip(b, (x, y) => x - (2 * y)));
    }

    private static LineTrial SearchTrial(double length, double loss, double slope)
        => new(length, new(loss, [slope]), slope);

    private static LbfgsMinimizerResult Run(LbfgsOptions options)
    {
        double[] start = [.. Enumerable.Range(1, 13).Select(i => Math.Cos(i))];
        return LbfgsMinimizer.Step(start, new Scaled(), options, 1, LbfgsMemory.Empty);
    }

    /// <summary>A quadratic with curvatures 1, 4, 9, … and a quartic on top.</summary>
    private sealed class Scaled : IObjective
    {
        public int Count => 13;

        public double Evaluate(ReadOnlySpan<double> weights, Span<double> gradient)
        {
            double loss = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                double x = weights[i] - 0.1;
                double scale = (i + 1.0) * (i + 1.0);
                loss += (0.5 * scale * x * x) + (0.25 * x * x * x * x);
                gradient[i] = (scale * x) + (x * x * x);
            }

            return loss;
        }
    }
}
