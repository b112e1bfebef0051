using LstmForecast.Model;
using LstmForecast.Transforms;
using LstmForecast.Unrolling;

namespace LstmForecast.Runtime.Tests.Forecasting;

/// <summary>Forecasts from many moments of many series in one pass, which a backtest lives on.</summary>
public sealed class ManyCutoffTests
{
    private const int Horizon = 3;

    private static readonly ChannelRoles TwoTargets = ChannelRoles.AllTargets(Models.ChannelNames(2));

    public static TheoryData<string> Kinds => ["recursive", "direct", "quantiles", "gaps", "ensemble"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ForecastFrom_ManyCutoffs_IsTheForecastOfEachCutSeries(string kind)
    {
        TrainedForecaster model = Model(kind);
        TimeSeries[] series = [.. Enumerable.Range(0, 17).Select(i => Gappy(kind, Models.Wave($"{i}", 8 + 3 * i, 2, level: i)))];
        int[][] cutoffs = [.. series.Select(one => Enumerable.Range(model.MinimumHistory, one.Length - model.MinimumHistory + 1)
            .Where(count => count % 3 != 1).ToArray())];

        ForecastValues[][] forecasts = model.Runner.Run(series, cutoffs, Horizon);

        for (int i = 0; i < series.Length; i++)
        {
            for (int k = 0; k < cutoffs[i].Length; k++)
            {
                Forecast one = model.Forecast(series[i][..cutoffs[i][k]], Horizon);
                forecasts[i][k].Point.Should().Equal(one.Values.ToArray(), $"series {i}, {cutoffs[i][k]} points");
                for (int level = 0; level < one.QuantileLevels.Count; level++)
                {
                    double[] both = [.. one.Quantile(one.QuantileLevels[level], 0).Zip(one.Quantile(one.QuantileLevels[level], 1), (a, b) => new[] { a, b }).SelectMany(pair => pair)];
                    forecasts[i][k].Quantiles[level].Should().Equal(both);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ForecastFrom_ValuesAfterACutoffChange_ChangesNoForecastBeforeIt(string kind)
    {
        TrainedForecaster model = Model(kind);
        TimeSeries before = Gappy(kind, Models.Wave("A", 20, 2));
        TimeSeries after = new("A", [.. before.Values[..24], .. Enumerable.Repeat(1e6, 16)], before.Channels);
        int[] cutoffs = [6, 9, 12, 15];

        ForecastValues[] first = model.Runner.Run([before], [cutoffs], Horizon)[0];
        ForecastValues[] second = model.Runner.Run([after], [cutoffs], Horizon)[0];

        for (int k = 0; k < 3; k++) second[k].Point.Should().Equal(first[k].Point);
        second[3].Point.Should().NotEqual(first[3].Point);
    }

    /// <summary>A series that training did not know is measured by its own values: by those before the cutoff alone.</summary>
    [Fact]
    public void ForecastFrom_ScaleOfTheSeriesItself_KnowsNothingOfWhatComesAfterTheCutoff()
    {
        var scaling = new FittedSeriesScaling(ScaleMeasure.Standard, [], [1, 1]);
        var model = new TrainedForecaster(Definitions.Random(TwoTargets, transforms: [scaling]));
        TimeSeries series = Models.Wave("unknown", 20, 2);

        model.Runner.Run([series], [[12]], Horizon)[0][0].Point.Should()
            .Equal(model.Forecast(series[..12], Horizon).Values.ToArray());
    }

    [Fact]
    public void Forecast_Ensemble_IsTheMedianOrMeanOfItsMembers()
    {
        ModelDefinition model = Definitions.Random(TwoTargets, members: 4);
        TimeSeries history = Models.Wave("A", 9, 2);
        double[][] members = [.. model.Members.Select(weights =>
            new TrainedForecaster(model with { Members = [weights] }).Forecast(history, 5).Values.ToArray())];
        double[][] sorted = [.. Enumerable.Range(0, 10).Select(i => members.Select(member => member[i]).Order().ToArray())];

        double[] median = new TrainedForecaster(model).Forecast(history, 5).Values.ToArray();
        double[] mean = new TrainedForecaster(model with { Combination = EnsembleCombination.Mean })
            .Forecast(history, 5).Values.ToArray();
        double[] ofThree = new TrainedForecaster(model with { Members = [.. model.Members.Take(3)] })
            .Forecast(history, 5).Values.ToArray();

        median.ShouldBeNear([.. sorted.Select(values => (values[1] + values[2]) / 2)]);
        mean.ShouldBeNear([.. sorted.Select(values => values.Sum() / 4)]);
        ofThree.ShouldBeNear([.. Enumerable.Range(0, 10).Select(i => members.Take(3).Select(member => member[i]).Order().ElementAt(1))]);
    }

    private static TrainedForecaster Model(string kind) => new(Definitions.Random(
        TwoTargets,
        steps: kind is "direct" or "quantiles" ? Horizon : 1,
        levels: kind == "quantiles" ? [0.1, 0.5, 0.7] : null,
        missing: kind == "gaps" ? MissingValues.Mask : null,
        transforms: [new FittedStandardize([1, -2], [3, 4]), new FittedDifference(2)],
        members: kind == "ensemble" ? 3 : 1));

    private static TimeSeries Gappy(string kind, TimeSeries series) => kind != "gaps" ? series : new TimeSeries(
        series.Name,
        [.. series.Values.ToArray().Select((value, i) => i >= 2 && i * 7 % 5 == 0 ? double.NaN : value)],
        series.Channels);
}
