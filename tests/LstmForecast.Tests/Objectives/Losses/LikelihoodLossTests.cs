using LstmForecast.Backend;
using LstmForecast.Objectives;
using LstmForecast.Tests.Objectives.Losses.Golden;
using TorchSharp;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Losses;

public sealed class LikelihoodLossTests
{
    public LikelihoodLossTests() => NativeBackend.EnsureLoaded();

    [Fact]
    public void Gaussian_LossAndGradient_AreThoseOfPyTorch() => Check(Loss.Gaussian, LikelihoodReference.Gaussian);

    [Fact]
    public void StudentT_LossAndGradient_AreThoseOfPyTorch() => Check(Loss.StudentT, LikelihoodReference.StudentT);

    [Fact]
    public void NegativeBinomial_LossAndGradient_AreThoseOfPyTorch() =>
        Check(Loss.NegativeBinomial, LikelihoodReference.NegativeBinomial);

    [Theory]
    [InlineData(0.3, -0.4, 0.7, 2)]
    [InlineData(-1.5, 1.2, -3, 5)]
    public void AnyLikelihood_Gradient_IsThatOfFiniteDifferences(double o0, double o1, double o2, double target)
    {
        foreach (Loss loss in (Loss[])[Loss.Gaussian, Loss.StudentT, Loss.NegativeBinomial])
        {
            double[] outputs = loss == Loss.StudentT ? [o0, o1, o2] : [o0, o1];
            (_, double[] gradient) = Evaluate(loss, outputs, target, scale: 3);
            for (int i = 0; i < outputs.Length; i++)
            {
                double[] more = [.. outputs];
                double[] less = [.. outputs];
                more[i] += 1e-5;
                less[i] -= 1e-5;
                double slope = (Evaluate(loss, more, target, 3).Loss - Evaluate(loss, less, target, 3).Loss) / 2e-5;
                gradient[i].Should().BeApproximately(slope, 1e-8 * Math.Max(1, Math.Abs(slope)), $"output {i} of {loss}");
            }
        }
    }

    [Fact]
    public void AnyLikelihood_AnySinglePrecisionOutput_IsFinite()
    {
        float[] extremes = [-3e38f, -1e20f, -200, -20, 0, 20, 200, 1e20f, 3e38f];
        foreach (Loss loss in (Loss[])[Loss.Gaussian, Loss.StudentT, Loss.NegativeBinomial])
        {
            foreach (float first in extremes)
            {
                foreach (float second in extremes)
                {
                    using DisposeScope scope = NewDisposeScope();
                    float[] outputs = loss == Loss.StudentT ? [first, second, second] : [first, second];
                    foreach (float target in (float[])[0, 7, 1e6f])
                    {
                        loss.Of(tensor(outputs).reshape(1, 1, 1, -1), tensor(target).reshape(1, 1, 1), ones(1, 1, 1))
                            .ToDouble().Should().Match(value => double.IsFinite(value), $"{loss} of {first}, {second}, {target}");
                    }
                }
            }
        }
    }

    [Fact]
    public void ScaledAbsolute_SeasonBelowOne_IsAnError() => FluentActions.Invoking(() => Loss.ScaledAbsolute(0))
        .Should().Throw<ArgumentOutOfRangeException>().WithParameterName("seasonLength");

    private static void Check(
        Loss loss, (double[] Outputs, double Target, double Scale, double Loss, double[] Gradient)[] rows)
    {
        foreach ((double[] outputs, double target, double scale, double expected, double[] slopes) in rows)
        {
            (double value, double[] gradient) = Evaluate(loss, outputs, target, scale);
            value.Should().BeApproximately(expected, 1e-8 * Math.Max(1, Math.Abs(expected)));
            for (int i = 0; i < slopes.Length; i++)
                gradient[i].Should().BeApproximately(slopes[i], 1e-7 * Math.Max(1, Math.Abs(slopes[i])));
        }
    }

    private static (double Loss, double[] Gradient) Evaluate(Loss loss, double[] outputs, double target, double scale)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor raw = tensor(outputs, requires_grad: true);
        Tensor value = loss.Of(
            raw.reshape(1, 1, 1, -1), tensor(target).reshape(1, 1, 1), tensor(scale).reshape(1, 1, 1));
        value.sum().backward();
        return (value.ToDouble(), raw.grad!.data<double>().ToArray());
    }
}
