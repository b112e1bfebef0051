namespace LstmForecast.Tests.Forecaster;

/// <summary>Where rows are left out, covariates have a filling of their own: the same as if they had been filled by hand.</summary>
public sealed class CovariateFillingTests
{
    private static readonly string[] Channels = ["sales", "temperature", "price"];

    private static readonly LbfgsTraining Short = new() { Epochs = 1, Optimizer = new() { MaxIterations = 5 } };

    public static TheoryData<string> Kinds => ["mask", "error", "linear"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_RowsLeftOut_IsAsWithCovariatesFilledByHand(string kind)
    {
        (MissingValues own, MissingValues plain) = kind switch
        {
            "mask" => (MissingValues.Mask.WithCovariates(Filling.Last), MissingValues.Mask),
            "error" => (MissingValues.Error.WithCovariates(Filling.Last), MissingValues.Error),
            _ => (MissingValues.Fill(Filling.Linear).WithCovariates(Filling.Last), MissingValues.Fill(Filling.Linear)),
        };
        // The rows 12, 13 and 27 are left out; where targets must be there, of the covariates alone.
        TimeSeries holed = Series(60, lost: kind == "error" ? [1, 2] : [0, 1, 2]);
        TimeSeries byHand = FilledByHand(holed);

        TrainedForecaster model = Small.Reloaded(new SequenceForecaster(Options(own)).Fit(holed, Short));
        TrainedForecaster expected = new SequenceForecaster(Options(plain)).Fit(byHand, Short);

        model.History.Epochs[^1].WeightsHash.Should().Be(expected.History.Epochs[^1].WeightsHash);
        TimeSeries known = Series(70, lost: [])[60..].Select(["price"]);
        model.Forecast(holed, 3, known).Values.ToArray().Should().Equal(expected.Forecast(byHand, 3, known).Values.ToArray());
        // From a cutoff inside a gap, too.
        model.FittedValues(holed).Values.ToArray().Should().Equal(expected.FittedValues(byHand).Values.ToArray());
        model.Forecast(holed[..14], 3, byHand[14..].Select(["price"])).Values.ToArray().Should()
            .Equal(expected.Forecast(byHand[..14], 3, byHand[14..].Select(["price"])).Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void StartStream_GapsInItsHistoryAndAfter_AreFilledAsInAForecast(string kind)
    {
        MissingValues missing = kind switch
        {
            "mask" => MissingValues.Mask.WithCovariates(Filling.Last),
            "error" => MissingValues.Error.WithCovariates(Filling.Last),
            _ => MissingValues.Fill(Filling.Last),
        };
        TimeSeries holed = Series(60, lost: kind == "error" ? [1, 2] : [0, 1, 2]);
        TrainedForecaster model = new SequenceForecaster(Options(missing)).Fit(holed, Short);
        TimeSeries known = Series(70, lost: [])[60..].Select(["price"]);
        double[] expected = model.Forecast(holed, 3, known).Values.ToArray();

        TimeSeries prices = FilledByHand(holed).Select(["price"]);
        ForecastStream stream = model.StartStream(holed[..20], known: prices[20..23]);
        for (int time = 20; time < 60; time++)
        {
            stream.ProvideKnown(time + 3 < 60 ? prices.At(time + 3) : known.At(time + 3 - 60));
            stream.Update(holed.At(time));
        }

        stream.Forecast(3).Values.ToArray().Should().Equal(expected);
    }

    [Fact]
    public void Fit_CovariateMissingAtFirst_SaysThatThereIsNothingToFillFrom()
    {
        double[] values = [.. Series(60, lost: []).Values];
        values[1] = double.NaN;

        FluentActions.Invoking(() => new SequenceForecaster(Options(MissingValues.Mask.WithCovariates(Filling.Last)))
                .Fit(new TimeSeries("shop", values, Channels), Short))
            .Should().Throw<ArgumentException>().WithMessage(
                "Series 'shop' begins with 1 missing value of channel 'temperature', and no earlier value is there to fill from.*");
    }

    private static ForecasterOptions Options(MissingValues missing) => new()
    {
        HiddenSizes = [4],
        Horizon = 3,
        Precision = Precision.Float64,
        Data = new() { PastCovariates = ["temperature"], KnownCovariates = ["price"], Missing = missing },
    };

    private static TimeSeries Series(int length, int[] lost) => new("shop",
    [
        .. Enumerable.Range(0, length).SelectMany(t => new[] { Math.Sin(0.5 * t), 20 + Math.Cos(0.3 * t), 3 + t % 4 }
            .Select((value, channel) => t is 12 or 13 or 27 && lost.Contains(channel) ? double.NaN : value)),
    ],
    Channels);

    private static TimeSeries FilledByHand(TimeSeries series)
    {
        double[] values = [.. series.Values];
        for (int i = Channels.Length; i < values.Length; i++)
        {
            if (i % Channels.Length > 0 && double.IsNaN(values[i])) values[i] = values[i - Channels.Length];
        }

        return series.WithValues(values);
    }
}
