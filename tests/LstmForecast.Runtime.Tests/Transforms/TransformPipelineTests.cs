using CsCheck;
using LstmForecast.Transforms;

namespace LstmForecast.Tests.Transforms;

public sealed class TransformPipelineTests
{
    private static readonly string[] ChannelNames = ["x", "y", "z"];

    private static readonly Gen<Transform> AnyButLog =
        Gen.OneOf(Gen.Const(Transform.Standardize), Gen.Int[1, 4].Select(lag => Transform.Difference(lag)));

    /// <summary>Logarithms only come first: what others leave behind need not be above zero.</summary>
    private static readonly Gen<Transform[]> Plans = Gen.Select(
        Gen.Bool, AnyButLog.Array[0, 4], (log, others) => log ? (Transform[])[Transform.Log, .. others] : others);

    private static readonly Gen<(Transform[] Plans, TimeSeries Series, int Cut)> Cases =
        from plans in Plans
        from channels in Gen.Int[1, 3]
        from length in Gen.Int[18, 60] // four differences of lag 4 use 16 points up, one must be left on either side
        from values in Gen.Double[0.1, 1000].Array[length * channels]
        from cut in Gen.Int[17, length - 1]
        select (plans, new TimeSeries("A", values, ChannelNames[..channels]), cut);

    [Fact]
    public void Invert_OneStepValuesInsideTheSeries_GivesTheSeriesBack() => Cases.Sample(one =>
    {
        (Transform[] plans, TimeSeries series, int cut) = one;
        TransformPipeline fitted = TransformPipeline.Fit(plans, [series[..cut]]);
        TimeSeries transformed = fitted.Apply(series);

        TimeSeries inverted = fitted.Invert(series, cut, transformed[(cut - fitted.PointsUsedUp)..]);

        return transformed.Length == series.Length - fitted.PointsUsedUp && Close(inverted, series[cut..]);
    });

    [Fact]
    public void Invert_ValuesBeyondTheEnd_GivesTheLongerSeriesBack() => Cases.Sample(one =>
    {
        (Transform[] plans, TimeSeries series, int cut) = one;
        TransformPipeline fitted = TransformPipeline.Fit(plans, [series[..cut]]);

        TimeSeries inverted = fitted.Invert(series[..cut], cut, fitted.Apply(series)[(cut - fitted.PointsUsedUp)..]);

        return Close(inverted, series[cut..]);
    });

    [Fact]
    public void Apply_SeriesGrows_ChangesNothingBefore() => Cases.Sample(one =>
    {
        (Transform[] plans, TimeSeries series, int cut) = one;
        TransformPipeline fitted = TransformPipeline.Fit(plans, [series[..cut]]);

        ReadOnlySpan<double> part = fitted.Apply(series[..cut]).Values;

        return fitted.Apply(series).Values[..part.Length].SequenceEqual(part);
    });

    [Fact]
    public void Fit_TwoTransforms_FitsTheSecondOnWhatTheFirstLeaves()
    {
        // The differences of both series are 1, 3 and 5, 7: mean 4, population variance 5.
        TimeSeries[] train = [new("A", [0, 1, 4]), new("B", [10, 15, 22])];

        TransformPipeline fitted = TransformPipeline.Fit([Transform.Difference(), Transform.Standardize], train);

        fitted.PointsUsedUp.Should().Be(1);
        fitted.Apply(new TimeSeries("C", [1, 5])).Values.ToArray().Should().Equal(0);
        fitted.Apply(new TimeSeries("C", [0, 4 + Math.Sqrt(5)]))[0].Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void Fit_SeriesTooShortForADifference_NamesTheSeries()
    {
        Action fit = () => TransformPipeline.Fit(
            [Transform.Difference(2), Transform.Difference(2)],
            [new TimeSeries("A", new double[9]), new TimeSeries("B", new double[4])]);

        fit.Should().Throw<ArgumentException>().WithMessage("Series 'B' has 2 points; Transform.Difference(2) needs*");
    }

    [Fact]
    public void Apply_NoTransforms_IsTheSeries()
    {
        TransformPipeline none = TransformPipeline.Fit([], [new TimeSeries("A", [1])]);

        none.PointsUsedUp.Should().Be(0);
        none.Apply(new TimeSeries("B", [1, 2])).Values.ToArray().Should().Equal(1, 2);
    }

    private static bool Close(TimeSeries actual, TimeSeries expected) =>
        actual.Length == expected.Length
        && actual.Channels.SequenceEqual(expected.Channels)
        && actual.Values.ToArray().Zip(expected.Values.ToArray())
            .All(pair => Math.Abs(pair.First - pair.Second) <= 1e-9 * Math.Max(1, Math.Abs(pair.Second)));
}
