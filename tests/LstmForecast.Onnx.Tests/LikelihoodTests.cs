using LstmForecast.Model;
using LstmForecast.Numerics;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Transforms;

namespace LstmForecast.Onnx.Tests;

public sealed class LikelihoodTests
{
    private static readonly FittedTransform[] Lines =
    [
        new FittedStandardize([3, 4], [0.25, 4]),
        new FittedScaling(ScaleMeasure.Robust, [new(1, 2), new(-1, 0.5)]),
    ];

    /// <summary>The logarithm of a power and the other way round, between straight lines.</summary>
    private static readonly FittedTransform[] Curves =
    [
        new FittedScaling(ScaleMeasure.MinMax, [new(1, 2), new(-1, 3)]),
        new FittedBoxCox([new(0.5, 0.1, 2, 0.01, 100), new(0, 0, 1.5, 0.02, 50)]),
        new FittedStandardize([0.1, 0.2], [0.5, 0.25]),
    ];

    public static TheoryData<string, string, OnnxMode, Precision> Continuous()
    {
        var data = new TheoryData<string, string, OnnxMode, Precision>();
        foreach (string transforms in (string[])["none", nameof(Lines), nameof(Curves)])
        {
            foreach (OnnxMode form in Enum.GetValues<OnnxMode>())
            {
                foreach (Precision precision in Enum.GetValues<Precision>())
                {
                    data.Add(nameof(OutputKind.Gaussian), transforms, form, precision);
                    data.Add(nameof(OutputKind.StudentT), transforms, form, precision);
                }
            }
        }

        return data;
    }

    public static TheoryData<OnnxMode, Precision> All => Calls.All();

    [Theory, MemberData(nameof(Continuous))]
    public void Continuous_AnyTransforms_GivesPointsQuantilesAndParameters(
        string likelihood, string transforms, OnnxMode form, Precision precision)
    {
        OutputKind kind = Enum.Parse<OutputKind>(likelihood);
        FittedTransform[] steps = transforms switch { nameof(Lines) => Lines, nameof(Curves) => Curves, _ => [] };
        TrainedForecaster model = new AnyModel { Kind = kind, Transforms = steps, Steps = 2, Precision = precision }.Create();
        TimeSeries[] series = [Models.Wave("one", 9, 2, level: 4), Models.Wave("two", 9, 2, level: 5)];
        using var onnx = new OnnxModel(model, new() { Mode = form }, batch: 2);

        Dictionary<string, double[][][]> outputs = onnx.Read(form, [.. series.Select(one => one.Rows())]);

        outputs.ContainsKey("quantiles").Should().Be(kind == OutputKind.Gaussian);
        for (int row = 0; row < 2; row++)
        {
            Forecast expected = model.Forecast(series[row], horizon: 2);
            outputs["y"][row][^1].ShouldBeClose(expected.Points());
            double[] all = [.. Values(2, 2).SelectMany(one => expected.QuantileLevels.Select(level =>
                expected.Quantile(level, one.Target)[one.Step]))];
            if (kind == OutputKind.Gaussian) outputs["quantiles"][row][^1].ShouldBeClose(all);
            FromParameters(kind, outputs["distribution"][row][^1], steps, expected.QuantileLevels).ShouldBeClose(all);
        }
    }

