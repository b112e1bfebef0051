using LstmForecast.Forecasting;
using LstmForecast.Lstm;
using LstmForecast.Tests.Forecasting;
using LstmForecast.Tests.Lstm;
using LstmForecast.Transforms;

namespace LstmForecast.Onnx.Tests;

public sealed class TransformTests
{
    private static readonly FittedTransform[] LogAndScale =
        [new FittedLog(), new FittedStandardize([1.5, -0.5], [0.25, 4])];

    [Theory]
    [InlineData(OnnxForm.Sequence)]
    [InlineData(OnnxForm.Step)]
    public void Include_LogAndStandardize_GivesTheForecastAsObserved(OnnxForm form)
    {
        TrainedForecaster model = Models.Random(2, LogAndScale);
        TimeSeries series = Models.Wave("wave", 12, 2, level: 4);
        TimeSeries expected = model.OneStepForecasts(series);

        double[] y = RunAll(model, new() { Form = form }, series);

        for (int step = 0; step < expected.Length; step++)
            for (int channel = 0; channel < 2; channel++)
                y[step * 2 + channel].Should().BeApproximately(expected[step, channel], 1e-5);
    }

    [Theory]
    [InlineData(new double[0])]
    [InlineData(new[] { 0.1, 0.5, 0.9 })]
    public void Include_HorizonAtOnce_GivesAllStepsAsObserved(double[] levels)
    {
        var output = new OutputLayout(4, 2, levels.Length == 0 ? OutputKind.Point : OutputKind.Quantiles, levels);
        var shape = new NetworkShape(2, [5, 3], [], output.Width, Normalization.None);
        var weights = new NetworkWeights(shape, RandomWeights.For(shape, seed: 11));
        var model = new TrainedForecaster(ModelDefinition.OneStep(
            Models.ChannelNames(2),
            Precision.Float64,
            new TransformPipeline([new FittedLog(), new FittedScaling(ScaleMeasure.Robust, [new(1.5, 0.25), new(-0.5, 4)])]),
            weights,
            Models.NoHistory) with
        { Output = output });
        TimeSeries series = Models.Wave("wave", 12, 2, level: 4);
        Forecast expected = model.Forecast(series, horizon: 4);
        using var onnx = new OnnxModel(model, new() { Form = OnnxForm.Sequence });

        double[] y = onnx.Run(series.Values.ToArray(), 1, 12, 2).Values[^output.Width..];

        for (int step = 0; step < 4; step++)
        {
            for (int channel = 0; channel < 2; channel++)
            {
                // Our own quantiles are put in order.
                double[] theirs = [.. output.Of(y, step, channel).ToArray().Order()];
                double[] ours = levels.Length == 0
                    ? [expected.At(step + 1, channel)]
                    : [.. levels.Select(level => expected.Quantile(level, channel)[step])];
                theirs.Zip(ours).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
            }
        }
    }

    /// <summary>32 bits hold 1e9 to 64: in them the wave would be gone before it is scaled.</summary>
    [Fact]
    public void Include_HighLevelInAFloat32Network_KeepsTheDigits()
    {
        TrainedForecaster model = InFloat32(Models.Random(1, new FittedStandardize([1e9], [0.5])));
        TimeSeries series = Models.Wave("wave", 12, 1, level: 1e9);
        TimeSeries expected = model.OneStepForecasts(series);

        double[] y = RunAll(model, new() { Form = OnnxForm.Sequence }, series);

        for (int step = 0; step < expected.Length; step++) y[step].Should().BeApproximately(expected[step, 0], 1e-5);
    }

    [Theory]
    [InlineData(OnnxTransforms.Include, true, typeof(double))]
    [InlineData(OnnxTransforms.Include, false, typeof(float))]
    [InlineData(OnnxTransforms.Exclude, true, typeof(float))]
    public void Types_OfAFloat32Network_AreOf64BitsWhereItTransforms(
        OnnxTransforms choice, bool transforms, Type expected)
    {
        TrainedForecaster model = InFloat32(Models.Random(1, transforms ? [new FittedLog()] : []));
        using var onnx = new OnnxModel(model, new() { Transforms = choice });

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
        TimeSeries expected = bare.OneStepForecasts(series);

        double[] y = RunAll(model, new() { Transforms = OnnxTransforms.Exclude }, series);

        for (int step = 0; step < expected.Length; step++)
            y[step * 2].Should().BeApproximately(expected[step, 0], 1e-5);
    }

    [Fact]
    public void Include_Difference_IsRefusedWithTheReasonAndTheWayOut()
    {
        TrainedForecaster model = Models.Random(1, new FittedLog(), new FittedDifference(12));
        Action export = () => model.ExportOnnx(Stream.Null);

        export.Should().Throw<NotSupportedException>().WithMessage(
            "The model's transforms cannot be part of an ONNX model: Transform.Difference(12) needs the values of "
            + "12 time steps before. Set Transforms = OnnxTransforms.Exclude to export the network alone, and "
            + "transform its input and output outside.");
    }

    private static double[] RunAll(TrainedForecaster model, OnnxExportOptions options, TimeSeries series)
    {
        using var onnx = new OnnxModel(model, options);
        int channels = series.Channels.Count;
        return options.Form == OnnxForm.Sequence
            ? onnx.Run(series.Values.ToArray(), 1, series.Length, channels).Values
            : [.. Enumerable.Range(0, series.Length)
                .SelectMany(step => onnx.Run(series.At(step).ToArray(), 1, channels).Values)];
    }

    private static TrainedForecaster InFloat32(TrainedForecaster model) =>
        new(model.Definition with { Precision = Precision.Float32 });
}
