using LstmForecast.Model;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Transforms;

namespace LstmForecast.Onnx.Tests;

public sealed class TransformTests
{
    private static readonly FittedTransform[] LogAndScale =
        [new FittedLog(), new FittedStandardize([1.5, -0.5], [0.25, 4])];

    [Theory]
    [InlineData(OnnxMode.Sequence)]
    [InlineData(OnnxMode.Step)]
    public void Include_LogAndStandardize_GivesTheForecastAsObserved(OnnxMode form)
    {
        TrainedForecaster model = Models.Random(2, LogAndScale);
        TimeSeries series = Models.Wave("wave", 12, 2, level: 4);
        TimeSeries expected = model.FittedValues(series);

        double[] y = RunAll(model, new() { Mode = form }, series);

        for (int step = 0; step < expected.Length; step++)
            for (int channel = 0; channel < 2; channel++)
                y[step * 2 + channel].Should().BeApproximately(expected[step, channel], 1e-5);
    }

    [Theory]
    [InlineData(OnnxMode.Sequence, Precision.Float32)]
    [InlineData(OnnxMode.Sequence, Precision.Float64)]
    [InlineData(OnnxMode.Step, Precision.Float32)]
    [InlineData(OnnxMode.Step, Precision.Float64)]
    public void Include_HorizonAtOnce_GivesAllStepsAndQuantilesInOrder(OnnxMode form, Precision precision)
    {
        double[] levels = [0.1, 0.5, 0.8];
        AnyModel any = new() { Transforms = LogAndScale, Steps = 4, Precision = precision };
        TimeSeries series = Models.Wave("wave", 12, 2, level: 4);
        TrainedForecaster points = any.Create();
        TrainedForecaster quantiles = (any with { Kind = OutputKind.Quantiles, Levels = levels }).Create();
        Forecast expected = quantiles.Forecast(series, horizon: 4);
        using var ofPoints = new OnnxModel(points, new() { Mode = form });
        using var ofQuantiles = new OnnxModel(quantiles, new() { Mode = form });

        ofPoints.Read(form, [series.Rows()])["y"][0][^1].ShouldBeClose(points.Forecast(series, horizon: 4).Points());
        Dictionary<string, double[][][]> outputs = ofQuantiles.Read(form, [series.Rows()]);
        outputs["y"][0][^1].ShouldBeClose(expected.Points());
        outputs["quantiles"][0][^1].ShouldBeClose(Enumerable.Range(0, 8).SelectMany(i =>
            levels.Select(level => expected.Quantile(level, i % 2)[i / 2])));
    }

    [Theory]
    [InlineData(OnnxMode.Sequence)]
    [InlineData(OnnxMode.Step)]
    public void Include_Bounds_CutsPointsAndQuantiles(OnnxMode form)
    {
        AnyModel any = new() { Transforms = LogAndScale, Steps = 4, Kind = OutputKind.Quantiles, Levels = [0.1, 0.5, 0.8] };
        TimeSeries series = Models.Wave("wave", 12, 2, level: 4);
        double middle = any.Create().Forecast(series, horizon: 4).Points().Average();
        foreach (ValueBounds bounds in (ValueBounds[])[new(middle, null), new(null, middle), new(middle - 0.1, middle)])
        {
            TrainedForecaster model = (any with { Bounds = bounds }).Create();
            Forecast expected = model.Forecast(series, horizon: 4);
            using var exported = new OnnxModel(model, new() { Mode = form });

            Dictionary<string, double[][][]> outputs = exported.Read(form, [series.Rows()]);

            outputs["y"][0][^1].ShouldBeClose(expected.Points());
            outputs["y"][0][^1].Should().Contain(value => value == (bounds.Lower ?? bounds.Upper), "or nothing is tested");
            outputs["quantiles"][0][^1].ShouldBeClose(Enumerable.Range(0, 8).SelectMany(i =>
                any.Levels.Select(level => expected.Quantile(level, i % 2)[i / 2])));
        }
    }

