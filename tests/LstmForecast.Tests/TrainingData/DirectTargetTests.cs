using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.TrainingData;
using LstmForecast.Transforms;

namespace LstmForecast.Tests.TrainingData;

/// <summary>Targets of several steps at once, <c>[steps, horizon, targets]</c>, against loops.</summary>
public sealed class DirectTargetTests
{
    private const int Horizon = 3;

    private static readonly TimeSeries Series =
        new("A", [.. Enumerable.Range(0, 18).Select(i => Math.Sin(i) + i)], ["x", "covariate", "y"]);

    [Fact]
    public void Targets_EndOfTheSeries_CountAsFarAsTheyAreThere()
    {
        using TrainingBatch batch = Batch(Model(), Series);

        double[] targets = batch.Targets(), weights = batch.Weights()!;
        (batch.Windows, batch.Steps, batch.TargetWidth).Should().Be((1, 5, Horizon * 2));
        int at = 0;
        double count = 0;
        for (int step = 0; step < 5; step++)
        {
            for (int ahead = 1; ahead <= Horizon; ahead++)
            {
                foreach (int channel in (int[])[0, 2])
                {
                    bool there = step + ahead < 6;
                    weights[at].Should().Be(there ? 1 : 0);
                    targets[at++].Should().Be(there ? Series[step + ahead, channel] : 0);
                    count += there ? 1 : 0;
                }
            }
        }

        batch.Count.Should().Be(count);
    }

    [Fact]
    public void Targets_StandardizedDifferences_AreThoseByHand()
    {
        var standardize = new FittedStandardize([3, 5], [2, 4]);
        using TrainingBatch batch = Batch(Model(transforms: [standardize, new FittedDifference(1)]), Series);

        double[] targets = batch.Targets(), inputs = batch.Inputs();
        double Standard(int time, int target) => target == 0 ? (Series[time] - 3) / 2 : (Series[time, 2] - 5) / 4;
        (batch.Windows, batch.Steps, batch.TargetWidth).Should().Be((1, 4, Horizon * 2));
        for (int step = 0; step < 4; step++)
        {
            for (int target = 0; target < 2; target++)
            {
                // The first point is used up: step 0 is fed with the difference between the first two.
                inputs[3 * step + target].Should().BeApproximately(Standard(step + 1, target) - Standard(step, target), 1e-12);
                for (int ahead = 0; ahead < Horizon && step + 2 + ahead < 6; ahead++)
                {
                    targets[(step * Horizon + ahead) * 2 + target].Should().BeApproximately(
                        Standard(step + 2 + ahead, target) - Standard(step + 1 + ahead, target), 1e-12);
                }
            }
        }
    }

    /// <summary>A whole horizon is seen from its cutoff: here as the way from the last value.</summary>
    [Fact]
    public void Targets_TransformWithALevel_AreSeenFromTheCutoff()
    {
        using TrainingBatch batch = Batch(Model(transforms: [new FittedSubtractLastValue()]), Series);

        double[] targets = batch.Targets();
        for (int step = 0; step < 4; step++)
        {
            for (int ahead = 0; ahead < Horizon && step + 2 + ahead < 6; ahead++)
                targets[(step * Horizon + ahead) * 2].Should().BeApproximately(Series[step + 2 + ahead] - Series[step + 1], 1e-12);
        }
    }

    [Fact]
    public void Targets_MissingValues_CountForNothing()
    {
        var gappy = new TimeSeries("A", [.. Series.Values.ToArray().Select((value, i) => i is 6 or 14 ? double.NaN : value)], Series.Channels);
        using TrainingBatch batch = Batch(Model(MissingValues.Mask), gappy);

        double[] weights = batch.Weights()!, targets = batch.Targets();
        for (int step = 0; step < 5; step++)
        {
            for (int value = 0; value < Horizon * 2; value++)
            {
                int time = step + 1 + value / 2, channel = value % 2 * 2;
                bool counts = time < 6 && !double.IsNaN(gappy[time, channel]);
                weights[step * Horizon * 2 + value].Should().Be(counts ? 1 : 0);
                targets[step * Horizon * 2 + value].Should().Be(counts ? gappy[time, channel] : 0);
            }
        }

        double[] marks = batch.Inputs();
        Enumerable.Range(0, 5).Select(step => marks[5 * step + 2]).Should().Equal(0, 0, 1, 0, 0);
        Enumerable.Range(0, 5).Select(step => marks[5 * step + 3]).Should().Equal(0, 0, 0, 0, 1);
    }

