using CsCheck;
using LstmForecast.Backend;
using LstmForecast.Network;
using LstmForecast.Objectives;
using LstmForecast.Tests.Optimizers;
using LstmForecast.TrainingData;

namespace LstmForecast.Tests.Objectives;

/// <summary>
/// Plain networks against TorchSharp's LSTMCell and automatic differentiation. What is allocated is counted for the whole
/// process, so no other test may run beside these.
/// </summary>
[Collection(nameof(RunsAlone))]
public sealed class ManagedObjectiveTests
{
    private const int Cases = 25;

    private static readonly PlainCase Middling = new(3, [20, 17], [9], 5, Loss.Squared, Rows: 23, Steps: 41, Weighted: true, Seed: 1);

    public ManagedObjectiveTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Differentiate_AnyNetworkInFloat64_EqualsTorchCells() =>
        PlainCase.Any.Sample(one => Check(one, Precision.Float64, 1e-11), iter: Cases, threads: 1);

    /// <summary>
    /// Against float64. Slopes that jump, where an error is next to nothing, may fall on either side: only the squared loss
    /// is held to all digits. Where sums cancel, TorchSharp's cells lose digits too: there it may not be much more.
    /// </summary>
    [Fact]
    public void Differentiate_AnyNetworkInFloat32_EqualsTorchCells() => PlainCase.Any.Sample(
        one => Check(one with { Loss = Loss.Squared }, Precision.Float32, 1e-5), iter: Cases, threads: 1);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(41)]
    public void Differentiate_GatesOfSomeStepsKept_EqualsTorchCells(int traceSteps) =>
        Check(Middling, Precision.Float64, 1e-11, traceSteps);

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public void Differentiate_AnyNumberOfThreadsAndAgain_GivesTheSameBits(Precision precision)
    {
        using TrainingBatch batch = Middling.Batch(precision);
        var results = new List<double[]>();
        foreach (int threads in (int[])[1, 2, 3, 8])
        {
            using INetworkObjective objective = Middling.Managed(precision, threads, rowsInBlock: 2);
            for (int run = 0; run < 3; run++)
            {
                (double loss, double[] gradient) = objective.Differentiate(batch, Middling.Weights);
                results.Add([loss, .. gradient]);
            }
        }

        results.Should().AllSatisfy(result => result.Should().Equal(results[0]));
    }

    /// <summary>Longer than what a pass takes at once, and between passes of other sizes, whose buffers it uses.</summary>
    [Fact]
    public void Evaluate_LongAndShortInTurn_GiveTheirOwnLosses()
    {
        PlainCase longer = Middling with { Rows = 4, Steps = 300 };
        using INetworkObjective objective = Middling.Managed(Precision.Float64, threads: 2);
        using TrainingBatch batch = Middling.Batch(Precision.Float64);
        using TrainingBatch longBatch = longer.Batch(Precision.Float64);
        double expected = Middling.Reference(Precision.Float64).Loss;
        double longExpected = longer.Reference(Precision.Float64).Loss;

        for (int run = 0; run < 2; run++)
        {
            objective.Evaluate(longBatch, Middling.Weights).Should().BeApproximately(longExpected, 1e-12);
            objective.Differentiate(batch, Middling.Weights).Loss.Should().BeApproximately(expected, 1e-12);
            objective.Evaluate(batch, Middling.Weights).Should().BeApproximately(expected, 1e-12);
            objective.Differentiate(longBatch, Middling.Weights).Loss.Should().BeApproximately(longExpected, 1e-12);
        }
    }

    [Fact]
    public void DifferentiateAndEvaluate_TenTimesTheBlocks_AllocateAsMuch()
    {
        using INetworkObjective objective = Middling.Managed(Precision.Float32, threads: 2, rowsInBlock: 2);
        using TrainingBatch few = (Middling with { Rows = 40 }).Batch(Precision.Float32);
        using TrainingBatch many = (Middling with { Rows = 400 }).Batch(Precision.Float32);
        double[] weights = objective.Import(Middling.Weights);
        var gradient = new double[objective.Count];
        // Every worker has to have had a block, and the vectors of those that wait to be there.
        for (int run = 0; run < 20; run++) Allocated(many);

        long ofFew = Enumerable.Range(0, 10).Min(_ => Allocated(few));
        long ofMany = Enumerable.Range(0, 10).Min(_ => Allocated(many));

        // Of 180 more blocks each; and nothing as large as a vector of weights.
        (ofMany - ofFew).Should().BeLessThan(2000);
        ofFew.Should().BeLessThan(sizeof(double) * objective.Count);

        long Allocated(TrainingBatch batch)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            objective.Differentiate(batch, weights, gradient, CancellationToken.None);
            objective.Evaluate(batch, weights, CancellationToken.None);
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        }
    }

    [Fact]
    public void Differentiate_CancelledOrOfAnotherWidth_ThrowsAndTheNextCallWorks()
    {
        using INetworkObjective objective = Middling.Managed(Precision.Float64, threads: 2, rowsInBlock: 1);
        using TrainingBatch batch = Middling.Batch(Precision.Float64);
        using TrainingBatch wide = (Middling with { Input = 4 }).Batch(Precision.Float64);
        using TrainingBatch narrow = Middling.Batch(Precision.Float32);
        double expected = objective.Differentiate(batch, Middling.Weights).Loss;
        Action cancelled = () => objective.Differentiate(batch, Middling.Weights, new CancellationToken(canceled: true));
        Action tooWide = () => objective.Differentiate(wide, Middling.Weights);
        Action ofAnotherType = () => objective.Differentiate(narrow, Middling.Weights);

        cancelled.Should().Throw<OperationCanceledException>();
        objective.Differentiate(batch, Middling.Weights).Loss.Should().Be(expected);
        tooWide.Should().Throw<ArgumentException>().WithMessage("The network takes windows of 3 inputs * Double; found 4 *");
        ofAnotherType.Should().Throw<ArgumentException>().WithMessage("* Double; found 3 * of Single.*");
        objective.Differentiate(batch, Middling.Weights).Loss.Should().Be(expected);
    }

    [Fact]
    public void Fits_SomethingBetweenTheLayers_LeavesItToTorchSharp()
    {
        NetworkShape plain = Middling.Shape;

        ManagedObjective.Fits(plain, dropout: 0, Middling.Sum).Should().BeTrue();
        ManagedObjective.Fits(plain with { HiddenSizes = [20] }, dropout: 0.3, Middling.Sum)
            .Should().BeTrue("dropout stands between layers alone");
        ManagedObjective.Fits(plain, dropout: 0.3, Middling.Sum).Should().BeFalse();
        ManagedObjective.Fits(plain with { Normalization = Normalization.Layer }, dropout: 0, Middling.Sum).Should().BeFalse();
        ManagedObjective.Fits(plain with { Embeddings = [new EmbeddingShape(3, 2)] }, dropout: 0, Middling.Sum).Should().BeFalse();
        ManagedObjective.Fits(plain, dropout: 0, new LossSum(Loss.StudentT, parameters: 3)).Should().BeFalse();
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Float64)]
    public void Export_OfMovedWeights_IsRoundedToThePrecisionAndExactlyIsNot(Precision precision)
    {
        using INetworkObjective objective = Middling.Managed(precision, threads: 1);
        double[] weights = [.. objective.Import(Middling.Weights).Select(weight => weight + 1e-12)];

        double[] exported = objective.Import(objective.Export(weights));
        double[] exact = objective.Import(objective.ExportExactly(weights));

        exact.Should().Equal(weights);
        exported.Should().Equal(precision == Precision.Float64 ? weights : weights.Select(weight => (double)(float)weight));
    }

    private static void Check(PlainCase one, Precision precision, double tolerance, int traceSteps = int.MaxValue)
    {
        (double loss, double[] gradient) = one.Reference(Precision.Float64);
        double[] cells = precision == Precision.Float64 ? gradient : one.Reference(precision).Gradient;
        using TrainingBatch batch = one.Batch(precision);
        using INetworkObjective objective = one.Managed(precision, threads: 2, traceSteps: traceSteps);

        (double actualLoss, double[] actual) = objective.Differentiate(batch, one.Weights);

        actualLoss.Should().BeApproximately(loss, tolerance * loss);
        // Some are 0, as those of weight_hh at a single step: nothing is held to less than a hundredth of the largest.
        double least = 0.01 * gradient.Max(Math.Abs);
        var layout = new WeightLayout(one.Shape);
        foreach (string name in layout.Names)
        {
            double[] expected = gradient[layout[name]];
            Difference(actual[layout[name]], expected).Should().BeLessThanOrEqualTo(
                Math.Max(tolerance * Math.Max(least, expected.Max(Math.Abs)), 4 * Difference(cells[layout[name]], expected)), name);
        }

        objective.Evaluate(batch, one.Weights).Should().BeApproximately(loss, tolerance * loss);
    }

    private static double Difference(double[] actual, double[] expected) =>
        actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max();
}
