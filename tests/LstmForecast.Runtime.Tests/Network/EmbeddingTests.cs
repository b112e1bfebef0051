using LstmForecast.Network;

namespace LstmForecast.Runtime.Tests.Network;

public sealed class EmbeddingTests
{
    [Fact]
    public void Step_Categories_AreReplacedByTheRowsOfTheirTables()
    {
        // Two numbers, then two categories, which become three and two numbers.
        var shape = new NetworkShape(4, [5, 3], [], 2, Normalization.Layer) { Embeddings = [new(4, 3), new(2, 2)] };
        Dictionary<string, double[]> weights = RandomWeights.For(shape, seed: 6);
        double[] first = weights["embeddings.0.weight"], second = weights["embeddings.1.weight"];
        ReferenceNetwork[] references = [RandomWeights.Reference(shape, weights), RandomWeights.Reference(shape, weights)];
        LstmNetwork network = LstmNetwork.Create(new NetworkWeights(shape, weights), Precision.Float64);
        NetworkState state = network.NewState(rows: 2);
        var output = new double[4];
        for (int step = 0; step < 6; step++)
        {
            double x = Math.Sin(step), y = Math.Cos(step);

            network.Step([x, y, 3, 0, y, x, 1, 1], state, output);

            double[] one = references[0].Step([x, y, first[9], first[10], first[11], second[0], second[1]]);
            double[] other = references[1].Step([y, x, first[3], first[4], first[5], second[2], second[3]]);
            output.Should().Equal([.. one, .. other], (a, b) => Math.Abs(a - b) < 1e-12);
        }
    }
}
