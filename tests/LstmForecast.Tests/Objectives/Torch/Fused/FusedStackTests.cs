using CsCheck;
using LstmForecast.Objectives;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives.Torch;

/// <summary>The fused engine against TorchSharp's LSTMCell, step by step.</summary>
public sealed class FusedStackTests
{
    private const int Cases = 20;
    private const double Float32 = 2e-5;

    private static readonly Gen<StackCase> WithoutDropout = StackCase.Any.Select(one => one with { Dropout = 0 });

    private static readonly Gen<StackCase> WithDropoutAlone = StackCase.Any.Select(
        one => one with { Dropout = 0.3, Shape = one.Shape with { Normalization = Normalization.None } });

    [Fact]
    public void ForwardAndBackward_AnyShapeInFloat64_EqualTorchCells() => StackCase.Any.Sample(
        one =>
        {
            Dictionary<string, double[]> fused = one.Run(LayerRunner.Fused, ScalarType.Float64);
            Dictionary<string, double[]> cells = one.Run(LayerRunner.Cells, ScalarType.Float64);

            fused.Keys.Should().BeEquivalentTo(cells.Keys);
            foreach ((string name, double[] numbers) in fused)
                StackCase.Error(numbers, cells[name]).Should().BeLessThan(1e-11, name);
        },
        iter: Cases,
        threads: 1);

    /// <summary>
    /// Against float64. Sums that a normalisation makes cancel lose digits in either engine, by chance more in one, and
    /// where it divides by next to nothing so do TorchSharp's cells: there it may not be much more than theirs.
    /// </summary>
    [Fact]
    public void ForwardAndBackward_AnyShapeInFloat32_AreAsExactAsTorchCells() => WithoutDropout.Where(one => one.IsTellingInFloat32).Sample(
        one =>
        {
            Dictionary<string, double[]> exact = one.Run(LayerRunner.Cells, ScalarType.Float64);
            Dictionary<string, double[]> cells = one.Run(LayerRunner.Cells, ScalarType.Float32);

            foreach ((string name, double[] numbers) in one.Run(LayerRunner.Fused, ScalarType.Float32))
            {
                double least = one.Shape.Normalization == Normalization.None ? Float32 : 5 * Float32;
                double tolerance = Math.Max(least, 4 * StackCase.Error(cells[name], exact[name]));
                StackCase.Error(numbers, exact[name]).Should().BeLessThan(tolerance, name);
            }
        },
        iter: Cases,
        threads: 1);

    /// <summary>
    /// Libtorch draws other masks in float64, so that these are held against float32: both engines round.
    /// </summary>
    [Fact]
    public void ForwardAndBackward_DropoutInFloat32_EqualTorchCells() => WithDropoutAlone.Sample(
        one =>
        {
            Dictionary<string, double[]> cells = one.Run(LayerRunner.Cells, ScalarType.Float32);

            foreach ((string name, double[] numbers) in one.Run(LayerRunner.Fused, ScalarType.Float32))
                StackCase.Error(numbers, cells[name]).Should().BeLessThan(Float32, name);
        },
        iter: Cases,
        threads: 1);
}
