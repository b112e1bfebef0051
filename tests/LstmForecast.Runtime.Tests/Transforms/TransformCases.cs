using CsCheck;

namespace LstmForecast.Runtime.Tests.Transforms;

/// <summary>Random lists of transforms, of every kind, and series to which they apply.</summary>
internal static class TransformCases
{
    private static readonly Transform[] WithoutArguments =
    [
        Transform.Standardize, Transform.MinMax, Transform.Robust, Transform.StandardizePerSeries,
        Transform.MinMaxPerSeries, Transform.RobustPerSeries, Transform.SubtractLastValue,
    ];

    private static readonly Gen<Transform> NeedsNothing = Gen.OneOf(
        Gen.Int[0, WithoutArguments.Length - 1].Select(index => WithoutArguments[index]),
        Gen.Int[1, 4].Select(lag => Transform.Difference(lag)),
        Gen.Int[1, 4].Select(Transform.SeasonalNaiveResidual),
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 5]).Select((length, seasons) => Transform.SeasonalMeanResidual(length, seasons)),
        Gen.Int[2, 12].Select(Transform.WindowNormalize),
        Gen.Int[2, 12].Select(Transform.WindowScale));

    private static readonly string[] ChannelNames = ["x", "y", "z"];

    private static readonly Gen<Transform> Powers = Gen.OneOf(
        Gen.Const(Transform.Log),
        Gen.Const(Transform.LogShifted),
        Gen.Const(Transform.BoxCox()),
        Gen.Double[-1, 2].Select(lambda => Transform.BoxCox(lambda)));

    /// <summary>
    /// Powers only come first: what others leave behind need not be above zero, and of a constant series it is rounding
    /// errors, which a power fitted to them would magnify.
    /// </summary>
    private static readonly Gen<Transform[]> Plans = Gen.Select(
        Gen.Bool,
        Powers,
        NeedsNothing.Array[0, 4],
        (first, power, others) => first ? (Transform[])[power, .. others] : others);

    /// <summary>
    /// A series, what of it was observed before it was fitted, and how many points follow. Four transforms use up 16
    /// points at most; one must be left on either side.
    /// </summary>
    public static readonly Gen<(Transform[] Plans, TimeSeries Series, int Cut)> Any =
        from plans in Plans
        from channels in Gen.Int[1, 3]
        from length in Gen.Int[18, 60]
        from values in Gen.Double[0.1, 100].Array[length * channels]
        from constant in Gen.Int[0, 9] // now and then everything is the same for a while
        from cut in Gen.Int[17, length - 1]
        select (plans, Make(values, channels, constant == 0 ? length : constant == 1 ? 12 : 0), cut);

    public static bool Close(IReadOnlyList<double> actual, IReadOnlyList<double> expected) =>
        actual.Count == expected.Count && actual.Zip(expected)
            .All(pair => Math.Abs(pair.First - pair.Second) <= 1e-6 * Math.Max(1, Math.Abs(pair.Second)));

    private static TimeSeries Make(double[] values, int channels, int constant)
    {
        for (int i = channels; i < constant * channels; i++) values[i] = values[i % channels];
        return new TimeSeries("A", values, ChannelNames[..channels]);
    }
}
