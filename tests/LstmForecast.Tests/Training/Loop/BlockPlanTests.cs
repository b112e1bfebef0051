using LstmForecast.Network;
using LstmForecast.Objectives;

namespace LstmForecast.Tests.Training;

public sealed class BlockPlanTests
{
    private static readonly NetworkShape Article = new(1, [64, 64], [], 1, Normalization.None);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void For_EnoughMemory_HasBlocksThatDoNotDependOnTheThreads(int threads)
    {
        BlockPlan plan = BlockPlan.For(Article, steps: 999, sizeof(float), threads, megabytes: 100_000);

        plan.Should().Be(new BlockPlan(6, threads, int.MaxValue));
    }

    [Theory]
    // (8 x 64 + 2 x 1 + 8 x 64 + 2 x 64) x 999 steps x 4 bytes is 4.4 MB a series.
    [InlineData(100, 2, 6, 2)]
    [InlineData(40, 2, 6, 1)]
    [InlineData(20, 2, 4, 1)]
    [InlineData(5, 8, 1, 1)]
    public void For_LessMemory_WorksOnFewerSeriesAtOnce(int megabytes, int threads, int rows, int atOnce)
    {
        BlockPlan plan = BlockPlan.For(Article, steps: 999, sizeof(float), threads, megabytes);

        plan.Should().Be(new BlockPlan(rows, atOnce, int.MaxValue));
    }

    [Fact]
    public void For_TooLittleForOneSeries_KeepsThePartOfItsGatesThatFits()
    {
        BlockPlan plan = BlockPlan.For(Article, steps: 100_000, sizeof(float), threads: 2, megabytes: 200);

        // 200 MB less outputs, their derivatives and inputs, 100,000 x (4 x 64 + 1 + 64) x 4 bytes; (6 x 64 + 1 + 6 x 64 + 64) x 4 a step.
        plan.Should().Be(new BlockPlan(1, 1, (200 * 1024 * 1024 - 100_000 * 321 * 4) / (833 * 4)));
    }

    [Fact]
    public void For_FarTooLittle_StillTrains() =>
        BlockPlan.For(Article, steps: 10_000_000, sizeof(double), threads: 2, megabytes: 1)
            .Should().Be(new BlockPlan(1, 1, 32));

    [Fact]
    public void For_BatchNormalization_KeepsAllSeriesTogether() =>
        BlockPlan.For(Article with { Normalization = Normalization.Batch }, 999, sizeof(float), threads: 2, megabytes: 1)
            .Should().Be(new BlockPlan(int.MaxValue, 1, int.MaxValue));
}
