using LstmForecast.Runtime.Tests.Files;
using LstmForecast.Tests.Forecaster;

namespace LstmForecast.Tests.Training;

/// <summary>What goes wrong in one network, or in a file, is told at once and by name.</summary>
public sealed class FailingMemberTests : IDisposable
{
    private static readonly ForecasterOptions Two =
        new() { HiddenSizes = [4], EnsembleSize = 2, Compute = new() { Threads = 2 } };

    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void Fit_ProgressThrowsInOneMember_StopsTheOther()
    {
        // The other member reports and waits until the first has failed.
        using var failed = new ManualResetEventSlim();
        int after = 0;
        var progress = new Progress(report =>
        {
            if (report.Member == 0 && report.Epoch == 2)
            {
                failed.Set();
                throw new NotSupportedException("enough");
            }

            if (failed.IsSet) after++;
        });

        FluentActions.Invoking(() => new SequenceForecaster(Two).Fit(
                Small.Waves(), new SgdTraining { Epochs = 200_000, BatchSize = 1 }, progress: progress))
            .Should().ThrowExactly<NotSupportedException>().WithMessage("enough");

        after.Should().BeLessThan(1000);
    }

    [Fact]
    public void Fit_CancelledInOneMember_IsTheCallersCancellation()
    {
        using var source = new CancellationTokenSource();

        FluentActions.Invoking(() => new SequenceForecaster(Two).Fit(
                Small.Waves(), new SgdTraining { Epochs = 200_000, BatchSize = 1 }, progress: new Progress(_ => source.Cancel()), cancellationToken: source.Token))
            .Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_ResealedCheckpointThatContradictsItself_IsRefused(bool losesKept)
    {
        File.Delete(_path);
        var training = new SgdTraining { Epochs = 4, KeepEpochs = losesKept, Checkpoint = new() { Path = _path, Resume = true } };
        FluentActions.Invoking(() => new SequenceForecaster(new() { HiddenSizes = [3] }).Fit(
            Small.Waves(), training, progress: new Progress(report =>
            {
                if (report.Epoch == 2) throw new OperationCanceledException();
            }))).Should().Throw<OperationCanceledException>();
        HandMadeFile file = HandMadeFile.From(File.ReadAllBytes(_path));
        // The epochs that were kept, or all that there was of the network.
        file.EditMetadata(metadata =>
        {
            if (losesKept) metadata["members"]![0]!["keptCount"] = 0;
            else metadata["members"] = new System.Text.Json.Nodes.JsonArray();
        });
        string[] lost = [.. file.Header.Select(entry => entry.Key).Where(key => key.Contains(losesKept ? ".kept." : "members.", StringComparison.Ordinal))];
        foreach (string section in lost) file.Header.Remove(section);
        long next = 0;
        var data = new List<byte>();
        foreach ((string name, System.Text.Json.Nodes.JsonNode? tensor) in file.Header.Where(entry => entry.Key != "__metadata__").ToArray())
        {
            long from = tensor!["data_offsets"]![0]!.GetValue<long>();
            long to = tensor["data_offsets"]![1]!.GetValue<long>();
            data.AddRange(file.Data[(int)from..(int)to]);
            tensor["data_offsets"] = new System.Text.Json.Nodes.JsonArray(next, next += to - from);
        }

        file.Data = [.. data];
        File.WriteAllBytes(_path, file.ToBytes());

        FluentActions.Invoking(() => new SequenceForecaster(new() { HiddenSizes = [3] }).Fit(Small.Waves(), training))
            .Should().Throw<InvalidDataException>().WithMessage(losesKept ? "The checkpoint does not fit this training*" : "*is of 0 networks, not 1.*");
    }

    public void Dispose() => File.Delete(_path);
}
