using CsCheck;
using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

public sealed class LayerBackwardTests
{
    public static TheoryData<int> Widths => KernelWidths.All;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Backward_AnyShape_EqualsTheChainRule(int width) => LayerCase.Any.Sample(
        layer =>
        {
            var expected = NaiveLayer.Run(layer).Gradients;
            LayerShould.BeClose(KernelRun<double>.All((SimdWidth)width, layer).Gradients, expected, 1e-11);
            LayerShould.BeClose(KernelRun<float>.All((SimdWidth)width, layer).Gradients, expected, 1e-5);
        },
        iter: 25);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Backward_SmallShape_EqualsFiniteDifferences(int width) => LayerCase.Small.Sample(
        layer =>
        {
            double Loss(LayerCase changed)
            {
                LayerResult result = KernelRun<double>.All((SimdWidth)width, changed);
                return Dot(result.Y, layer.DY) + Dot(result.H, layer.DH) + Dot(result.C, layer.DC);
            }

            (string, double[])[] expected =
            [
                ("weight_ih", Differences(layer.WeightIh, changed => Loss(layer with { WeightIh = changed }))),
                ("weight_hh", Differences(layer.WeightHh, changed => Loss(layer with { WeightHh = changed }))),
                ("bias", Differences(layer.Bias, changed => Loss(layer with { Bias = changed }))),
                ("input", Differences(layer.X, changed => Loss(layer with { X = changed }))),
                ("h0", Differences(layer.H0, changed => Loss(layer with { H0 = changed }))),
                ("c0", Differences(layer.C0, changed => Loss(layer with { C0 = changed }))),
            ];

            LayerShould.BeClose(KernelRun<double>.All((SimdWidth)width, layer).Gradients, expected, 1e-7);
        },
        iter: 4);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Backward_NobodyWantsTheInputGradient_GivesTheSameBitsOfTheOthers(int width) => LayerCase.Any.Sample(
        layer =>
        {
            var usual = new KernelRun<float>((SimdWidth)width, layer);
            var other = new KernelRun<float>((SimdWidth)width, layer);

            usual.Backward(usual.Forward());
            other.Backward(other.Forward(), withInput: false);

            double[] unwritten = other.Result.DX;
            unwritten.Should().OnlyContain(value => double.IsNaN(value));
            LayerShould.BeTheSameBits(
                other.Result.Gradients, (usual.Result with { DX = unwritten }).Gradients);
        },
        iter: 10);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Backward_WeightGradientHoldsSomething_IsAddedToIt(int width)
    {
        var layer = new LayerCase(Rows: 7, Steps: 20, Input: 3, Hidden: 9, Seed: 1);
        var run = new KernelRun<double>((SimdWidth)width, layer);
        run.WeightGradient.Span.Fill(1000);

        run.Backward(run.Forward());

        run.Result.DBias.Zip(NaiveLayer.Run(layer).DBias, (a, e) => Math.Abs(a - 1000 - e)).Max()
            .Should().BeLessThan(1e-10);
    }

    /// <summary>Units are filled up to whole vectors; what fills them up must stay out of everything.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void ForwardAndBackward_UnitsThatFillUpVectors_StayZero(int width) => LayerCase.Any.Sample(
        layer =>
        {
            var run = new KernelRun<float>((SimdWidth)width, layer);
            LayerTrace<float> trace = run.Forward();

            run.Backward(trace);

            (int units, int ofABlock) = (run.Size.Units, run.Size.BlockUnits);
            AlignedBuffer<float>[] byUnits = [run.State.Hidden, run.State.Cell, run.Gradient.Hidden, run.Gradient.Cell, trace.Cells];
            foreach (AlignedBuffer<float> buffer in byUnits)
            {
                buffer.Span.ToArray().Where((_, i) => i % units >= layer.Hidden).All(value => value == 0)
                    .Should().BeTrue();
            }

            // By blocks of units, as many numbers of each.
            foreach (AlignedBuffer<float> buffer in (AlignedBuffer<float>[])[trace.Gates, run.WeightGradient])
            {
                int ofBlock = buffer.Length / run.Size.Blocks;
                buffer.Span.ToArray().Where((_, i) => i / ofBlock * ofABlock + i % ofABlock >= layer.Hidden).All(value => value == 0)
                    .Should().BeTrue();
            }
        },
        iter: 10);

    private static double[] Differences(double[] at, Func<double[], double> loss)
    {
        const double Step = 1e-5;
        double Moved(int i, double by)
        {
            double[] moved = [.. at];
            moved[i] += by;
            return loss(moved);
        }

        return [.. at.Select((_, i) => (Moved(i, Step) - Moved(i, -Step)) / (2 * Step))];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
