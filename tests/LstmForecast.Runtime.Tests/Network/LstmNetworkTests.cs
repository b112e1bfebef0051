using CsCheck;
using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network;

public sealed class LstmNetworkTests
{
    [Fact]
    public void Step_AnyShapeAndWeights_AgreesWithTheEquations() =>
        Gen.Select(RandomWeights.Shapes, Gen.Int[0, int.MaxValue], Gen.Int[1, 20]).Sample((shape, seed, steps) =>
        {
            Dictionary<string, double[]> weights = RandomWeights.For(shape, seed);
            ReferenceNetwork reference = RandomWeights.Reference(shape, weights);
            var network = LstmNetwork.Create(new NetworkWeights(shape, weights), Precision.Float64);
            NetworkState state = network.NewState();
            var random = new Random(seed);
            var output = new double[shape.OutputSize];
            for (int step = 0; step < steps; step++)
            {
                double[] input = [.. Enumerable.Range(0, shape.InputSize).Select(_ => 4 * random.NextDouble() - 2)];
                double[] expected = reference.Step(input);
                network.Step(input, state, output);
                if (!output.Zip(expected).All(pair => Close(pair.First, pair.Second))) return false;
            }

            return true;
        });

    /// <summary>
    /// One unit, one step by hand: i = f = o = sigmoid(0) = 1/2, g = tanh(1), so c = tanh(1)/2 and h = tanh(c)/2.
    /// </summary>
    [Fact]
    public void Step_OneUnit_IsTheFigureByHand()
    {
        var shape = new NetworkShape(1, [1], [], 1, Normalization.None);
        var weights = new Dictionary<string, double[]>
        {
            ["cells.0.weight_ih"] = [0, 0, 1, 0],
            ["cells.0.weight_hh"] = [0, 0, 0, 0],
            ["cells.0.bias_ih"] = [0, 0, 0, 0],
            ["cells.0.bias_hh"] = [0, 0, 0, 0],
            ["head.0.weight"] = [10],
            ["head.0.bias"] = [3],
        };
        var network = LstmNetwork.Create(new NetworkWeights(shape, weights), Precision.Float64);
        var output = new double[1];

        network.Step([1], network.NewState(), output);

        // Python: 3 + 10 * .5 * math.tanh(.5 * math.tanh(1))
        output[0].Should().BeApproximately(4.8169974219452625, 1e-14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Step_OutputIsTheInputsMemory_GivesTheSame(int headLayers)
    {
        var shape = new NetworkShape(2, [3, 2], [.. Enumerable.Repeat(4, headLayers)], 2, Normalization.Layer);
        var network = LstmNetwork.Create(new NetworkWeights(shape, RandomWeights.For(shape, 1)), Precision.Float64);
        double[] memory = [0.5, -0.25];
        var apart = new double[2];

        network.Step([0.5, -0.25], network.NewState(), apart);
        network.Step(memory, network.NewState(), memory);

        memory.Should().Equal(apart);
    }

    [Fact]
    public void Step_TwoStates_DoNotDisturbEachOther()
    {
        var shape = new NetworkShape(1, [4], [], 1, Normalization.None);
        var network = LstmNetwork.Create(new NetworkWeights(shape, RandomWeights.For(shape, 2)), Precision.Float64);
        NetworkState one = network.NewState(), other = network.NewState();
        double[] first = new double[1], second = new double[1];

        network.Step([1], one, first);
        network.Step([1], other, second);

        second.Should().Equal(first);
    }

    /// <summary>States are used again: what one series spoils, down to what fills up vectors, must not get into the next.</summary>
    [Theory]
    [InlineData("clear")]
    [InlineData("load")]
    [InlineData("copy")]
    public void Step_StateThatWasNotANumberIsSetAnew_IsAsOfANewOne(string how)
    {
        // Three units leave places in every vector.
        var shape = new NetworkShape(1, [3, 5], [], 1, Normalization.None);
        var network = LstmNetwork.Create(new NetworkWeights(shape, RandomWeights.For(shape, 4)), Precision.Float32);
        NetworkState fresh = network.NewState(), spoilt = network.NewState();
        double[] expected = new double[1], actual = new double[1];
        network.Step([double.NaN], spoilt, actual);
        actual[0].Should().Be(double.NaN);

        if (how == "clear") spoilt.ClearRow(0);
        if (how == "load") spoilt.LoadRow(0, new double[network.RowStateSize]);
        if (how == "copy") spoilt.CopyFrom(fresh);
        network.Step([0.5], spoilt, actual);
        network.Step([0.5], fresh, expected);

        actual.Should().Equal(expected);
    }

    /// <summary>Gates far from zero saturate; none may overflow into NaN.</summary>
    [Theory]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    public void Step_HugeInput_StaysFinite(double input)
    {
        var shape = new NetworkShape(1, [4], [], 1, Normalization.None);
        var network = LstmNetwork.Create(new NetworkWeights(shape, RandomWeights.For(shape, 3)), Precision.Float64);
        var output = new double[1];

        network.Step([input], network.NewState(), output);

        double.IsFinite(output[0]).Should().BeTrue();
    }

    [Fact]
    public void Dot_AnyLength_IsThePlainSum() =>
        Gen.Select(Gen.Int[-100, 100], Gen.Int[-100, 100]).Array[0, 40].Sample(pairs =>
        {
            double[] a = [.. pairs.Select(pair => (double)pair.Item1)];
            double[] b = [.. pairs.Select(pair => (double)pair.Item2)];

            // Whole numbers: the order of the sums cannot matter.
            return Numbers.Dot<double>(a, b) == pairs.Sum(pair => pair.Item1 * pair.Item2);
        });

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 1e-12 * Math.Max(1, Math.Abs(b));
}
