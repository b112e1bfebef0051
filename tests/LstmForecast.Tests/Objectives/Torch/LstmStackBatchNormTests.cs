using LstmForecast.Network;
using LstmForecast.Objectives;

namespace LstmForecast.Tests.Objectives;

public sealed class LstmStackBatchNormTests
{
    private const double Tolerance = 1e-10;
    private static readonly NetworkShape Shape = new(2, [4, 3], [], 2, Normalization.Batch);

    [Fact]
    public void Forward_InTraining_NormalisesOverTheSeriesAtEachStep()
    {
        NetworkWeights weights = Example.Weights(Shape);
        double[][][] input = Example.Input(series: 5, time: 6, channels: 2);
        using LstmStack stack = Example.Stack(weights);
        stack.train();

        double[] output = Example.Run(stack, input, future: 3);

        double[][][] expected = new NaiveStack(weights, training: true).Forward(input, future: 3);
        Example.ShouldAgree(output, Example.Flat(expected), Tolerance);
    }

    [Fact]
    public void Forward_InTraining_MovesTheRunningStatisticsOnceAStep()
    {
        NetworkWeights weights = Example.Weights(Shape);
        double[][][] input = Example.Input(series: 5, time: 6, channels: 2);
        using LstmStack stack = Example.Stack(weights);
        stack.train();
        var naive = new NaiveStack(weights, training: true);

        Example.Run(stack, input);
        naive.Forward(input);

        NetworkWeights after = StackWeights.Export(stack);
        naive.Running.Should().HaveCount(4);
        foreach ((string name, double[] expected) in naive.Running)
        {
            Example.ShouldAgree(after[name], expected, Tolerance);
            expected.Should().NotEqual(weights[name]);
        }
    }

    [Fact]
    public void Forward_InEvaluation_LeavesTheRunningStatistics()
    {
        NetworkWeights weights = Example.Weights(Shape);
        using LstmStack stack = Example.Stack(weights);

        Example.Run(stack, Example.Input(series: 5, time: 6, channels: 2));

        NetworkWeights after = StackWeights.Export(stack);
        foreach ((string name, _) in Shape.Weights()) after[name].Should().Equal(weights[name]);
    }
}
