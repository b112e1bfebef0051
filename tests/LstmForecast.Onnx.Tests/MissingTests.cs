using LstmForecast.Model;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Transforms;

namespace LstmForecast.Onnx.Tests;

/// <summary>What was not observed goes in as not a number; the network is told, and goes on from its own forecast.</summary>
public sealed class MissingTests
{
    private static readonly FittedTransform[] LogAndScale =
        [new FittedLog(), new FittedStandardize([1.5, 1], [0.25, 2])];

    public static TheoryData<OnnxMode, Precision, string> Kinds()
    {
        var data = new TheoryData<OnnxMode, Precision, string>();
        foreach (OnnxMode form in Enum.GetValues<OnnxMode>())
        {
            foreach (Precision precision in Enum.GetValues<Precision>())
            {
                data.Add(form, precision, nameof(OutputKind.Point));
                data.Add(form, precision, nameof(OutputKind.Quantiles));
                data.Add(form, precision, nameof(OutputKind.StudentT));
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Gaps_InTheHistoryAndAfterIt_AreRunOverAsTheLibraryDoes(OnnxMode form, Precision precision, string kind)
    {
        TrainedForecaster model = Masking(Enum.Parse<OutputKind>(kind), precision, steps: 1);
        TimeSeries[] series = [WithGaps("one", 4), WithGaps("two", 5)];
        using var onnx = new OnnxModel(model, new() { Mode = form }, batch: 2);

        double[][][] read = onnx.Read(form, [.. series.Select(one => one.Rows())])["y"];
        double[][][] ahead = onnx.Read(
            form, [.. series.Select(_ => Enumerable.Repeat((double[])[double.NaN, double.NaN], 4).ToArray())])["y"];

        for (int row = 0; row < 2; row++)
        {
            read[row][..^1].SelectMany(one => one).ShouldBeClose(model.FittedValues(series[row]).Values.ToArray());
            read[row][^1].Concat(ahead[row].SelectMany(one => one))
                .ShouldBeClose(model.Forecast(series[row], horizon: 5).Points());
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Gaps_HorizonAtOnce_AreFilledByItsFirstStep(OnnxMode form, Precision precision, string kind)
    {
        TrainedForecaster model = Masking(Enum.Parse<OutputKind>(kind), precision, steps: 3);
        TimeSeries series = WithGaps("one", 4);
        using var onnx = new OnnxModel(model, new() { Mode = form });

        onnx.Read(form, [series.Rows()])["y"][0][^1].ShouldBeClose(model.Forecast(series, horizon: 3).Points());
    }

    [Fact]
    public void Exclude_Marks_AreColumnsOfTheInput()
    {
        TrainedForecaster model = Masking(OutputKind.Point, Precision.Float64, steps: 1);
        using var included = new OnnxModel(model, new());
        using var excluded = new OnnxModel(model, new() { IncludeTransforms = false });

        included.Inputs["x"].Dimensions[^1].Should().Be(2);
        included.Inputs.Should().ContainKey("f");
        excluded.Inputs["x"].Dimensions[^1].Should().Be(4);
        excluded.Inputs.Should().NotContainKey("f");
        excluded.Metadata.CustomMetadataMap.Should().Contain("input.2.role", "missing").And.Contain("input.3", "channel 1");
    }

    private static TrainedForecaster Masking(OutputKind kind, Precision precision, int steps) => new AnyModel
    {
        Kind = kind,
        Levels = kind == OutputKind.Quantiles ? [0.2, 0.5, 0.9] : [],
        Transforms = LogAndScale,
        Missing = MissingValues.Mask,
        Steps = steps,
        Precision = precision,
    }.Create();

    private static TimeSeries WithGaps(string name, double level)
    {
        double[] values = Models.Wave(name, 10, 2, level).Values.ToArray();
        foreach (int gap in (int[])[3, 8, 9, 10, 11, 15, 18]) values[gap] = double.NaN;
        return new TimeSeries(name, values, Models.ChannelNames(2));
    }
}
