using LstmForecast.Model;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Transforms;

namespace LstmForecast.Onnx.Tests;

public sealed class EnsembleTests
{
    private static readonly FittedTransform[] LogAndScale =
        [new FittedLog(), new FittedStandardize([1.5, 1], [0.25, 2])];

    public static TheoryData<int, EnsembleCombination, OnnxMode, Precision> Combinations()
    {
        var data = new TheoryData<int, EnsembleCombination, OnnxMode, Precision>();
        foreach (OnnxMode form in Enum.GetValues<OnnxMode>())
        {
            foreach (Precision precision in Enum.GetValues<Precision>())
            {
                data.Add(2, EnsembleCombination.Median, form, precision);
                data.Add(3, EnsembleCombination.Median, form, precision);
                data.Add(4, EnsembleCombination.Median, form, precision);
                data.Add(3, EnsembleCombination.Mean, form, precision);
            }
        }

        return data;
    }

    public static TheoryData<OnnxMode, Precision> All => Calls.All();

    /// <summary>The members forecast different values and each goes on from its own: the median of all would not do.</summary>
    [Theory, MemberData(nameof(Combinations))]
    public void Recursive_HistoryAndThenNaN_IsTheForecastOfTheEnsemble(
        int members, EnsembleCombination combination, OnnxMode form, Precision precision)
    {
        TrainedForecaster model = new AnyModel
        {
            Transforms = LogAndScale,
            Members = members,
            Combination = combination,
            Precision = precision,
        }.Create();
        TimeSeries[] series = [Models.Wave("one", 9, 2, level: 4), Models.Wave("two", 9, 2, level: 5)];
        using var onnx = new OnnxModel(model, new() { Mode = form }, batch: 2);
        double[] unknown = [double.NaN, double.NaN];

        double[][][] y = onnx.Read(form, [.. series.Select(one =>
            (double[][])[.. one.Rows(), unknown, unknown, unknown, unknown, unknown])])["y"];

        for (int row = 0; row < 2; row++)
        {
            y[row][..8].SelectMany(one => one).ShouldBeClose(model.FittedValues(series[row]).Values.ToArray());
            y[row][8..].SelectMany(one => one).ShouldBeClose(model.Forecast(series[row], horizon: 6).Points());
        }
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public void Step_AfterTheSequenceForm_GoesOnFromTheStateOfAllMembers(Precision precision)
    {
        TrainedForecaster model = new AnyModel
        {
            Kind = OutputKind.NegativeBinomial,
            Transforms = [new FittedStandardize([2, 3], [2, 4])],
            Members = 3,
            Precision = precision,
        }.Create();
        var series = new TimeSeries("counts", [3, 0, 1, 7, 4, 2, 0, 2, 9, 6], Models.ChannelNames(2));
        using var sequence = new OnnxModel(model, new() { Mode = OnnxMode.Sequence });
        using var step = new OnnxModel(model, new() { Mode = OnnxMode.Step });
        double[] unknown = [double.NaN, double.NaN];

        double[][] read = sequence.Read(OnnxMode.Sequence, [series.Rows()])["y"][0];
        step.TakeStateOf(sequence);
        double[][] ahead = step.Read(OnnxMode.Step, [[unknown, unknown, unknown]])["y"][0];

        ((double[])[.. read[^1], .. ahead.SelectMany(one => one)]).ShouldBeClose(model.Forecast(series, horizon: 4).Points());
    }

    [Theory, MemberData(nameof(All))]
    public void Quantiles_HorizonAtOnce_AreCombinedLevelByLevel(OnnxMode form, Precision precision)
    {
        TrainedForecaster model = new AnyModel
        {
            Kind = OutputKind.Quantiles,
            Levels = [0.1, 0.5, 0.8],
            Transforms = LogAndScale,
            Steps = 3,
            Members = 3,
            Precision = precision,
        }.Create();
        TimeSeries series = Models.Wave("one", 9, 2, level: 4);
        Forecast expected = model.Forecast(series, horizon: 3);
        using var onnx = new OnnxModel(model, new() { Mode = form });

        Dictionary<string, double[][][]> outputs = onnx.Read(form, [series.Rows()]);

        outputs["y"][0][^1].ShouldBeClose(expected.Points());
        outputs["quantiles"][0][^1].ShouldBeClose(Enumerable.Range(0, 6).SelectMany(i =>
            ((double[])[0.1, 0.5, 0.8]).Select(level => expected.Quantile(level, i % 2)[i / 2])));
    }

    [Theory, MemberData(nameof(All))]
    public void Gaussian_Ensemble_GivesTheDistributionOfEachMember(OnnxMode form, Precision precision)
    {
        AnyModel ensemble = new()
        {
            Kind = OutputKind.Gaussian,
            Transforms = LogAndScale[1..],
            Members = 2,
            Precision = precision,
        };
        TrainedForecaster model = ensemble.Create();
        TimeSeries series = Models.Wave("one", 9, 2, level: 4);
        Forecast expected = model.Forecast(series, horizon: 1);
        using var onnx = new OnnxModel(model, new() { Mode = form });

        Dictionary<string, double[][][]> outputs = onnx.Read(form, [series.Rows()]);

        outputs["quantiles"][0][^1].ShouldBeClose(Enumerable.Range(0, 2).SelectMany(target =>
            expected.QuantileLevels.Select(level => expected.Quantile(level, target)[0])));
        for (int member = 0; member < 2; member++)
        {
            var alone = new TrainedForecaster(
                model.Definition with { Members = [model.Definition.Members[member]] });
            Forecast own = alone.Forecast(series, horizon: 1);
            double[] parameters = outputs[$"m{member}_distribution"][0][^1];
            // 95 % of a normal distribution lie below this many standard deviations above its mean.
            const double Place = 1.6448536269514722;
            Enumerable.Range(0, 2).SelectMany(target => (double[])
                [parameters[2 * target], parameters[2 * target] + Place * parameters[2 * target + 1]]).ShouldBeClose(
                Enumerable.Range(0, 2).SelectMany(target => (double[])[own.Step(1, target), own.Quantile(0.95, target)[0]]));
        }
    }

    [Fact]
    public void Names_OfAnEnsemble_BeginWithTheMember()
    {
        TrainedForecaster model = new AnyModel { Members = 2, Kind = OutputKind.StudentT }.Create();
        using var whole = new OnnxModel(model, new());
        using var alone = new OnnxModel(model, new() { IncludeTransforms = false });
        string[] states = ["m0_h0", "m0_c0", "m0_h1", "m0_c1", "m1_h0", "m1_c0", "m1_h1", "m1_c1"];
        string[] next = [.. states.Select(name => $"{name}_next")];

        whole.Inputs.Keys.Should().BeEquivalentTo([.. states, "x", "m0_f", "m1_f"]);
        whole.Outputs.Keys.Should().BeEquivalentTo(
            [.. next, "m0_f_next", "m1_f_next", "y", "m0_distribution", "m1_distribution"]);
        alone.Inputs.Keys.Should().BeEquivalentTo([.. states, "m0_x", "m1_x"]);
        alone.Outputs.Keys.Should().BeEquivalentTo([.. next, "m0_y", "m1_y"]);
        whole.Metadata.CustomMetadataMap.Should().Contain("members", "2").And.Contain("combination", "Median");
    }

    [Theory, MemberData(nameof(All))]
    public void Exclude_Ensemble_GivesEachNetworkAlone(OnnxMode form, Precision precision)
    {
        TrainedForecaster model = new AnyModel { Members = 2, Precision = precision }.Create();
        TimeSeries series = Models.Wave("one", 9, 2);
        using var onnx = new OnnxModel(model, new() { Mode = form, IncludeTransforms = false });
        double[] last = [];
        foreach (double[][] rows in form == OnnxMode.Sequence ? [series.Rows()] : series.Rows().Select(row => (double[][])[row]))
        {
            double[] x = [.. rows.SelectMany(row => row)];
            long[] shape = form == OnnxMode.Sequence ? [1, rows.Length, 2] : [1, 2];
            var outputs = onnx.RunAll(new() { ["m0_x"] = (x, shape), ["m1_x"] = (x, shape) });
            last = [.. outputs["m0_y"].Values[^2..], .. outputs["m1_y"].Values[^2..]];
        }

        last.ShouldBeClose(model.Definition.Members.SelectMany(member =>
            new TrainedForecaster(model.Definition with { Members = [member] }).Forecast(series, horizon: 1).Points()));
    }
}
