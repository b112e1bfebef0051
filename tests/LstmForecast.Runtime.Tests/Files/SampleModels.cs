using CsCheck;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Files;

/// <summary>Models with every option that a file must keep.</summary>
internal static class SampleModels
{
    private static readonly Gen<double> AnyLoss =
        Gen.OneOf(Gen.Double[0, 1], Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(1e-300));

    private static readonly Gen<EpochReport> Reports =
        from numbers in Gen.Int[0, int.MaxValue].Array[4]
        from losses in AnyLoss.Array[4]
        from validated in Gen.Bool
        from times in Gen.Long[0, long.MaxValue].Array[2]
        select new EpochReport
        {
            Epoch = numbers[0],
            TotalEpochs = numbers[1],
            Evaluations = numbers[2],
            TotalEvaluations = numbers[3],
            TrainingLoss = losses[0],
            ValidationLoss = validated ? losses[1] : null,
            FreeRunningError = validated ? losses[2] : null,
            GradientNorm = losses[3],
            WeightsHash = $"{numbers[0]:X8}",
            Elapsed = TimeSpan.FromTicks(times[0]),
            EstimatedTimeLeft = TimeSpan.FromTicks(times[1]),
        };

    private static readonly Gen<TrainingHistory> Histories =
        from epochs in Reports.Array[0, 4]
        from reason in Gen.Enum<StopReason>()
        from restored in Gen.Int[0, 4]
        select new TrainingHistory { Epochs = epochs, StopReason = reason, RestoredEpoch = restored };

    public static readonly Gen<TrainedForecaster> Any =
        from shape in RandomWeights.Shapes
        from seed in Gen.Int[0, 1000]
        from history in Histories
        from precision in Gen.Enum<Precision>()
        from transforms in Transforms(shape.InputSize)
        select Make(shape, seed, history, precision, transforms);

    /// <summary>A small model that has one of everything, for faults to be planted in.</summary>
    public static TrainedForecaster Small() => Make(
        new NetworkShape(2, [2, 1], [3], 2, Normalization.Batch),
        seed: 4,
        new TrainingHistory
        {
            Epochs = [Report(1, validationLoss: null), Report(2, validationLoss: double.NaN)],
            StopReason = StopReason.PatienceExhausted,
            RestoredEpoch = 1,
        },
        Precision.Float32,
        [new FittedLog(), new FittedStandardize([0.25, -1.5], [2, 0.5]), new FittedDifference(2)]);

    private static EpochReport Report(int epoch, double? validationLoss) => new()
    {
        Epoch = epoch,
        TotalEpochs = 8,
        Evaluations = 25,
        TotalEvaluations = 25 * epoch,
        TrainingLoss = 0.125,
        ValidationLoss = validationLoss,
        GradientNorm = 1e-7,
        WeightsHash = "0123456789ABCDEF",
        Elapsed = TimeSpan.FromSeconds(1.5 * epoch),
        EstimatedTimeLeft = TimeSpan.FromDays(2),
    };

    private static Gen<FittedTransform[]> Transforms(int channels)
    {
        Gen<double[]> levels = Gen.Double[-1e6, 1e6].Array[channels];
        Gen<double[]> scales = Gen.Double[1e-6, 1e6].Array[channels];
        Gen<ChannelScale[]> both = Gen.Select(levels, scales)
            .Select((level, scale) => level.Zip(scale, (one, other) => new ChannelScale(one, other)).ToArray());
        Gen<ScaleMeasure> measures = Gen.Enum<ScaleMeasure>();
        return Gen.OneOf<FittedTransform>(
            Gen.Int[1, 3].Select(lag => (FittedTransform)new FittedDifference(lag)),
            Gen.Const((FittedTransform)new FittedSubtractLastValue()),
            Gen.Int[1, 3].Select(length => (FittedTransform)new FittedSeasonalNaiveResidual(length)),
            Gen.Select(Gen.Int[1, 3], Gen.Int[1, 3])
                .Select((length, seasons) => (FittedTransform)new FittedSeasonalMeanResidual(length, seasons)),
            Gen.Select(Gen.Int[2, 8], scales, Gen.Double[0, 0.1].Array[channels]).Select((length, smallest, relative) =>
                (FittedTransform)new FittedWindowNormalize(length, smallest, relative)),
            Gen.Select(Gen.Int[2, 8], scales)
                .Select((length, smallest) => (FittedTransform)new FittedWindowScale(length, smallest)),
            Gen.Select(levels, scales).Select((means, deviations) => (FittedTransform)new FittedStandardize(means, deviations)),
            Gen.Select(Gen.Bool, both).Select((robust, channel) =>
                (FittedTransform)new FittedScaling(robust ? ScaleMeasure.Robust : ScaleMeasure.MinMax, channel)),
            Gen.Select(measures, both, both, scales).Select((measure, one, other, typical) => (FittedTransform)
                new FittedSeriesScaling(measure, new() { ["A"] = one, ["näme \"with\" signs"] = other }, typical)),
            Gen.Select(Gen.Double[-1, 2], Gen.Double[1, 1000].Array[20]).Select((lambda, values) =>
                (FittedTransform)new FittedBoxCox([.. Enumerable.Repeat(BoxCoxCurve.Fit(lambda, values), channels)])))
            .Array[0, 3]
            .SelectMany(others => Gen.Bool.Select(log => log ? (FittedTransform[])[new FittedLog(), .. others] : others));
    }

    /// <summary>In 64 bits with weights that 32 bits cannot hold.</summary>
    private static TrainedForecaster Make(
        NetworkShape shape, int seed, TrainingHistory history, Precision precision, FittedTransform[] transforms)
    {
        Dictionary<string, double[]> weights = RandomWeights.For(shape, seed);
        if (precision == Precision.Float64)
            weights = weights.ToDictionary(one => one.Key, one => one.Value.Select(value => value / 3).ToArray());
        return Models.From(shape, weights, new TransformPipeline(transforms), history, precision);
    }
}
