using LstmForecast.Network;
using LstmForecast.Objectives;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

/// <summary>The network without TorchSharp against the TorchSharp network, for every option there is.</summary>
public sealed class LstmNetworkTests
{
    public static TheoryData<Normalization, Precision, int[], int[], int> Options()
    {
        var data = new TheoryData<Normalization, Precision, int[], int[], int>();
        var options =
            from normalization in Enum.GetValues<Normalization>()
            from precision in Enum.GetValues<Precision>()
            from hidden in new int[][] { [5], [4, 6], [7, 3, 9] }
            from heads in new int[][] { [], [3], [6, 2] }
            from channels in new[] { 1, 3 }
            select (normalization, precision, hidden, heads, channels);
        foreach ((Normalization normalization, Precision precision, int[] hidden, int[] heads, int channels) in options)
            data.Add(normalization, precision, hidden, heads, channels);
        return data;
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void Step_ForcedThenFree_AgreesWithTheStack(
        Normalization normalization, Precision precision, int[] hidden, int[] heads, int channels)
    {
        const int Future = 5;
        ScalarType type = precision == Precision.Float32 ? ScalarType.Float32 : ScalarType.Float64;
        NetworkWeights weights = Example.Weights(
            new NetworkShape(channels, hidden, heads, channels, normalization), precision);
        double[][][] input = Example.Input(series: 2, time: 10, channels);
        using LstmStack stack = Example.Stack(weights, type);
        var network = LstmNetwork.Create(weights, precision);

        double[] outputs = [.. input.SelectMany(one => Run(network, one, Future))];

        double[] expected = Example.Run(stack, input, Future, type);
        double magnitude = expected.Max(Math.Abs);
        Example.ShouldAgree(outputs, expected, precision == Precision.Float32 ? 1e-5 * magnitude : 1e-10);
    }

    [Fact]
    public void Step_UnequalInputsAndOutputs_AgreesWithTheStack()
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(4, [5, 3], [6], 2, Normalization.Layer));
        double[][][] input = Example.Input(series: 1, time: 10, channels: 4);
        using LstmStack stack = Example.Stack(weights);

        var network = LstmNetwork.Create(weights, Precision.Float64);

        Example.ShouldAgree(Run(network, input[0], 0), Example.Run(stack, input), 1e-10);
    }

    [Fact]
    public void Step_OutputOverTheInput_IsTheSame()
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(3, [5, 4], [2], 3, Normalization.Layer));
        var network = LstmNetwork.Create(weights, Precision.Float64);
        double[] apart = [0.1, -0.2, 0.3];
        double[] shared = [.. apart];
        NetworkState first = network.NewState();
        NetworkState second = network.NewState();
        for (int step = 0; step < 4; step++)
        {
            double[] output = new double[3];
            network.Step(apart, first, output);
            apart = output;
            network.Step(shared, second, shared);
        }

        shared.Should().Equal(apart);
    }

    private static double[] Run(LstmNetwork network, double[][] input, int future)
    {
        NetworkState state = network.NewState();
        var outputs = new List<double>();
        double[] output = new double[network.Shape.OutputSize];
        for (int t = 0; t < input.Length + future; t++)
        {
            network.Step(t < input.Length ? input[t] : [.. output], state, output);
            outputs.AddRange(output);
        }

        return [.. outputs];
    }
}