    /// <summary>Curves and logarithms side by side, the series far beyond both ends of each.</summary>
    [Theory]
    [InlineData(OnnxMode.Sequence, 0.5, 0)]
    [InlineData(OnnxMode.Step, 0.5, 0)]
    [InlineData(OnnxMode.Sequence, -1, 2)]
    [InlineData(OnnxMode.Step, 0, 0)]
    public void Include_BoxCox_IsTheCurveAndItsStraightEnds(OnnxMode form, double first, double second)
    {
        var curves = new FittedBoxCox([new(first, 3, 2, 0.5, 4), new(second, 0, 0.5, 0.2, 9)]);
        double[] values = [-40, 2, 1, 0.3, -7, -5, 4, 3, 90, 70];
        var series = new TimeSeries("far", values, Models.ChannelNames(2));
        // Networks that answer the same whatever they are shown, within the curves and beyond both ends.
        foreach (double answer in (double[])[-30, -0.6, 0.1, 0.8, 30])
        {
            using var constant = new OnnxModel(Models.Constant([answer, answer], curves), new() { Mode = form });
            constant.Read(form, [series.Rows()])["y"][0][^1]
                .ShouldBeClose(Models.Constant([answer, answer], curves).Forecast(series, horizon: 1).Points());
        }

        TrainedForecaster model = new AnyModel { Transforms = [curves] }.Create();
        using var onnx = new OnnxModel(model, new() { Mode = form });
        onnx.Read(form, [series.Rows()])["y"][0][..^1].SelectMany(one => one)
            .ShouldBeClose(model.FittedValues(series).Values.ToArray());
    }

    public static TheoryData<OnnxMode, Precision> All => Calls.All();

