namespace LstmForecast.Tests.Forecaster;

public sealed class MaskTrainingTests
{
    private static readonly ForecasterOptions Masked = Small.Exact with { Data = new() { Missing = MissingValues.Mask } };

    private static readonly SeriesSet Gappy = new(Gaps(Small.TwoChannels("a", 12, 0), 3), Gaps(Small.TwoChannels("b", 9, 1), 4));

    public static TheoryData<TrainingOptions> Trainings() =>
    [
        new LbfgsTraining { Epochs = 2, RestoreEpoch = EpochChoice.Last },
        new AdamWTraining { Epochs = 2, BatchSize = 1, RestoreEpoch = EpochChoice.Last },
    ];

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Fit_Gaps_JudgesByTheObservedValuesAlone(TrainingOptions training)
    {
        SeriesSet validation = new(Gaps(Small.TwoChannels("c", 10, 2), 3), Small.TwoChannels("d", 5, 3));

        TrainedForecaster model = new SequenceForecaster(Masked).Fit(Gappy, training, validation);

        var squares = new List<double>();
        foreach (TimeSeries series in validation)
        {
            TimeSeries forecasts = model.FittedValues(series);
            for (int t = 1; t < series.Length; t++)
            {
                for (int channel = 0; channel < 2; channel++)
                {
                    if (!double.IsNaN(series[t, channel]))
                        squares.Add(Math.Pow(series[t, channel] - forecasts[t - 1, channel], 2));
                }
            }
        }

        squares.Should().HaveCountLessThan(2 * (9 + 4), "there are gaps");
        model.History.Epochs[^1].ValidationLoss.Should().BeApproximately(squares.Average(), 1e-11);
    }

    [Fact]
    public void Fit_NoGaps_LearnsAsWithAMarkThatNeverChanges()
    {
        var training = new SgdTraining { Epochs = 3, RestoreEpoch = EpochChoice.Last };

        TrainedForecaster model = new SequenceForecaster(Masked).Fit(Small.Waves(), training, Small.Waves([7]));

        model.History.Epochs[^1].ValidationLoss.Should().BeApproximately(
            Small.NaiveMeanSquaredOneStepError(model, Small.Waves([7])), 1e-11);
    }

    [Fact]
    public void Fit_GapInErrorMode_NamesThePlace() =>
        FluentActions.Invoking(() => new SequenceForecaster(Small.Exact).Fit(Gappy)).Should()
            .ThrowExactly<ArgumentException>().WithMessage("Series 'a' has NaN at index 1 of channel 'line'*");

    [Fact]
    public void Fit_FirstPointMissing_NamesThePlace() =>
        FluentActions.Invoking(() => new SequenceForecaster(Masked).Fit(new SeriesSet(new TimeSeries("a", [double.NaN, 1, 2])))).Should()
            .ThrowExactly<ArgumentException>().WithMessage("Series 'a' has NaN at index 0 of channel 'value'*");

    [Fact]
    public void Fit_NothingObservedToLearn_SaysSo()
    {
        var empty = new TimeSeries("a", [1, double.NaN, double.NaN]);

        FluentActions.Invoking(() => new SequenceForecaster(Masked).Fit(new SeriesSet(empty))).Should()
            .ThrowExactly<ArgumentException>().WithParameterName("train").WithMessage("No series has an observed value to learn*");
        FluentActions.Invoking(() => new SequenceForecaster(Masked).Fit(Small.Waves(), validation: new SeriesSet(empty))).Should()
            .ThrowExactly<ArgumentException>().WithParameterName("validation")
            .WithMessage("No series has an observed value to judge by*");
    }

    private static TimeSeries Gaps(TimeSeries series, int every) => new(
        series.Name,
        [.. series.Values.ToArray().Select((value, i) => i >= 2 && i % every == 0 ? double.NaN : value)],
        series.Channels);
}
