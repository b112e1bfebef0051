using LstmForecast.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Onnx.Tests;

/// <summary>Everything that informs, as it is known outside: no series here is scaled before it goes in.</summary>
public sealed class CovariateTests
{
    private static readonly DateTime Start = new(2024, 2, 27);

    private static readonly FittedTransform[] LogAndScale =
        [new FittedLog(), new FittedStandardize([1.5, 1], [0.25, 2])];

    public static TheoryData<OnnxMode, Precision> All => Calls.All();

    [Theory, MemberData(nameof(All))]
    public void AllCovariates_OneStep_AreScaledAsTheLibraryScalesThem(OnnxMode form, Precision precision)
    {
        TrainedForecaster model = (Informed([2], steps: 1) with { Precision = precision }).Create();
        TimeSeries[] series = [Series("one", 12, 8, "south", "new"), Series("two", 12, 92, "elsewhere", "old")];
        IReadOnlyList<TimeSeries> expected = model.FittedValues(series);
        using var onnx = new OnnxModel(model, new() { Mode = form }, batch: 2);

        // Of the last point the price after it is not known.
        double[][][] y = onnx.Read(form, [Rows(series[0], 1)[..^1], Rows(series[1], 1)[..^1]])["y"];

        for (int row = 0; row < 2; row++) y[row].SelectMany(one => one).ShouldBeClose(expected[row].Values.ToArray());
    }

    [Theory, MemberData(nameof(All))]
    public void KnownAhead_HorizonAtOnce_GoesInForEachOfItsSteps(OnnxMode form, Precision precision)
    {
        TrainedForecaster model = (Informed([2], steps: 3) with { Precision = precision }).Create();
        TimeSeries whole = Series("one", 15, 8, "north", "old");
        Forecast expected = model.Forecast(whole[..12], 3, whole.Select("price")[12..]);
        using var onnx = new OnnxModel(model, new() { Mode = form });

        double[][] y = onnx.Read(form, [Rows(whole, 3)[..12]])["y"][0];

        y[^1].ShouldBeClose(expected.Points());
    }

    [Theory, MemberData(nameof(All))]
    public void KnownAhead_Recursive_GoesOnWithTheForecastInThePlaceOfTheTargets(OnnxMode form, Precision precision)
    {
        TrainedForecaster model = (Informed([], steps: 1) with { Precision = precision }).Create();
        TimeSeries whole = Series("one", 19, 8, "north", "old");
        Forecast expected = model.Forecast(whole.Select("a", "b", "price")[..12], 6, whole.Select("price")[12..]);
        using var onnx = new OnnxModel(model, new() { Mode = form });
        double[][] rows = Rows(whole, 1, past: false);

        List<double[]> y = [onnx.Read(form, [rows[..12]])["y"][0][^1]];
        for (int step = 12; step < 17; step++) y.Add(onnx.Read(form, [[[.. y[^1], .. rows[step][2..]]]])["y"][0][0]);

        y.SelectMany(one => one).ShouldBeClose(expected.Points());
    }

    [Theory, MemberData(nameof(All))]
    public void Exclude_AllCovariates_GoInAsTheNetworkTakesThem(OnnxMode form, Precision precision)
    {
        TrainedForecaster model = (Informed([2], steps: 1) with { Precision = precision }).Create();
        double[][] rows = [.. Enumerable.Range(0, 6).Select(t => (double[])
            [Math.Sin(t), Math.Cos(t), 0.5, -0.1 * t, Math.Sin(2 * t), Math.Cos(2 * t), 0.25, t % 3, t % 2])];
        var network = LstmNetwork.Create(model.Definition.Weights, precision);
        NetworkState state = network.NewState();
        using var onnx = new OnnxModel(model, new() { Mode = form, IncludeTransforms = false });

        double[][] y = onnx.Read(form, [rows])["y"][0];

        var output = new double[2];
        for (int t = 0; t < rows.Length; t++)
        {
            network.Step(rows[t], state, output);
            y[t].ShouldBeClose(output);
        }
    }