    [Theory, MemberData(nameof(All))]
    public void Include_ScalesOfEachSeries_AreInputs(OnnxMode form, Precision precision)
    {
        FittedTransform[] transforms =
        [
            new FittedLog(),
            new FittedSeriesScaling(
                ScaleMeasure.Standard, new() { ["known"] = [new(1.25, 0.25), new(1.5, 0.5)] }, TypicalScales: [0.5, 2]),
        ];
        TrainedForecaster model = new AnyModel
        {
            Transforms = transforms,
            Kind = OutputKind.Gaussian,
            Steps = 2,
            Precision = precision,
        }.Create();
        TimeSeries[] series = [Models.Wave("known", 9, 2, level: 4), Models.Wave("new", 9, 2, level: 7)];
        using var onnx = new OnnxModel(model, new() { Mode = form }, batch: 2);
        Dictionary<string, string> metadata = onnx.Metadata.CustomMetadataMap;
        double[][] Given(string of) => [Numbers(metadata[$"{of}.series.known"]), [.. Enumerable.Range(0, 2).Select(channel =>
            Measured([.. series[1].Channel(channel).Select(value => Math.Log(value))], of))]];

        Dictionary<string, double[][][]> outputs = onnx.Read(
            form, [.. series.Select(one => one.Rows())], ("level0", Given("level0")), ("scale0", Given("scale0")));

        for (int row = 0; row < 2; row++)
        {
            Forecast expected = model.Forecast(series[row], horizon: 2);
            outputs["y"][row][^1].ShouldBeClose(expected.Points());
            outputs["quantiles"][row][^1].ShouldBeClose(Enumerable.Range(0, 4).SelectMany(i =>
                expected.QuantileLevels.Select(level => expected.Quantile(level, i % 2)[i / 2])));
        }

        metadata.Should().Contain("scale0.of", "Transform.StandardizePerSeries").And.Contain("scale0.typical", "0.5 2")
            .And.Contain("distribution.of", "Transform.Log");

        static double Measured(double[] values, string of)
        {
            double mean = values.Average();
            return of == "level0" ? mean : Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        }

        static double[] Numbers(string text) =>
            [.. text.Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
    }

    [Theory, MemberData(nameof(All))]
    public void Include_ScalesOfEachSeries_ReachTheMembersOfAnEnsemble(OnnxMode form, Precision precision)
    {
        TrainedForecaster model = new AnyModel
        {
            Transforms =
            [
                new FittedSeriesScaling(ScaleMeasure.MinMax, new() { ["known"] = [new(3, 2), new(4, 0.5)] }, [1, 1]),
                new FittedStandardize([0.5, 0.25], [2, 3]),
            ],
            Members = 3,
            Precision = precision,
        }.Create();
        TimeSeries series = Models.Wave("known", 9, 2, level: 4);
        using var onnx = new OnnxModel(model, new() { Mode = form });
        double[] unknown = [double.NaN, double.NaN];

        double[][] y = onnx.Read(
            form, [[.. series.Rows(), unknown, unknown]], ("level0", [[3, 4]]), ("scale0", [[2, 0.5]]))["y"][0];

        y[^3..].SelectMany(one => one).ShouldBeClose(model.Forecast(series, horizon: 3).Points());
    }

    /// <summary>32 bits hold 1e9 to 64: in them the wave would be gone before it is scaled.</summary>
    [Fact]
    public void Include_HighLevelInAFloat32Network_KeepsTheDigits()
    {
        TrainedForecaster model = InFloat32(Models.Random(1, new FittedStandardize([1e9], [0.5])));
        TimeSeries series = Models.Wave("wave", 12, 1, level: 1e9);
        TimeSeries expected = model.FittedValues(series);

        double[] y = RunAll(model, new() { Mode = OnnxMode.Sequence }, series);

        for (int step = 0; step < expected.Length; step++) y[step].Should().BeApproximately(expected[step, 0], 1e-5);
    }

    [Theory]
    [InlineData(true, true, typeof(double))]
    [InlineData(true, false, typeof(float))]
    [InlineData(false, true, typeof(float))]
    public void Types_OfAFloat32Network_AreOf64BitsWhereItTransforms(
        bool includes, bool transforms, Type expected)
    {
        TrainedForecaster model = InFloat32(Models.Random(1, transforms ? [new FittedLog()] : []));
        using var onnx = new OnnxModel(model, new() { IncludeTransforms = includes });

        onnx.Inputs["x"].ElementType.Should().Be(expected);
        onnx.Outputs["y"].ElementType.Should().Be(expected);
        onnx.Inputs["h0"].ElementType.Should().Be<float>();
    }

    [Fact]
    public void Exclude_AnyTransforms_GivesTheNetworkAlone()
    {
        TrainedForecaster bare = Models.Random(2);
        TrainedForecaster model = Models.Random(2, [new FittedDifference(3), .. LogAndScale]);
        TimeSeries series = Models.Wave("wave", 12, 2);
        TimeSeries expected = bare.FittedValues(series);

        double[] y = RunAll(model, new() { IncludeTransforms = false }, series);

        for (int step = 0; step < expected.Length; step++)
            y[step * 2].Should().BeApproximately(expected[step, 0], 1e-5);
    }

    [Fact]
    public void Include_WhatNeedsThePast_IsRefusedWithTheReasonAndTheWayOut()
    {
        TrainedForecaster model = Models.Random(
            1,
            new FittedLog(),
            new FittedDifference(12),
            new FittedSubtractLastValue(),
            new FittedSeasonalNaiveResidual(7),
            new FittedSeasonalMeanResidual(7, 3),
            new FittedWindowNormalize(24, [0.1], [0.1]),
            new FittedWindowScale(24, [0.1]));
        Action export = () => model.ExportOnnx(Stream.Null);

        export.Should().Throw<NotSupportedException>().WithMessage(
            "The model's transforms cannot be part of an ONNX model: Transform.Difference(12) needs values of time steps "
            + "before. Transform.SubtractLastValue needs values of time steps before. Transform.SeasonalNaiveResidual(7) "
            + "needs values of time steps before. Transform.SeasonalMeanResidual(7, 3) needs values of time steps before. "
            + "Transform.WindowNormalize(24) needs values of time steps before. Transform.WindowScale(24) needs values of "
            + "time steps before. Set IncludeTransforms = false to export the network alone, and transform its "
            + "input and output outside.");
    }

    [Fact]
    public void Include_MembersWithTransformsOfTheirOwn_AreRefusedWithTheWayOut()
    {
        TrainedForecaster one = Models.Random(1, new FittedLog());
        var model = new TrainedForecaster(one.Definition with { OwnTransforms = [one.Definition.Transforms] });

        FluentActions.Invoking(() => model.ExportOnnx(Stream.Null)).Should().Throw<NotSupportedException>()
            .WithMessage("*transforms of their own*IncludeTransforms = false*ForecasterOptions.Transforms*");
        FluentActions.Invoking(() => model.ExportOnnx(Stream.Null, new() { IncludeTransforms = false })).Should().NotThrow();
    }

    private static double[] RunAll(TrainedForecaster model, OnnxExportOptions options, TimeSeries series)
    {
        using var onnx = new OnnxModel(model, options);
        int channels = series.Channels.Count;
        return options.Mode == OnnxMode.Sequence
            ? onnx.Run(series.Values.ToArray(), 1, series.Length, channels).Values
            : [.. Enumerable.Range(0, series.Length)
                .SelectMany(step => onnx.Run(series.At(step).ToArray(), 1, channels).Values)];
    }

    private static TrainedForecaster InFloat32(TrainedForecaster model) =>
        new(model.Definition with { Precision = Precision.Float32 });
}