    [Fact]
    public void Targets_OfWindows_AreThoseOfTheWholeSeriesThere()
    {
        ModelDefinition model = Model(transforms: [new FittedSubtractLastValue()]);
        using TrainingBatch whole = Batch(model, Series);
        WindowSet windows = Batches.Windows(model, [Series], options: new WindowOptions { Length = 2, LossSteps = 1 });
        Window[] all = windows.Epoch(batchSize: 100, seed: 0, epoch: 1)[0];

        using TrainingBatch batch = windows.Batch(all);

        all.Should().HaveCount(3);
        double[] targets = whole.Targets(), weights = whole.Weights()!;
        const int Width = Horizon * 2;
        batch.Targets().Should().Equal(
            all.SelectMany(window => targets[(window.First * Width)..((window.First + 2) * Width)]));
        batch.Weights()!.Should().Equal(all.SelectMany(window =>
            (double[])[.. new double[Width], .. weights[((window.First + 1) * Width)..((window.First + 2) * Width)]]));
        batch.Count.Should().Be(batch.Weights()!.Sum());
    }

    [Fact]
    public void Targets_GapsFilledAnew_AreNotThoseKeptFromBefore()
    {
        var gappy = new TimeSeries("A", [.. Series.Values.ToArray().Select((value, i) => i == 6 ? double.NaN : value)], Series.Channels);
        ModelDefinition model = Model(MissingValues.Mask, new FittedSubtractLastValue());
        WindowSet windows = Batches.Windows(model, [gappy]);
        Window[] all = windows.Epoch(batchSize: 100, seed: 0, epoch: 1)[0];
        windows.Batch(all).Dispose();

        windows.FillGaps(model.Weights);

        using TrainingBatch kept = windows.Batch(all);
        using TrainingBatch anew = windows.All();
        kept.Targets().Should().Equal(anew.Targets());
        // From the cutoff whose value is missing, to the value after it.
        kept.Targets()[Horizon * 2].Should().NotBe(Series[3] - Series[1], "the gap holds a forecast now");
    }

    /// <summary>Computed for one batch alone, and computed to be kept: there must be no difference.</summary>
    private static TrainingBatch Batch(ModelDefinition model, TimeSeries series)
    {
        WindowSet windows = Batches.Windows(model, [series]);
        TrainingBatch alone = windows.All();
        using TrainingBatch kept = windows.Batch(windows.Epoch(batchSize: 1, seed: 0, epoch: 1)[0]);
        kept.Inputs().Should().Equal(alone.Inputs());
        kept.Targets().Should().Equal(alone.Targets());
        kept.Count.Should().Be(alone.Count);
        return alone;
    }

    private static ModelDefinition Model(MissingValues? missing = null, params FittedTransform[] transforms)
    {
        var roles = new ChannelRoles(["x", "covariate", "y"], [0, 2], [1], []);
        var model = Batches.OneStepModel(["x"]) with
        {
            Channels = roles,
            Transforms = new TransformPipeline(transforms),
            Covariates = CovariateInputs.None with { Means = [0], Scales = [1] },
            Output = new OutputLayout(Horizon, 2, OutputKind.Point, []),
            Missing = missing ?? MissingValues.Error,
        };
        var shape = new NetworkShape(model.Input.Width, [1], [], model.Output.Width, Normalization.None);
        return model with { Members = [WeightInitializer.Initialize(shape, seed: 0, Precision.Float64)] };
    }
}