    [Fact]
    public void Category_ThatIsInNoTable_IsAnErrorOfTheRun()
    {
        using var onnx = new OnnxModel(Informed([2], steps: 1).Create(), new() { Mode = OnnxMode.Step });
        double[] row = Rows(Series("one", 2, 8, "north", "old"), 1)[0];
        row[^1] = 2;

        Action run = () => onnx.Read(OnnxMode.Step, [[row]]);

        run.Should().Throw<Microsoft.ML.OnnxRuntime.OnnxRuntimeException>().WithMessage("*out of data bounds*");
    }

    [Fact]
    public void Metadata_OfAllCovariates_NamesEachColumn()
    {
        using var onnx = new OnnxModel(Informed([2], steps: 2).Create(), new());
        Dictionary<string, string> metadata = onnx.Metadata.CustomMetadataMap;

        onnx.Inputs["x"].Dimensions[^1].Should().Be(12);
        Enumerable.Range(0, 12).Select(i => $"{metadata[$"input.{i}"]}: {metadata[$"input.{i}.role"]} "
            + metadata.GetValueOrDefault($"input.{i}.ahead")).Should().Equal(
                "a: target ",
                "b: target ",
                "promotion: past ",
                "price: known 1",
                "day of week sine: calendar 1",
                "day of week cosine: calendar 1",
                "price: known 2",
                "day of week sine: calendar 2",
                "day of week cosine: calendar 2",
                "area: number ",
                "region: category ",
                "kind: category ");
        metadata.Should().NotContainKey("input.12").And.NotContainKey("input.10.category.0").And.NotContainKey("input.11.category.2");
        metadata.Should().Contain("input.10.category.1", "north").And.Contain("input.10.category.2", "south")
            .And.Contain("input.11.category.1", "old");
    }

    private static AnyModel Informed(int[] past, int steps) => new()
    {
        Roles = new(past.Length == 0 ? ["a", "b", "price"] : ["a", "b", "promotion", "price"], [0, 1], past, [2 + past.Length]),
        Covariates = new(
            past.Length == 0 ? [20] : [0.25, 20],
            past.Length == 0 ? [4] : [0.5, 4],
            [new("area", 50, 40)],
            [new("region", ["north", "south"], 3), new("kind", ["old"], 2)],
            [CalendarFeature.DayOfWeek]),
        Transforms = LogAndScale,
        Steps = steps,
        Normalization = Normalization.Layer,
    };

    private static TimeSeries Series(string name, int length, double area, string region, string kind)
    {
        double[] values = [.. Enumerable.Range(0, length).SelectMany(t => (double[])
            [5 + Math.Sin(t + area), 3 + Math.Cos(2 * t), t % 3 == 0 ? 1 : 0, 20 + 4 * Math.Sin(0.5 * t)])];
        TimeSeries series = new TimeSeries(name, values, ["a", "b", "promotion", "price"])
            .WithTimes(Start, TimeStep.Day).WithStatic("area", area).WithStatic("region", region).WithStatic("kind", kind);
        return series;
    }

    /// <summary>What goes into <c>x</c> by the documentation; the last <paramref name="steps"/> lack what comes after them.</summary>
    private static double[][] Rows(TimeSeries series, int steps, bool past = true)
    {
        string region = series.Statics.Single(value => value.Name == "region").Category!;
        string kind = series.Statics.Single(value => value.Name == "kind").Category!;
        return [.. Enumerable.Range(0, series.Length).Select(t => (double[])
        [
            series[t, 0],
            series[t, 1],
            .. past ? [series[t, 2]] : Array.Empty<double>(),
            .. Enumerable.Range(1, steps).SelectMany(ahead => (double[])
                [Price(t + ahead), Math.Sin(Angle(t + ahead)), Math.Cos(Angle(t + ahead))]),
            series.Statics.Single(value => value.Name == "area").Number!.Value,
            region == "north" ? 1 : region == "south" ? 2 : 0,
            kind == "old" ? 1 : 0,
        ])];

        double Price(int t) => t < series.Length ? series[t, 3] : double.NaN;

        double Angle(int t) => 2 * Math.PI * (((int)Start.AddDays(t).DayOfWeek + 6) % 7) / 7;
    }
}
