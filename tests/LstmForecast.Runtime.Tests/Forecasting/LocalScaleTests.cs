using CsCheck;
using LstmForecast.Forecasting;

namespace LstmForecast.Runtime.Tests.Forecasting.Intervals;

public sealed class LocalScaleTests
{
    private static readonly Gen<double> Values = Gen.OneOf(Gen.Double[-100, 100], Gen.Const(double.NaN));

    [Fact]
    public void Value_Points_IsTheMeanAbsoluteChangeBetweenObservedNeighbours() =>
        Values.Array[0, 30].Sample(values =>
        {
            var scale = default(LocalScale);
            foreach (double value in values) scale.Append(value);

            scale.Value.Should().BeApproximately(Naive(values), 1e-12);
        });

    [Theory]
    [InlineData(null)]
    [InlineData(4)]
    public void Of_ManyCutoffs_AreThoseOfTheirHistories(int? window) =>
        Gen.Double[-100, 100].Array[24].Sample(values =>
        {
            int[] cutoffs = [1, 2, 3, 7, 12];

            double[][] scales = LocalScale.Of(new TimeSeries("A", values, ["a", "b"]), [1, 0], cutoffs, window);

            for (int i = 0; i < cutoffs.Length; i++)
            {
                int start = window is int length ? Math.Max(0, cutoffs[i] - length) : 0;
                for (int target = 0; target < 2; target++)
                {
                    double[] channel = [.. Enumerable.Range(start, cutoffs[i] - start).Select(t => values[2 * t + 1 - target])];
                    scales[i][target].Should().BeApproximately(Naive(channel), 1e-12);
                }
            }
        });

    private static double Naive(double[] values)
    {
        double[] changes = [.. values.Skip(1).Zip(values, (next, last) => Math.Abs(next - last)).Where(double.IsFinite)];
        return changes.Length == 0 ? 0 : changes.Average();
    }
}
