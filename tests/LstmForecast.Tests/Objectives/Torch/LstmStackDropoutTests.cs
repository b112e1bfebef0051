using LstmForecast.Network;
using LstmForecast.Objectives;

namespace LstmForecast.Tests.Objectives;

public sealed class LstmStackDropoutTests
{
    private const int Units = 8;
    private const double Share = 0.3;
    private static readonly NetworkShape TwoLayers = new(1, [Units, Units], [], Units, Normalization.None);
    private static readonly double[][][] Input = Example.Input(series: 50, time: 20, channels: 1);

    [Fact]
    public void Forward_InEvaluation_DropsNothing()
    {
        NetworkWeights weights = Example.Weights(TwoLayers);
        using LstmStack without = Example.Stack(weights);
        using LstmStack with = Example.Stack(weights, dropout: Share);

        Example.Run(with, Input).Should().Equal(Example.Run(without, Input));
    }

    [Fact]
    public void Forward_InTraining_IsDecidedByTheSeedAlone()
    {
        using LstmStack stack = Example.Stack(Example.Weights(TwoLayers), dropout: Share);
        stack.train();
        double[][] outputs = [.. new long[] { 7, 8, 7 }.Select(seed =>
        {
            stack.DropoutSeed = seed;
            return Example.Run(stack, Input);
        })];

        outputs[2].Should().Equal(outputs[0]);
        outputs[1].Should().NotEqual(outputs[0]);
    }

    [Fact]
    public void Forward_OneLayer_DropsNothing()
    {
        NetworkWeights weights = Example.Weights(new NetworkShape(1, [Units], [4], 1, Normalization.None));
        using LstmStack without = Example.Stack(weights);
        using LstmStack with = Example.Stack(weights, dropout: Share);
        with.train();

        Example.Run(with, Input).Should().Equal(Example.Run(without, Input));
    }

    [Fact]
    public void Forward_SecondLayerDeafToTheFirst_IsWithoutDropout()
    {
        NetworkWeights weights = Example.Weights(TwoLayers);
        Array.Clear(weights["cells.1.weight_ih"]);
        using LstmStack without = Example.Stack(weights);
        using LstmStack with = Example.Stack(weights, dropout: Share);
        with.train();

        // Neither what the last layer hands to the head nor what it hands to its own next step is thinned.
        Example.Run(with, Input).Should().Equal(Example.Run(without, Input));
    }

    [Fact]
    public void Forward_InTraining_DropsOrScalesUpWhatTheFirstLayerHandsOn()
    {
        double[] whole = Example.Flat(new NaiveStack(FirstLayerAlone()).Forward(Input));

        double[] thinned = HandedOn();

        double[] scaled = [.. thinned.Zip(whole, (one, full) => one / full)];
        scaled.Should().OnlyContain(
            factor => Math.Abs(factor) < 1e-8 || Math.Abs(factor - 1 / (1 - Share)) < 1e-8,
            "the state the layer hands to its own next step is whole");
        double dropped = scaled.Count(factor => factor < 0.5) / (double)scaled.Length;
        dropped.Should().BeApproximately(Share, 0.02);
        scaled.Average().Should().BeApproximately(1, 0.03);
    }

    [Fact]
    public void Forward_InTraining_DropsOthersInEverySeriesAndAtEveryStep()
    {
        bool[][] dropped = [.. HandedOn().Select(value => value == 0).Chunk(Units)];

        // 2^8 patterns, not equally likely: repeats of one mask would leave a handful.
        dropped.Take(20).Select(Pattern).Distinct().Should().HaveCountGreaterThan(10, "of the steps of one series");
        dropped.Where((_, i) => i % 20 == 0).Select(Pattern).Distinct().Should()
            .HaveCountGreaterThan(20, "of the series at one step");

        static string Pattern(bool[] units) => string.Concat(units.Select(unit => unit ? '0' : '1'));
    }

    /// <summary>
    /// What the second layer sees of the first, <c>[series, time, unit]</c>: a second layer that forgets, with open
    /// gates and the identity for weights, gives tanh(tanh(x)), which can be undone.
    /// </summary>
    private static double[] HandedOn()
    {
        NetworkWeights weights = Example.Weights(TwoLayers);
        foreach (string name in new[] { "weight_ih", "weight_hh", "bias_ih", "bias_hh" })
            Array.Clear(weights[$"cells.1.{name}"]);
        Array.Fill(weights["cells.1.bias_ih"], 1000, 0, Units);
        Array.Fill(weights["cells.1.bias_ih"], -1000, Units, Units);
        Array.Fill(weights["cells.1.bias_ih"], 1000, 3 * Units, Units);
        Identity().CopyTo(weights["cells.1.weight_ih"], 2 * Units * Units);
        Identity().CopyTo(weights["head.0.weight"], 0);
        Array.Clear(weights["head.0.bias"]);
        using LstmStack stack = Example.Stack(weights, dropout: Share);
        stack.train();
        return [.. Example.Run(stack, Input).Select(value => Math.Atanh(Math.Atanh(value)))];
    }

    private static NetworkWeights FirstLayerAlone()
    {
        NetworkWeights both = Example.Weights(TwoLayers);
        var shape = new NetworkShape(1, [Units], [], Units, Normalization.None);
        Dictionary<string, double[]> values = shape.Weights().ToDictionary(
            weight => weight.Name,
            weight => weight.Name switch
            {
                "head.0.weight" => Identity(),
                "head.0.bias" => new double[Units],
                _ => both[weight.Name],
            });
        return new NetworkWeights(shape, values);
    }

    private static double[] Identity() =>
        [.. Enumerable.Range(0, Units * Units).Select(i => i % (Units + 1) == 0 ? 1.0 : 0.0)];
}