    [Theory, MemberData(nameof(All))]
    public void Counts_WithGapsAndFreeRun_AreMultiplesOfWhatWasObserved(OnnxMode form, Precision precision)
    {
        TrainedForecaster model = new AnyModel
        {
            Kind = OutputKind.NegativeBinomial,
            Transforms = [new FittedBoxCox([new(0, 0.5, 2, 0.01, 100), new(0.3, 1, 3, 0.01, 50)]), .. Lines[..1]],
            Missing = MissingValues.Mask,
            Precision = precision,
        }.Create();
        double[] counts = [3, 0, 1, 7, 4, double.NaN, 0, 2, double.NaN, double.NaN, 9, 1, 2, 3, 5, 8];
        var series = new TimeSeries("counts", counts, Models.ChannelNames(2));
        Forecast next = model.Forecast(series, horizon: 1);
        Forecast path = model.Forecast(series, horizon: 6);
        using var onnx = new OnnxModel(model, new() { Mode = form });

        Dictionary<string, double[][][]> read = onnx.Read(form, [series.Rows()]);
        Dictionary<string, double[][][]> ahead = onnx.Read(form, [[.. Enumerable.Repeat((double[])[double.NaN, double.NaN], 5)]]);

        ((double[])[.. read["y"][0][^1], .. ahead["y"][0].SelectMany(one => one)]).ShouldBeClose(path.Points());
        double[] parameters = read["distribution"][0][^1];
        for (int target = 0; target < 2; target++)
        {
            // Whole numbers, where a level is not by chance at a jump.
            next.QuantileLevels.Select(level => NegativeBinomialDistribution.Quantile(
                level, parameters[2 * target], parameters[2 * target + 1])).Should().Equal(
                next.QuantileLevels.Select(level => next.Quantile(level, target)[0]));
        }

        read.Should().NotContainKey("quantiles");
    }

    [Theory, MemberData(nameof(All))]
    public void Counts_HorizonAtOnce_HaveOneScaleInAllSteps(OnnxMode form, Precision precision)
    {
        TrainedForecaster model = new AnyModel { Kind = OutputKind.NegativeBinomial, Steps = 3, Precision = precision }.Create();
        var series = new TimeSeries("counts", [3, 0, 1, 7, 4, 2, 0, 2, 9, 60], Models.ChannelNames(2));
        using var onnx = new OnnxModel(model, new() { Mode = form });

        onnx.Read(form, [series.Rows()])["y"][0][^1].ShouldBeClose(model.Forecast(series, horizon: 3).Points());
    }

    [Theory, MemberData(nameof(All))]
    public void Gaussian_FedWithItsForecast_IsTheRecursiveForecast(OnnxMode form, Precision precision)
    {
        TrainedForecaster model = new AnyModel { Kind = OutputKind.Gaussian, Transforms = Curves, Precision = precision }.Create();
        TimeSeries series = Models.Wave("one", 9, 2, level: 4);
        using var onnx = new OnnxModel(model, new() { Mode = form });

        List<double[]> y = [onnx.Read(form, [series.Rows()])["y"][0][^1]];
        for (int step = 1; step < 6; step++) y.Add(onnx.Read(form, [[y[^1]]])["y"][0][0]);

        y.SelectMany(one => one).ShouldBeClose(model.Forecast(series, horizon: 6).Points());
    }

    [Fact]
    public void Metadata_OfACurve_TellsWhatTheParametersAreOf()
    {
        using var lines = new OnnxModel(new AnyModel { Kind = OutputKind.StudentT, Transforms = Lines }.Create(), new());
        using var curves = new OnnxModel(new AnyModel { Kind = OutputKind.StudentT, Transforms = Curves }.Create(), new());

        lines.Metadata.CustomMetadataMap.Should().Contain("distribution", "StudentT").And.NotContainKey("distribution.of");
        curves.Metadata.CustomMetadataMap.Should().Contain("distribution.of", "Transform.MinMax, Transform.BoxCox(0.5, 0)");
    }

    /// <summary>The quantiles that follow from the parameters by the documentation.</summary>
    private static IEnumerable<double> FromParameters(
        OutputKind kind, double[] parameters, FittedTransform[] steps, IReadOnlyList<double> levels)
    {
        int width = kind == OutputKind.StudentT ? 3 : 2;
        // The parameters are of what the line and the curve make of the series.
        TransformPipeline left = new(steps == Curves ? steps[..2] : []);
        foreach ((int step, int target) in Values(2, 2))
        {
            double[] own = parameters[((step * 2 + target) * width)..];
            foreach (double level in levels)
            {
                double place = kind == OutputKind.StudentT
                    ? StudentTDistribution.Quantile(level, own[2])
                    : NormalDistribution.Quantile(level);
                Span<double> value = [own[0] + own[1] * place];
                left.For("any", target, []).Invert(0, value);
                yield return value[0];
            }
        }
    }

    private static IEnumerable<(int Step, int Target)> Values(int steps, int targets) =>
        Enumerable.Range(0, steps * targets).Select(i => (i / targets, i % targets));
}
