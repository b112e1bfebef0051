using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Runtime.Tests.Forecasting;
using LstmForecast.Runtime.Tests.Network;
using LstmForecast.Unrolling;

namespace LstmForecast.Runtime.Tests.Unrolling;

/// <summary>The one loop over time, against a network of scalars that is stepped by hand.</summary>
public sealed class RowBlockTests
{
    private const double Tolerance = 1e-12;

    private static readonly NetworkShape Shape = new(1, [5, 3], [], 1, Normalization.None);

    private static readonly Dictionary<string, double[]> Weights = RandomWeights.For(Shape, seed: 3);

    private static readonly ModelDefinition Model = Models.From(Shape, Weights).Definition;

    private static readonly LstmNetwork Network = LstmNetwork.Create(Model.Weights, Model.Precision);

    [Fact]
    public void Step_RowsThatPause_StandWhereTheirOwnPointsLeftThem()
    {
        RowBlock block = Block(rows: 3);
        ReferenceNetwork[] references = [.. Enumerable.Range(0, 3).Select(_ => Reference())];
        double[][] last = [[], [], []];
        for (int time = 0; time < 12; time++)
        {
            for (int row = 0; row < 3; row++)
            {
                // Row 0 never pauses, row 1 begins late, row 2 has every third point.
                if ((row == 1 && time < 4) || (row == 2 && time % 3 != 0)) continue;
                block.Observe(row, [Value(row, time)]);
                last[row] = references[row].Step([Value(row, time)]);
            }

            block.Step();
        }

        for (int row = 0; row < 3; row++) block.Output(row)[0].Should().BeApproximately(last[row][0], Tolerance);
    }

    [Fact]
    public void RunAhead_ChosenValues_AreThoseOfANetworkFedWithItsOwnOutput()
    {
        RowBlock block = Block(rows: 2);
        ReferenceNetwork[] references = [Reference(), Reference()];
        double[][] last = [[], []];
        for (int time = 0; time < 9; time++)
        {
            for (int row = 0; row < 2; row++)
            {
                block.Observe(row, [Value(row, time)]);
                last[row] = references[row].Step([Value(row, time)]);
            }

            block.Step();
        }

        var ahead = new double[2 * 5];
        block.RunAhead(5, (_, parameters, _) => parameters[0], ahead);

        for (int row = 0; row < 2; row++)
        {
            for (int step = 0; step < 5; step++)
            {
                ahead[row * 5 + step].Should().BeApproximately(last[row][0], Tolerance);
                last[row] = references[row].Step(last[row]);
            }
        }
    }

    // A stream forecasts on a copy and goes on; a sample path starts from a row that others start from as well.
    [Fact]
    public void CopyRow_OriginalThatGoesOn_LeavesTheCopyWhereItWas()
    {
        RowBlock block = Block(rows: 1);
        for (int time = 0; time < 6; time++) Feed(block, Value(0, time));
        RowBlock copy = Block(rows: 2);
        copy.CopyRow(1, block, from: 0);
        double before = block.Output(0)[0];

        Feed(block, 0.9);

        copy.Output(1)[0].Should().Be(before);
        block.Output(0)[0].Should().NotBe(before);
    }

    private static void Feed(RowBlock block, double value)
    {
        block.Observe(0, [value]);
        block.Step();
    }

    private static double Value(int row, int time) => Math.Sin(0.4 * time + row);

    private static ReferenceNetwork Reference() => new(Shape.HiddenSizes, headLayers: 1, Normalization.None, Weights);

    private static RowBlock Block(int rows)
    {
        TimeSeries none = new("A", [], Models.ChannelNames(1));
        SeriesFeed[] feeds =
        [
            .. Enumerable.Range(0, rows).Select(_ =>
                new SeriesFeed(Model, none, KnownValues.Of(Model, none, future: null, ahead: 1), capacity: null)),
        ];
        return new RowBlock(Network, Model.Output, Network.NewState(rows), feeds);
    }
}
