using LstmForecast.Network;
using LstmForecast.Objectives;

namespace LstmForecast.Tests.Objectives;

public sealed class WeightInitializerTests
{
    private static readonly NetworkShape Shape = new(2, [64, 25], [49], 2, Normalization.Batch);

    [Theory]
    [InlineData("cells.0.", 64)]
    [InlineData("cells.1.", 25)]
    [InlineData("head.0.", 25)]
    [InlineData("head.1.", 49)]
    public void Initialize_CellsAndLinearLayers_FillPlusMinusOneOverTheRoot(string prefix, int hiddenOrInputs)
    {
        double bound = 1 / Math.Sqrt(hiddenOrInputs);
        NetworkWeights weights = WeightInitializer.Initialize(Shape, seed: 3, Precision.Float64);
        string[] names = [.. Names().Where(name => name.StartsWith(prefix, StringComparison.Ordinal))];
        double[] all = [.. names.SelectMany(name => weights[name])];

        all.Should().OnlyContain(value => Math.Abs(value) <= bound);
        // Biases of the last layer are but two numbers; the matrices show the spread.
        foreach (double[] values in names.Select(name => weights[name]).Where(values => values.Length > 90))
        {
            values.Max().Should().BeGreaterThan(0.9 * bound);
            values.Min().Should().BeLessThan(-0.9 * bound);
            values.Average().Should().BeApproximately(0, 0.2 * bound);
            // The variance of a uniform distribution over a width of 2 bound.
            values.Average(value => value * value).Should().BeApproximately(bound * bound / 3, 0.2 * bound * bound / 3);
        }

        all.Distinct().Should().HaveCount(all.Length, "no two weights are drawn together");
    }

    [Fact]
    public void Initialize_Normalisations_AreNeutral()
    {
        NetworkWeights weights = WeightInitializer.Initialize(Shape, seed: 3, Precision.Float32);

        for (int layer = 0; layer < 2; layer++)
        {
            weights[$"norms.{layer}.weight"].Should().OnlyContain(value => value == 1);
            weights[$"norms.{layer}.bias"].Should().OnlyContain(value => value == 0);
            weights[$"norms.{layer}.running_mean"].Should().OnlyContain(value => value == 0);
            weights[$"norms.{layer}.running_var"].Should().OnlyContain(value => value == 1);
        }
    }

    [Fact]
    public void Initialize_SameSeed_GivesTheSameNumbers() =>
        Numbers(seed: 3, Precision.Float64).Should().Equal(Numbers(seed: 3, Precision.Float64));

    [Fact]
    public void Initialize_OtherSeed_GivesOtherNumbers()
    {
        double[] cells = Cells(seed: 3);

        cells.Intersect(Cells(seed: 4)).Should().BeEmpty();

        static double[] Cells(long seed) =>
            WeightInitializer.Initialize(Shape, seed, Precision.Float64)["cells.0.weight_hh"];
    }

    [Fact]
    public void Initialize_Float32_RoundsTheNumbersOfFloat64() =>
        Numbers(seed: 3, Precision.Float32).Should().Equal(
            Numbers(seed: 3, Precision.Float64).Select(value => (double)(float)value));

    [Fact]
    public void Initialize_OtherNormalization_GivesTheSameCells()
    {
        NetworkWeights with = WeightInitializer.Initialize(Shape, seed: 3, Precision.Float64);
        NetworkWeights without = WeightInitializer.Initialize(
            Shape with { Normalization = Normalization.None }, seed: 3, Precision.Float64);

        without["cells.1.weight_ih"].Should().Equal(with["cells.1.weight_ih"]);
        without["head.1.weight"].Should().Equal(with["head.1.weight"]);
    }

    private static IEnumerable<string> Names() => Shape.Weights().Select(weight => weight.Name);

    private static double[] Numbers(long seed, Precision precision)
    {
        NetworkWeights weights = WeightInitializer.Initialize(Shape, seed, precision);
        return [.. Names().SelectMany(name => weights[name])];
    }
}
