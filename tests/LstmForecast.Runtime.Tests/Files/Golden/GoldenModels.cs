using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>
/// What the golden files hold: every kind of thing a model can have. Made of fractions that are exact in binary, so that
/// they are the same on every machine.
/// </summary>
internal static class GoldenModels
{
    private const int Length = 40;

    private static readonly DateTime Start = new(2024, 2, 26);

    public static IReadOnlyDictionary<string, Func<TrainedForecaster>> All { get; } =
        new Dictionary<string, Func<TrainedForecaster>>
        {
            ["plain"] = () => OneStep(1, Precision.Float32, [4, 3], [], Normalization.None, new FittedStandardize([5.5], [2])),
            ["log-difference"] = () => OneStep(
                2, Precision.Float64, [3], [2], Normalization.Layer, new FittedLog(), new FittedDifference(2)),
            ["box-cox-seasonal-mean"] = () => OneStep(
                1,
                Precision.Float32,
                [3, 2],
                [],
                Normalization.Batch,
                new FittedBoxCox([new BoxCoxCurve(0.25, 0.5, 4, 0.125, 16)]),
                new FittedSeasonalMeanResidual(4, 3)),
            ["scale-seasonal-naive"] = () => OneStep(
                2,
                Precision.Float64,
                [3],
                [],
                Normalization.None,
                new FittedScaling(ScaleMeasure.MinMax, [new(1, 8), new(2, 4)]),
                new FittedSeasonalNaiveResidual(3),
                new FittedSubtractLastValue()),
            ["scale-per-series-window"] = () => OneStep(
                1,
                Precision.Float32,
                [3],
                [],
                Normalization.None,
                new FittedSeriesScaling(ScaleMeasure.Robust, new() { ["A"] = [new(5, 4)], ["B"] = [new(1, 2)] }, [3]),
                new FittedWindowNormalize(6, [0.25], [0.125])),
            ["new-series-window-scale"] = () => OneStep(
                1,
                Precision.Float64,
                [3],
                [],
                Normalization.None,
                new FittedSeriesScaling(ScaleMeasure.Standard, new() { ["another"] = [new(1, 2)] }, [3]),
                new FittedWindowScale(5, [0.25])),
            ["ensemble"] = () => new TrainedForecaster(
                Definitions.Random(
                    ChannelRoles.AllTargets(["value"]), transforms: [new FittedStandardize([5], [2])], members: 3) with
                {
                    Combination = EnsembleCombination.Mean,
                },
                History() with { Members = [History(), History(), History()], Choices = ["a season of 12"] }),
            ["direct-quantiles-mask"] = () => new TrainedForecaster(Definitions.Random(
                new ChannelRoles(["a", "b", "c"], [1], [0], [2]), steps: 3, levels: [0.1, 0.5, 0.9], missing: MissingValues.Mask)),
            ["gaussian"] = () => Likelihood(OutputKind.Gaussian),
            ["student-t"] = () => Likelihood(OutputKind.StudentT),
            ["negative-binomial"] = () => Likelihood(OutputKind.NegativeBinomial),
            ["statics-calendar-filling"] = Covariates,
            ["intervals"] = () => Models.Random(1, new FittedDifference(1)).CalibrateIntervals(
                [Series(["channel 0"])], new RollingCutoffs { Horizon = 2, Count = 20 }),
        };

    /// <summary>What each of them forecasts from; with what it needs beside the values.</summary>
    public static (TimeSeries History, TimeSeries? Known) Given(string name, TrainedForecaster model)
    {
        TimeSeries series = Series([.. model.Channels]);
        if (name == "statics-calendar-filling")
        {
            return (
                WithGap(series).WithTimes(Start, TimeStep.Day).WithStatic("size", 3.5).WithStatic("shop", "south"),
                null);
        }

        if (name == "negative-binomial")
            return (new TimeSeries("A", [.. series.Values.ToArray().Select(Math.Floor)], series.Channels), null);
        return name == "direct-quantiles-mask"
            ? (WithGap(series), new TimeSeries("A", [1, 0.5, 2], ["c"]))
            : (series, null);
    }

    public static Forecast Forecast(string name, TrainedForecaster model)
    {
        (TimeSeries history, TimeSeries? known) = Given(name, model);
        int horizon = Math.Min(3, model.MaximumHorizon ?? 3);
        return known is null ? model.Forecast(history, horizon) : model.Forecast(history, horizon, known);
    }

