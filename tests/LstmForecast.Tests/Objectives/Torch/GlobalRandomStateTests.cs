using LstmForecast.Backend;
using LstmForecast.Network;
using LstmForecast.Objectives;
using static TorchSharp.torch;

namespace LstmForecast.Tests.Objectives;

/// <summary>A caller's own random numbers do not depend on what the library did in between.</summary>
[Collection(nameof(ProcessWide))]
public sealed class GlobalRandomStateTests
{
    [Fact]
    public void Preserve_MakingAStack_LeavesTheStateAsItWas()
    {
        Moves(() => Make().Dispose()).Should().BeTrue("or there would be nothing to preserve");
        Moves(() => GlobalRandomState.Preserve(Make).Dispose()).Should().BeFalse();
    }

    [Fact]
    public void Preserve_MakingThrows_LeavesTheStateAsItWas() => Moves(() =>
    {
        Action act = () => GlobalRandomState.Preserve<LstmStack>(() =>
        {
            using LstmStack stack = Make();
            throw new InvalidOperationException();
        });
        act.Should().Throw<InvalidOperationException>();
    }).Should().BeFalse();

    [Fact]
    public void Fit_WithDropout_LeavesTheStateAsItWas()
    {
        var forecaster = new SequenceForecaster(new() { HiddenSizes = [3, 3], Dropout = 0.5 });

        Moves(() => forecaster.Fit(SineWaves.Generate(4, 12, 2), new SgdTraining { Epochs = 1 })).Should().BeFalse();
    }

    /// <summary>To draw and put back would let other threads see the same numbers twice.</summary>
    [Theory]
    [InlineData(Normalization.Layer)]
    [InlineData(Normalization.Batch)]
    public void FusedStack_Made_DrawsNothing(Normalization normalization) =>
        Moves(() => new LstmStack(
            new NetworkShape(5, [4, 3], [2], 1, normalization) { Embeddings = [new EmbeddingShape(3, 2)] },
            dropout: 0.5,
            ScalarType.Float32,
            LayerRunner.Fused).Dispose()).Should().BeFalse();

    private static LstmStack Make() =>
        new(new NetworkShape(1, [4], [], 1, Normalization.None), dropout: 0, ScalarType.Float32);

    private static bool Moves(Action work)
    {
        NativeBackend.EnsureLoaded();
        using Tensor before = get_rng_state();
        work();
        using Tensor after = get_rng_state();
        return !before.bytes.SequenceEqual(after.bytes);
    }
}
