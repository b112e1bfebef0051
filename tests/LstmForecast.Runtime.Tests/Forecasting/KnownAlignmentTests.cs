using LstmForecast.Model;
using LstmForecast.Runtime.Tests.Streaming;

namespace LstmForecast.Runtime.Tests.Forecasting;

/// <summary>Covariates known ahead belong to the time step and the series that they name, not to a position.</summary>
public sealed class KnownAlignmentTests
{
    private const int Length = 8;
    private const int Horizon = 3;

    private static readonly DateTime Start = new(2024, 2, 23);

    private static readonly TrainedForecaster Recursive = new(StreamModels.Of([], MissingValues.Error, known: true));

    private static readonly TrainedForecaster Direct = new(StreamModels.Of([], MissingValues.Error, steps: Horizon, known: true));

    private static readonly TrainedForecaster Drawing =
        new(StreamModels.Of([], MissingValues.Error, kind: OutputKind.Gaussian, known: true));

    private static readonly TimeSeries History = HistoryOf("A");

    /// <summary>How a caller gets numbers of a history and covariates.</summary>
    private static readonly Dictionary<string, Func<TimeSeries, TimeSeries, double[]>> Callers = new(StringComparer.Ordinal)
    {
        ["Forecast"] = (history, known) => [.. Recursive.Forecast(history, Horizon, known).Values],
        ["direct Forecast"] = (history, known) => [.. Direct.Forecast(history, Horizon, known).Values],
        ["Forecast of many"] = (history, known) => [.. Recursive.Forecast([history], Horizon, [known])[0].Values],
        ["stream"] = (history, known) => [.. Recursive.StartStream(history, known: known).Forecast(Horizon).Values],
        ["streams"] = (history, known) => [.. Direct.StartStream([history], known: [known]).Forecast(Horizon)[0].Values],
        ["SamplePaths"] = (history, known) => [.. Drawing.SamplePaths(history, Horizon, paths: 3, known: known).Values],
    };

    public static TheoryData<string> Names => [.. Callers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Known_TableStartsEarlier_IsCut(string caller)
    {
        double[] right = Callers[caller](History, KnownFrom(Length, Horizon));

        Callers[caller](History, KnownFrom(0, Length + Horizon)).Should().Equal(right);
        Callers[caller](History, KnownFrom(Length - 1, Horizon + 5)).Should().Equal(right);
        Callers[caller](History, KnownFrom(Length, Horizon).WithTimes(null)).Should().Equal(right, "without times they follow the history");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Known_OtherTimes_AreRefusedWithBothTimes(string caller)
    {
        Throws(KnownFrom(Length + 1, Horizon + 5), "reach from 2024-03-03 to 2024-03-10; the forecast needs them from 2024-03-02 on*");
        Throws(KnownFrom(0, Length), "reach from 2024-02-23 to 2024-03-01; the forecast needs them from 2024-03-02 on*");
        Throws(KnownFrom(4, Horizon).WithTimes(Start.AddYears(1), TimeStep.Day), "reach from 2025-02-23 to *");
        Throws(KnownFrom(Length, Horizon).WithTimes(Start.AddDays(Length), TimeStep.Hour), "have a time step of PT1H, the series one of P1D*");
        Throws(KnownFrom(Length, Horizon).WithTimes(Start.AddDays(Length).AddHours(1), TimeStep.Day), "reach from 2024-03-02 01:00 to *");
        Throws(KnownFrom(Length, Horizon).WithName("B"), "*Series 'A' comes with the covariates known ahead of 'B'; *");
        FluentActions.Invoking(() => Callers[caller](History.WithTimes(null), KnownFrom(Length, Horizon)))
            .Should().ThrowExactly<ArgumentException>().WithMessage("Series 'A' has no timestamps and its covariates known ahead have*");

        void Throws(TimeSeries known, string message) => FluentActions.Invoking(() => Callers[caller](History, known))
            .Should().ThrowExactly<ArgumentException>().WithParameterName(nameof(known))
            .WithMessage(message[0] == '*' ? message : "The covariates known ahead of series 'A' " + message);
    }

    [Fact]
    public void Known_EndsBeforeTheForecast_NamesTheTimes() =>
        FluentActions.Invoking(() => Recursive.Forecast(History, Horizon, KnownFrom(0, Length + 2)))
            .Should().ThrowExactly<ArgumentException>().WithMessage(
                "The covariates known ahead of series 'A' reach from 2024-02-23 to 2024-03-03; a forecast of 3 steps needs them "
                + "from 2024-03-02 to 2024-03-04. *");

    [Fact]
    public void Known_OfManyInAnotherOrder_IsFoundByName()
    {
        TimeSeries[] histories = [HistoryOf("A"), HistoryOf("B"), HistoryOf("A")[1..]];
        TimeSeries first = KnownFrom(Length, Horizon);
        TimeSeries second = KnownFrom(Length, Horizon + 1, level: 5);
        TimeSeries third = KnownFrom(Length - 2, Horizon + 2, level: -2);

        IReadOnlyList<Forecast> forecasts = Recursive.Forecast(histories, Horizon, [second.WithName("B"), first, third]);

        double[][] alone =
        [
            [.. Recursive.Forecast(histories[0], Horizon, first).Values],
            [.. Recursive.Forecast(histories[1], Horizon, second.WithName("B")).Values],
            [.. Recursive.Forecast(histories[2], Horizon, third).Values],
        ];
        for (int i = 0; i < alone.Length; i++) forecasts[i].Values.ToArray().Should().Equal(alone[i]);
        FluentActions.Invoking(() => Recursive.Forecast(histories, Horizon, [second.WithName("B"), first, third.WithName("B")]))
            .Should().ThrowExactly<ArgumentException>()
            .WithMessage("Series 'A' comes with the covariates known ahead of 'B' and 2 more, but not with its own; *");
    }

    private static TimeSeries HistoryOf(string name) =>
        StreamModels.Series(Recursive.Definition, Length, name: name).WithTimes(Start, TimeStep.Day);

    /// <summary>Knowns that differ from day to day, with their dates.</summary>
    private static TimeSeries KnownFrom(int day, int count, double level = 0) =>
        new TimeSeries("A", [.. Enumerable.Range(day, count).Select(time => level + time * time % 7)], ["known"])
            .WithTimes(Start.AddDays(day), TimeStep.Day);
}