    /// <summary>Above zero, with a season and a slope, each channel another.</summary>
    public static TimeSeries Series(string[] channels) => new(
        "A",
        [.. Enumerable.Range(0, Length * channels.Length).Select(i =>
        {
            (int time, int channel) = Math.DivRem(i, channels.Length);
            return 4 + channel + time * 7 % 4 + time * time * 13 % 11 / 8.0 + time / 16.0;
        })],
        channels);

    private static TrainedForecaster Likelihood(OutputKind kind)
    {
        ModelDefinition model = Definitions.Random(
            ChannelRoles.AllTargets(["value"]), transforms: [new FittedStandardize([5], [2])]) with
        {
            Output = new OutputLayout(2, 1, kind, []),
        };
        var shape = new NetworkShape(model.Input.Width, [3], [], model.Output.Width, Normalization.None);
        return new TrainedForecaster(model with { Members = [new NetworkWeights(shape, Weights(shape))] });
    }

    private static TrainedForecaster Covariates()
    {
        ModelDefinition model = Definitions.Random(
            new ChannelRoles(["sales", "price"], [0], [1], []),
            steps: 2,
            missing: MissingValues.Fill(Filling.Seasonal(7)),
            transforms: [new FittedStandardize([5], [2])]);
        model = model with
        {
            Covariates = model.Covariates with
            {
                Numbers = [new StaticNumber("size", 3, 2)],
                Categories = [new StaticCategory("shop", ["north", "south"], Width: 2)],
                Calendar =
                [
                    CalendarFeature.HourOfDay, CalendarFeature.DayOfWeek, CalendarFeature.Month, CalendarFeature.DayOfYear,
                    CalendarFeature.BusinessDay, CalendarFeature.Holidays([new(2024, 4, 5), new(2024, 4, 6)], "fair"),
                ],
            },
            Step = TimeStep.Day,
        };
        var shape = new NetworkShape(model.Input.Width, [4], [], model.Output.Width, Normalization.None) { Embeddings = [new(3, 2)] };
        return new TrainedForecaster(model with { Members = [new NetworkWeights(shape, Weights(shape))] });
    }

    private static TimeSeries WithGap(TimeSeries series)
    {
        double[] values = series.Values.ToArray();
        int channels = series.Channels.Count;
        int target = series.Channels.Contains("sales") ? 0 : 1;
        foreach (int time in (int[])[9, 20, 21]) values[time * channels + target] = double.NaN;
        return new TimeSeries(series.Name, values, series.Channels);
    }

    private static TrainedForecaster OneStep(
        int channels,
        Precision precision,
        int[] hidden,
        int[] head,
        Normalization normalization,
        params FittedTransform[] transforms)
    {
        var shape = new NetworkShape(channels, hidden, head, channels, normalization);
        return Models.From(shape, Weights(shape), new TransformPipeline(transforms), History(), precision);
    }

    /// <summary>Sixteenths between -1 and 1, variances above 0.</summary>
    private static Dictionary<string, double[]> Weights(NetworkShape shape)
    {
        int next = 0;
        return shape.Weights().ToDictionary(
            weight => weight.Name,
            weight => Enumerable.Range(0, weight.Shape.Aggregate(1, (product, size) => product * size))
                .Select(_ => next++ * 37 % 33 / 16.0 - 1)
                .Select(value => weight.Name.EndsWith("running_var", StringComparison.Ordinal) ? value * value + 0.5 : value)
                .ToArray());
    }

    private static TrainingHistory History() => new()
    {
        Epochs =
        [
            new EpochReport
            {
                Epoch = 1,
                TotalEpochs = 2,
                Evaluations = 25,
                TotalEvaluations = 25,
                TrainingLoss = 0.125,
                ValidationLoss = double.NaN,
                GradientNorm = 1e-7,
                WeightsHash = "0123456789ABCDEF0123456789ABCDEF",
                Elapsed = TimeSpan.FromSeconds(1.5),
                EstimatedTimeLeft = TimeSpan.FromDays(2),
            },
        ],
        StopReason = StopReason.Converged,
        RestoredEpoch = 1,
    };
}
