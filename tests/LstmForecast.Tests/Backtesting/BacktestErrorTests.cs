namespace LstmForecast.Tests.Backtesting;

public sealed class BacktestErrorTests
{
    private static readonly BacktestOptions Options = new() { Cutoffs = new RollingCutoffs { Horizon = 3, Count = 5 } };
    private readonly SequenceForecaster _forecaster = Sample.Forecaster(Transform.Standardize);

    [Fact]
    public void Run_AllOptionsWrong_ListsEveryProblem()
    {
        Action act = () => Backtest.Run(_forecaster, Sample.Waves(), new BacktestOptions
        {
            Cutoffs = new RollingCutoffs { Horizon = 0, Count = 1, Stride = 0 },
            Window = null!,
            RefitEvery = 0,
            CalibrationCutoffs = 0,
            SeasonLength = 0,
            Measure = (AccuracyMeasure)99,
            ModelName = " ",
            IntervalLevels = [0.9, 1],
        });

        act.Should().Throw<ArgumentException>().WithMessage(
            "BacktestOptions: Cutoffs.Horizon is 0*Cutoffs.Stride is 0*Window is null*RefitEvery is 0*CalibrationCutoffs is 0*"
            + "SeasonLength is 0*Measure has the unknown value 99*ModelName is empty*IntervalLevels[1] is 1;*");
    }

    [Fact]
    public void Sliding_LengthOfOne_IsAnError()
    {
        Action act = () => BacktestWindow.Sliding(1);

        act.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Run_NoSeries_IsAnError()
    {
        Action act = () => Backtest.Run(_forecaster, new SeriesSet(), Options);

        act.Should().Throw<ArgumentException>().WithMessage("There is no series*");
    }

    [Fact]
    public void Run_SeriesNotLongerThanASeasonAtItsFirstCutoff_SaysWhatItNeeds()
    {
        Action act = () => Backtest.Run(_forecaster, Sample.Waves(), Options with { SeasonLength = 40 }, Sample.Training);

        act.Should().Throw<ArgumentException>().WithMessage(
            "Series 'B' has 41 points; with Horizon 3, Count 5 and Stride 1, its first cutoff is after 34 of them, but 41 are needed*");
    }

    [Fact]
    public void Run_CalibrationLeavesNothingToLearn_SaysWhatItNeeds()
    {
        Action act = () => Backtest.Run(
            _forecaster,
            Sample.Waves(),
            Options with { Window = BacktestWindow.Sliding(10), CalibrationCutoffs = 8 },
            Sample.Training);

        act.Should().Throw<ArgumentException>().WithMessage(
            "Series 'A' has 10 points; a fit, and after it a calibration on 10 points which are not learnt, needs at least 12.*");
    }

    [Fact]
    public void Run_HorizonBeyondTheModels_IsAnError()
    {
        Action act = () => Backtest.Run(
            Sample.Forecaster(options => options with { Horizon = 2 }), Sample.Waves(), Options, Sample.Training);

        act.Should().Throw<ArgumentOutOfRangeException>().WithMessage("The model forecasts 2 steps at once and no more;*");
    }

    [Theory]
    [InlineData(2, null)]
    [InlineData(null, 5)]
    public void Evaluate_OptionsThatAskForAFit_IsAnError(int? refitEvery, int? calibration)
    {
        TrainedForecaster model = _forecaster.Fit(Sample.Waves(), Sample.Training);

        Action act = () => Backtest.Evaluate(
            model, Sample.Waves(), Options with { RefitEvery = refitEvery, CalibrationCutoffs = calibration });

        act.Should().Throw<ArgumentException>().WithMessage("RefitEvery or CalibrationCutoffs is set*");
    }

    [Fact]
    public void Evaluate_IntervalLevelThatTheModelLacks_IsAnError()
    {
        TrainedForecaster model = _forecaster.Fit(Sample.Waves(), Sample.Training);

        Action act = () => Backtest.Evaluate(model, Sample.Waves(), Options with { IntervalLevels = [0.8] });

        act.Should().Throw<InvalidOperationException>().WithMessage("*has no intervals; calibrate the model*");
    }

    [Fact]
    public void Item_NoSuchCutoff_IsAnError()
    {
        TrainedForecaster model = _forecaster.Fit(Sample.Waves(), Sample.Training);
        BacktestSeries series = Backtest.Evaluate(model, Sample.Waves(), Options).Series[0];

        Func<Forecast> act = () => series[5];

        act.Should().Throw<ArgumentOutOfRangeException>();
    }
}
