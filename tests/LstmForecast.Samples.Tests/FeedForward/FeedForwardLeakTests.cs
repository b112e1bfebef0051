using LstmForecast.Samples.FeedForward;
using static TorchSharp.torch;

namespace LstmForecast.Samples.Tests.FeedForward;

/// <summary>
/// TorchSharp counts two tensors too many whenever it makes a linear layer, though it frees them; a fit may leave no
/// more behind than the making of its two layers.
/// </summary>
[Collection(nameof(FeedForwardLeakTests)), CollectionDefinition(nameof(FeedForwardLeakTests), DisableParallelization = true)]
public sealed class FeedForwardLeakTests
{
    private static readonly TimeSeries Player = MinutesPlayed.Generate(1)[0];
    private readonly long[] _twoLayers;

    public FeedForwardLeakTests()
    {
        using FeedForwardNetwork loadsTorchSharp = new(hidden: 1, seed: 0);
        _twoLayers = AfterEachRun(() =>
        {
            nn.Linear(1, 13).Dispose();
            nn.Linear(13, 1).Dispose();
        });
    }

    [Fact]
    public void Fit_ManyTimes_LeavesNoTensorBehind()
    {
        var baseline = new FeedForwardBaseline(new() { Epochs = 20, ReportEvery = 5 });

        AfterEachRun(() => baseline.Fit(Player, holdout: 2)).Should().Equal(_twoLayers);
    }

    [Fact]
    public void Fit_Cancelled_LeavesNoTensorBehind()
    {
        var baseline = new FeedForwardBaseline();
        using var source = new CancellationTokenSource();
        source.Cancel();

        AfterEachRun(() =>
        {
            Action act = () => baseline.Fit(Player, holdout: 2, cancellationToken: source.Token);
            act.Should().Throw<OperationCanceledException>();
        }).Should().Equal(_twoLayers);
    }

    /// <summary>How the number of tensors has changed after each run but the first, which may set things up.</summary>
    private static long[] AfterEachRun(Action work)
    {
        work();
        // What other tests left to the finalizer must not go during the count.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Tensor.TotalCount;
        return [.. Enumerable.Range(0, 5).Select(_ =>
        {
            work();
            return Tensor.TotalCount - before;
        })];
    }
}
