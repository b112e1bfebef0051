using LstmForecast.Model;
using LstmForecast.Runtime.Tests.Forecasting.Likelihoods;

namespace LstmForecast.Runtime.Tests.Forecasting;

/// <summary>What long work on many series tells on its way, and that it can be stopped there.</summary>
public sealed class ForecastProgressTests
{
    private const int Horizon = 3;
    private static readonly TrainedForecaster Model = LikelihoodModels.Random(OutputKind.Gaussian, seeds: [1, 2, 3]);
    private static readonly TimeSeries[] Many =
        [.. Enumerable.Range(0, 40).Select(i => LikelihoodModels.Counts($"s{i}", 20 + i))];
    private static readonly RollingCutoffs Cutoffs = new() { Horizon = Horizon, Count = 4 };

    public static TheoryData<string> Works => [.. Work.Keys];

    private static Dictionary<string, Action<IProgress<double>?, CancellationToken>> Work { get; } = new()
    {
        ["Forecast"] = (progress, token) => Model.Forecast(Many, Horizon, known: null, progress, token),
        ["SamplePaths"] = (progress, token) => Model.SamplePaths(Many, Horizon, paths: 7, seed: 0, known: null, progress, token),
        ["FittedValues"] = (progress, token) => Model.FittedValues(Many, progress, token),
        ["CalibrateIntervals"] = (progress, token) => Model.CalibrateIntervals(Many, Cutoffs, progress, token),
        ["Evaluate"] = (progress, token) => Backtest.Evaluate(
            Model,
            new SeriesSet(Many),
            new BacktestOptions { Cutoffs = Cutoffs },
            progress is null ? null : new Told<BacktestProgress>(one => progress.Report(one.ForecastShare)),
            token),
    };

    [Theory]
    [MemberData(nameof(Works))]
    public void Progress_ManySeries_AscendsInPartsToOne(string name)
    {
        var seen = new List<double>();

        Work[name](new Told<double>(seen.Add), default);

        seen.Should().HaveCountGreaterThan(3).And.BeInAscendingOrder().And.OnlyHaveUniqueItems();
        seen[^1].Should().Be(1);
        seen.Zip(seen.Skip(1), (before, after) => after - before).Max().Should().BeLessThan(0.5);
    }

    [Theory]
    [MemberData(nameof(Works))]
    public void Progress_CancelsWhatItIsToldOf_StopsBeforeTheEnd(string name)
    {
        using var source = new CancellationTokenSource();
        var seen = new List<double>();

        Action act = () => Work[name](
            new Told<double>(share =>
            {
                seen.Add(share);
                source.Cancel();
            }),
            source.Token);

        act.Should().Throw<OperationCanceledException>();
        seen.Should().NotContain(1);
    }

    [Fact]
    public async Task Async_SameWork_HasTheNumbersOfTheOthers()
    {
        (await Model.ForecastAsync(Many, Horizon))[39].Values.ToArray()
            .Should().Equal(Model.Forecast(Many, Horizon)[39].Values.ToArray());
        (await Model.SamplePathsAsync(Many, Horizon, paths: 7))[39].Values.ToArray()
            .Should().Equal(Model.SamplePaths(Many, Horizon, paths: 7)[39].Values.ToArray());
        (await Model.FittedValuesAsync(Many))[39].Values.ToArray()
            .Should().Equal(Model.FittedValues(Many)[39].Values.ToArray());
    }

    [Fact]
    public async Task Async_CancelledOnTheWay_EndsAsCancelled()
    {
        using var source = new CancellationTokenSource();

        Task<IReadOnlyList<TimeSeries>> task =
            Model.FittedValuesAsync(Many, new Told<double>(_ => source.Cancel()), source.Token);

        await task.Awaiting(one => one).Should().ThrowAsync<OperationCanceledException>();
        task.IsCanceled.Should().BeTrue();
    }

    private sealed class Told<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
