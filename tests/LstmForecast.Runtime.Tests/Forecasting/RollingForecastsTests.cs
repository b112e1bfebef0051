using LstmForecast.Forecasting;
using LstmForecast.Transforms;

namespace LstmForecast.Runtime.Tests.Forecasting.Rolling;

/// <summary>The reference is the public Forecast of what was observed up to a cutoff, one at a time.</summary>
public sealed class RollingForecastsTests
{
    private const int Horizon = 4;
    private static readonly FittedSeriesScaling ByHistory = new(ScaleMeasure.Standard, [], [1, 1]);
    private readonly TimeSeries[] _series =
        [Models.Wave("A", 40, 2), Models.Wave("B", 25, 2, level: 5), Models.Wave("C", 33, 2, level: -70)];
    private readonly int[][] _cutoffs = [[5, 6, 20, 36], [21], [7, 8, 9, 10, 11, 12, 29]];

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    [InlineData(1 << 20)]
    public void Run_PortionsOfAnySize_GiveTheBitsOfSingleForecasts(long portion)
    {
        TrainedForecaster model = Models.Random(2, new FittedDifference(2));

        Run(model, portion: portion).Should().Equal(OneByOne(model, window: null));
    }

    [Fact]
    public void Run_TransformFittedToTheHistory_IsFittedToWhatIsKnownAtEachCutoff()
    {
        TrainedForecaster model = Models.Random(2, ByHistory);

        Run(model).Should().Equal(OneByOne(model, window: null));
    }

    [Fact]
    public void Run_TransformThatKnowsSomeSeries_IsFittedToTheHistoryOfTheOthersAlone()
    {
        ChannelScale[] known = [new(1, 2), new(0, 3)];
        TrainedForecaster model =
            Models.Random(2, new FittedSeriesScaling(ScaleMeasure.Standard, new() { ["B"] = known, ["C"] = known }, [1, 1]));

        Run(model).Should().Equal(OneByOne(model, window: null));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(12)]
    public void Run_SlidingWindow_ShowsTheModelNothingBeforeIt(int window)
    {
        TrainedForecaster model = Models.Random(2, new FittedDifference(1));

        Run(model, window).Should().Equal(OneByOne(model, window));
    }

    [Fact]
    public void Run_WindowTooShortForTheTransforms_IsAnErrorThatNamesTheSeries()
    {
        Action act = () => Run(Models.Random(2, new FittedDifference(6)), window: 6);

        act.Should().Throw<ArgumentException>()
            .WithMessage("Series 'A' has 5 points; a forecast after time step 4 from a window of 6 points needs at least 7.*");
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        Action act = () => RollingForecasts.Run(
            Models.Random(2).Runner, _series, _cutoffs, Horizon, window: null, progress: null, new CancellationToken(canceled: true));

        act.Should().Throw<OperationCanceledException>();
    }

    private double[] Run(TrainedForecaster model, int? window = null, long portion = RollingForecasts.NumbersInPortion) =>
    [
        .. RollingForecasts.Run(model.Runner, _series, _cutoffs, Horizon, window, progress: null, default, portion)
            .SelectMany(series => series.SelectMany(values => values.Point)),
    ];

    private double[] OneByOne(TrainedForecaster model, int? window)
    {
        var values = new List<double>();
        for (int i = 0; i < _series.Length; i++)
        {
            foreach (int count in _cutoffs[i])
            {
                TimeSeries history = _series[i][(window is int length ? Math.Max(0, count - length) : 0)..count];
                values.AddRange(model.Forecast(history, Horizon).Values.ToArray());
            }
        }

        return [.. values];
    }
}
