using CsCheck;
using LstmForecast.Model;

namespace LstmForecast.Runtime.Tests.Streaming;

public sealed class StreamPathTests
{
    private const int Paths = 70;
    private const int Horizon = 5;

    private static readonly OutputKind[] Likelihoods = [OutputKind.Gaussian, OutputKind.StudentT, OutputKind.NegativeBinomial];

    private static readonly Gen<ModelDefinition> Recursive =
        from transforms in StreamModels.Transforms
        from missing in StreamModels.Missing
        from members in Gen.Int[1, 3]
        from calendar in Gen.Bool
        from known in Gen.Bool
        from kind in Gen.Int[0, 2]
        from precision in Gen.Enum<Precision>()
        select StreamModels.Of(
            transforms, missing, 1, members, past: false, calendar, Likelihoods[kind], precision, known);

    [Fact]
    public void SamplePaths_AfterUpdates_AreThoseFromTheWholeHistoryBitForBit() => Recursive.Sample(
        definition =>
        {
            var model = new TrainedForecaster(definition);
            TimeSeries series = StreamModels.Series(definition, 40);
            ForecastStream state = StartStream(model, series, 17);
            for (int time = 17; time < 30; time++) state.Update(series.At(time));

            ShouldBe(state.SamplePaths(Horizon, Paths, seed: 4), FromHistory(model, series, 30));
        },
        iter: 60);

    [Fact]
    public void SamplePaths_OfAState_LeaveItAsItWas() => Recursive.Sample(
        definition =>
        {
            ForecastStream state = StartStream(new TrainedForecaster(definition), StreamModels.Series(definition, 40), 20);
            byte[] before = Bytes(state);

            state.SamplePaths(Horizon, Paths);

            Bytes(state).Should().Equal(before);
        },
        iter: 20);

    [Fact]
    public void SamplePaths_ManyStates_AreThoseOneByOne()
    {
        ModelDefinition definition = StreamModels.Of(
            [], MissingValues.Mask, members: 2, calendar: true, kind: OutputKind.StudentT, known: true);
        var model = new TrainedForecaster(definition);
        TimeSeries[] series = [.. Enumerable.Range(0, 30).Select(i => StreamModels.Series(definition, 40, i, $"{i}"))];
        ForecastStreamBatch states = model.StartStream(
            [.. series.Select((one, i) => one[..(12 + i % 3)])],
            known: [.. series.Select((one, i) => Known(model, one, 12 + i % 3, Horizon))]);

        IReadOnlyList<Forecast> together = states.SamplePaths(Horizon, Paths, seed: 4);

        for (int i = 0; i < series.Length; i++) ShouldBe(together[i], FromHistory(model, series[i], 12 + i % 3));
    }

    [Fact]
    public void SamplePaths_NoLikelihoodOrNotReady_SaysSo()
    {
        var point = new TrainedForecaster(StreamModels.Of([], MissingValues.Error));
        var likelihood = new TrainedForecaster(StreamModels.Of([], MissingValues.Error, kind: OutputKind.Gaussian));
        TimeSeries series = StreamModels.Series(point.Definition, 9);

        point.StartStream(series).Invoking(state => state.SamplePaths(2)).Should().Throw<InvalidOperationException>()
            .WithMessage("The model was trained without a likelihood*");
        likelihood.StartStream(series[..0]).Invoking(state => state.SamplePaths(2)).Should().Throw<InvalidOperationException>()
            .WithMessage("Series 'A' has 0 points; *");
        likelihood.StartStream([series, series[..0]]).Invoking(states => states.SamplePaths(2)).Should().Throw<InvalidOperationException>()
            .WithMessage("Series 'A' has 0 points; *");
        likelihood.StartStream(series).Invoking(state => state.SamplePaths(2, paths: 0)).Should().Throw<ArgumentOutOfRangeException>();
    }

    private static ForecastStream StartStream(TrainedForecaster model, TimeSeries series, int length) => model.KnownCovariates.Count == 0
        ? model.StartStream(series[..length])
        : model.StartStream(series[..length], known: Known(model, series, length, series.Length - length));

    private static Forecast FromHistory(TrainedForecaster model, TimeSeries series, int length) => model.SamplePaths(
        series[..length], Horizon, Paths, seed: 4, model.KnownCovariates.Count == 0 ? null : Known(model, series, length, Horizon));

    private static TimeSeries Known(TrainedForecaster model, TimeSeries series, int from, int count) =>
        series[from..(from + count)].Select(model.KnownCovariates);

    private static void ShouldBe(Forecast paths, Forecast expected)
    {
        paths.PathCount.Should().Be(Paths);
        for (int target = 0; target < 2; target++)
        {
            for (int path = 0; path < Paths; path++) paths.Path(path, target).Should().Equal(expected.Path(path, target));
        }

        paths.Values.ToArray().Should().Equal(expected.Values.ToArray());
        paths.Cutoff.Should().Be(expected.Cutoff);
        paths.Times.Should().Be(expected.Times);
        paths.SeriesName.Should().Be(expected.SeriesName);
    }

    private static byte[] Bytes(ForecastStream state)
    {
        using var memory = new MemoryStream();
        state.Save(memory);
        return memory.ToArray();
    }
}
