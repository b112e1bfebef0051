using LstmForecast.Network;
using LstmForecast.Objectives;

namespace LstmForecast.Tests.Objectives;

/// <summary>The stack against the equations, written down independently in <see cref="NaiveStack"/>.</summary>
public sealed class LstmStackEquationTests
{
    private const double Tolerance = 1e-10;

    public static TheoryData<int, int[], int[], Normalization> Shapes()
    {
        var data = new TheoryData<int, int[], int[], Normalization>();
        foreach (Normalization normalization in Enum.GetValues<Normalization>())
        {
            data.Add(1, [3], [], normalization);
            data.Add(1, [5, 5], [], normalization);
            data.Add(2, [4, 7, 3], [5], normalization);
            data.Add(3, [6, 2], [4, 3], normalization);
            data.Add(4, [3, 9], [1], normalization);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_ForcedThenFree_AgreesWithTheEquations(
        int channels, int[] hidden, int[] heads, Normalization normalization)
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(channels, hidden, heads, channels, normalization));
        double[][][] input = Example.Input(series: 3, time: 9, channels);
        using LstmStack stack = Example.Stack(weights);

        double[] output = Example.Run(stack, input, future: 6);

        Example.ShouldAgree(output, Example.Flat(new NaiveStack(weights).Forward(input, future: 6)), Tolerance);
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(1, 3)]
    public void Forward_UnequalInputsAndOutputs_AgreesWithTheEquations(int inputs, int outputs)
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(inputs, [5, 4], [3], outputs, Normalization.None));
        double[][][] input = Example.Input(series: 2, time: 7, inputs);
        using LstmStack stack = Example.Stack(weights);

        Example.ShouldAgree(
            Example.Run(stack, input), Example.Flat(new NaiveStack(weights).Forward(input)), Tolerance);
    }

    [Fact]
    public void Forward_TheArticlesShape_AgreesWithTheEquations()
    {
        NetworkWeights weights = WeightInitializer.Initialize(
            new NetworkShape(1, [64, 64], [], 1, Normalization.None), seed: 0, Precision.Float64);
        double[][][] input = Example.Input(series: 2, time: 40, channels: 1);
        using LstmStack stack = Example.Stack(weights);

        double[] output = Example.Run(stack, input, future: 20);

        Example.ShouldAgree(output, Example.Flat(new NaiveStack(weights).Forward(input, future: 20)), Tolerance);
    }

    [Theory]
    [InlineData(Normalization.None)]
    [InlineData(Normalization.Layer)]
    [InlineData(Normalization.Batch)]
    public void Forward_Future_IsAsIfItsOutputsHadBeenFedIn(Normalization normalization)
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(2, [5, 4], [3], 2, normalization));
        double[][][] input = Example.Input(series: 1, time: 8, channels: 2);
        using LstmStack stack = Example.Stack(weights);
        double[] free = Example.Run(stack, input, future: 5);
        // Outputs at time 7 to 11 are the inputs of time 8 to 12.
        double[][] fed = [.. input[0], .. free.Chunk(2).Skip(7).Take(5)];

        Example.ShouldAgree(Example.Run(stack, [fed]), free, 1e-13);
    }

    [Fact]
    public void Forward_SeriesSideBySide_DoNotKnowOfEachOther()
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(1, [4, 3], [], 1, Normalization.Layer));
        double[][][] input = Example.Input(series: 3, time: 6, channels: 1);
        using LstmStack stack = Example.Stack(weights);

        double[] together = Example.Run(stack, input, future: 2);

        Example.ShouldAgree(
            together, [.. input.SelectMany(one => Example.Run(stack, [one], future: 2))], 1e-13);
    }

    [Fact]
    public void Forward_FutureWithUnequalInputsAndOutputs_SaysSo()
    {
        using LstmStack stack = Example.Stack(Example.Weights(new NetworkShape(3, [4], [], 1, Normalization.None)));

        Action act = () => Example.Run(stack, Example.Input(1, 4, 3), future: 1);

        act.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("future").WithMessage(
            "A network with 3 inputs and 1 outputs cannot feed on its own output.*");
    }
}
