using CsCheck;
using LstmForecast.Backend;
using LstmForecast.Objectives;
using LstmForecast.TrainingData;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

/// <summary>Losses over plain memory against their form in tensors and TorchSharp's automatic differentiation.</summary>
public sealed class PointwiseLossTests
{
    private static readonly Loss[] All =
        [Loss.Squared, Loss.Absolute, Loss.Huber(0.7), Loss.Huber(2), Loss.Quantile(0.1, 0.5, 0.9), Loss.Quantile(0.25)];

    private static readonly Gen<Loss> Losses = Gen.Int[0, All.Length - 1].Select(i => All[i]);

    private static readonly Gen<(Loss, int, int, bool, int)> Cases =
        Gen.Select(Losses, Gen.Int[1, 9], Gen.Int[1, 11], Gen.Bool, Gen.Int[0, 1000]);

    /// <summary>Whole and half numbers, so that kinks are met: there PyTorch takes the mean of both slopes.</summary>
    [Fact]
    public void Differentiate_AnyLoss_EqualsTheTensorFormAndItsBackwardPass() => Cases.Sample(
        (loss, points, values, weighted, seed) =>
        {
            NativeBackend.EnsureLoaded();
            using DisposeScope scope = NewDisposeScope();
            var random = new Random(seed);
            int parameters = Math.Max(1, loss.Levels.Length);
            double[] outputs = Halves(points * values * parameters, random);
            double[] targets = Halves(points * values, random);
            double[] weights = weighted ? [.. targets.Select(_ => (double)random.Next(0, 3))] : [];
            Tensor output = tensor(outputs, [1, points, values * parameters], requires_grad: true);
            using var batch = new TrainingBatch<double>(1, points, inputWidth: 1, values, hasWeights: weighted, hasScales: false);
            targets.CopyTo(batch.Targets.Span);
            if (batch.Weights is not null) weights.CopyTo(batch.Weights.Span);
            Tensor sum = new LossSum(loss, parameters).Of(output, TorchBatch.Of(batch, CPU), first: 0, count: 1);
            (sum * 0.25).backward();
            // Rows are longer than what is in them.
            int width = values * parameters;
            int stride = width + 3;
            var rows = new double[points * stride];
            for (int i = 0; i < outputs.Length; i++) rows[i / width * stride + i % width] = outputs[i];

            double actual = loss.Pointwise<double>()!.Differentiate(rows, stride, targets, weights, values, scale: 0.25);

            actual.Should().BeApproximately(sum.ToDouble(), 1e-12 * points * values);
            double[] derivatives = [.. Enumerable.Range(0, outputs.Length).Select(i => rows[i / width * stride + i % width])];
            derivatives.Should().Equal(output.grad!.data<double>().ToArray(), (a, b) => Math.Abs(a - b) < 1e-12);
        },
        iter: 200,
        threads: 1);

    [Fact]
    public void Differentiate_NotANumber_IsOneInLossAndDerivative() => Losses.Sample(
        loss =>
        {
            // More than vectors are wide.
            const int Values = 9;
            var outputs = new double[Values * Math.Max(1, loss.Levels.Length)];
            outputs.AsSpan().Fill(double.NaN);

            loss.Pointwise<double>()!.Differentiate(outputs, outputs.Length, new double[Values], [], Values, scale: 1)
                .Should().Be(double.NaN);

            outputs.Should().AllSatisfy(derivative => derivative.Should().Be(double.NaN));
        },
        iter: 50);

    private static double[] Halves(int count, Random random) =>
        [.. Enumerable.Range(0, count).Select(_ => random.Next(-8, 9) / 2.0)];
}
