using LstmForecast.Backend;
using LstmForecast.Tests.Network;
using static TorchSharp.torch;

namespace LstmForecast.Tests.FeedForward;

/// <summary>
/// TorchSharp counts two tensors too many whenever it makes a linear layer, though it frees them; a fit may leave no
/// more behind than the making of its two layers.
/// </summary>
[Collection(nameof(ProcessWide))]
public sealed class FeedForwardLeakTests
{
    private static readonly TimeSeries Player = MinutesPlayed.Generate(1)[0];
    private readonly long[] _twoLayers;

    public FeedForwardLeakTests()
    {
        NativeBackend.EnsureLoaded();
        _twoLayers = TensorCount.AfterEachRun(() =>
        {
            nn.Linear(1, 13).Dispose();
            nn.Linear(13, 1).Dispose();
        });
    }

    [Fact]
    public void Fit_ManyTimes_LeavesNoTensorBehind()
    {
        var baseline = new FeedForwardBaseline(new() { Epochs = 20, ReportEvery = 5 });

        TensorCount.AfterEachRun(() => baseline.Fit(Player, holdout: 2)).Should().Equal(_twoLayers);
    }

    [Fact]
    public void Fit_Cancelled_LeavesNoTensorBehind()
    {
        var baseline = new FeedForwardBaseline();
        using var source = new CancellationTokenSource();
        source.Cancel();

        TensorCount.AfterEachRun(() =>
        {
            Action act = () => baseline.Fit(Player, holdout: 2, cancellationToken: source.Token);
            act.Should().Throw<OperationCanceledException>();
        }).Should().Equal(_twoLayers);
    }
}
