using System.Numerics;
using CsCheck;
using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network.Kernel;

public sealed class LayerForwardTests
{
    private const int Cases = 25;

    public static TheoryData<int> Widths => KernelWidths.All;

    [Theory]
    [MemberData(nameof(Widths))]
    public void Forward_AnyShape_EqualsTheEquations(int width) => LayerCase.Any.Sample(
        layer =>
        {
            var expected = NaiveLayer.Run(layer).Forward;
            LayerShould.BeClose(KernelRun<double>.All((SimdWidth)width, layer).Forward, expected, 1e-12);
            LayerShould.BeClose(KernelRun<float>.All((SimdWidth)width, layer).Forward, expected, 1e-5);
        },
        iter: Cases);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Forward_WithoutTrace_GivesTheSameBits(int width) => LayerCase.Any.Sample(
        layer =>
        {
            AssertSame<double>((SimdWidth)width, layer, run => run.Forward(0, layer.Steps, trace: null));
            AssertSame<float>((SimdWidth)width, layer, run => run.Forward(0, layer.Steps, trace: null));
        },
        iter: Cases);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Forward_OneStepAtATimeWithCarriedState_GivesTheSameBits(int width) => LayerCase.Any.Sample(
        layer =>
        {
            AssertSame<double>((SimdWidth)width, layer, run => StepByStep(run, layer.Steps));
            AssertSame<float>((SimdWidth)width, layer, run => StepByStep(run, layer.Steps));
        },
        iter: Cases);

    [Theory]
    [MemberData(nameof(Widths))]
    public void Step_OneAfterTheOther_GivesTheBitsOfAllAtOnce(int width) => LayerCase.Any.Sample(
        layer =>
        {
            AssertSame<double>((SimdWidth)width, layer, run => run.Steps());
            AssertSame<float>((SimdWidth)width, layer, run => run.Steps());
        },
        iter: Cases);

    /// <summary>Not to the bit: a row alone is computed in another tile, which may round otherwise.</summary>
    [Theory]
    [MemberData(nameof(Widths))]
    public void Forward_EachRowAlone_GivesWhatTheBlockGives(int width) => LayerCase.Any.Sample(
        layer =>
        {
            LayerResult block = KernelRun<double>.All((SimdWidth)width, layer);
            for (int row = 0; row < layer.Rows; row++)
            {
                LayerResult alone = KernelRun<double>.All((SimdWidth)width, layer.Row(row));
                LayerShould.BeClose(
                    alone.Forward, block.Forward.Select(one => (one.Name, layer.Part(one.Values, row))), 1e-13);
            }
        },
        iter: 5);

    private static void StepByStep<T>(KernelRun<T> run, int steps)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int step = 0; step < steps; step++) run.Forward(step, 1, trace: null);
    }

    private static void AssertSame<T>(SimdWidth width, LayerCase layer, Action<KernelRun<T>> otherwise)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var usual = new KernelRun<T>(width, layer);
        var other = new KernelRun<T>(width, layer);

        usual.Forward();
        otherwise(other);

        LayerShould.BeTheSameBits(other.Result.Forward, usual.Result.Forward);
        other.NothingElseIsWritten.Should().BeTrue();
    }
}
