using CsCheck;

namespace LstmForecast.Runtime.Tests.Series;

public sealed class FillingTests
{
    private const double NaN = double.NaN;

    private static readonly Filling[] Fillings = [Filling.Linear, Filling.Last, Filling.Seasonal(1), Filling.Seasonal(3)];

    /// <summary>Two channels, the first point observed, then each value missing as often as not.</summary>
    private static readonly Gen<TimeSeries> Series =
        Gen.Select(Gen.Double[-100, 100], Gen.Bool).Select((value, missing) => missing ? NaN : value)
            .Array[0, 20].Select(values => new TimeSeries("A", [1, 2, .. values[..(values.Length / 2 * 2)]], ["x", "y"]));

    [Fact]
    public void Linear_GapInside_IsAStraightLineToTheNextValue() =>
        Filled(Filling.Linear, 1, NaN, NaN, NaN, 5, NaN, 4).Should().Equal(1, 2, 3, 4, 5, 4.5, 4);

    [Fact]
    public void Linear_GapAtTheEnd_HoldsTheLastValue() => Filled(Filling.Linear, 1, 2, NaN, NaN).Should().Equal(1, 2, 2, 2);

    [Fact]
    public void Linear_HugeValues_DoNotOverflow() =>
        Filled(Filling.Linear, double.MaxValue, NaN, double.MinValue)[1].Should().Be(0);

    [Fact]
    public void Last_Gap_HoldsTheLastValue() => Filled(Filling.Last, 1, NaN, NaN, 5, NaN).Should().Equal(1, 1, 1, 5, 5);

    [Fact]
    public void Seasonal_Gap_RepeatsTheSeasonBeforeFilledOrNot() =>
        Filled(Filling.Seasonal(3), 1, 2, 3, NaN, 5, NaN, NaN, NaN, NaN).Should().Equal(1, 2, 3, 1, 5, 3, 1, 5, 3);

    [Fact]
    public void Seasonal_NoSeasonBeforeYet_HoldsTheLastValue() =>
        Filled(Filling.Seasonal(3), 1, NaN, NaN, NaN, 7).Should().Equal(1, 1, 1, 1, 7);

    [Fact]
    public void Apply_SeveralChannels_FillsEachByItself()
    {
        var series = new TimeSeries("A", [1, 10, NaN, 20, 3, NaN], ["x", "y"]);

        Filling.Linear.Apply(series).Values.ToArray().Should().Equal(1, 10, 2, 20, 3, 20);
    }

    [Fact]
    public void Apply_TimesAndStatics_AreKept()
    {
        TimeSeries series = new TimeSeries("A", [1, NaN]).WithTimes(new DateTime(2024, 1, 1), TimeStep.Day).WithStatic("a", 1);
        TimeSeries filled = Filling.Last.Apply(series);

        filled.Times.Should().Be(series.Times);
        filled.Statics.Should().Equal(series.Statics);
    }

    [Fact]
    public void Apply_NothingMissing_IsTheSameSeries()
    {
        var series = new TimeSeries("A", [1, 2]);

        foreach (Filling filling in Fillings) filling.Apply(series).Should().BeSameAs(series);
    }

    [Fact]
    public void Apply_AnySeries_KeepsWhatWasObservedAndFillsTheRest() => Series.Sample(series =>
    {
        foreach (Filling filling in Fillings)
        {
            double[] filled = filling.Apply(series).Values.ToArray();
            filled.Should().OnlyContain(value => double.IsFinite(value));
            for (int i = 0; i < filled.Length; i++)
                if (!double.IsNaN(series.Values[i])) filled[i].Should().Be(series.Values[i]);
        }
    });

    /// <summary>However different the future is, the history is filled alike, bit for bit.</summary>
    [Fact]
    public void Apply_ValuesAfterTheCutoffChange_HistoryIsFilledAlike() => Gen.Select(Series, Series).Sample((one, other) =>
    {
        for (int cutoff = 1; cutoff < one.Length; cutoff++)
        {
            TimeSeries changed = new("A", [.. one[..cutoff].Values, .. other.Values], one.Channels);
            foreach (Filling filling in Fillings)
                Bits(filling.Apply(changed[..cutoff])).Should().Equal(Bits(filling.Apply(one[..cutoff])));
        }
    });

    /// <summary>What lets one pass over a filled series stand for passes over all its beginnings.</summary>
    [Fact]
    public void Apply_CutWhereItMayBe_IsTheSameAsCutAndThenFilled() => Series.Sample(series =>
    {
        for (int cutoff = 1; cutoff < series.Length; cutoff++)
        {
            bool insideGap = series.At(cutoff - 1).ToArray().Any(double.IsNaN);
            foreach (Filling filling in Fillings.Where(filling => !(insideGap && filling.LooksAhead)))
                Bits(filling.Apply(series)[..cutoff]).Should().Equal(Bits(filling.Apply(series[..cutoff])));
        }
    });

    [Fact]
    public void LooksAhead_OfFillings_IsTrueForLinesAlone() =>
        Fillings.Where(filling => filling.LooksAhead).Should().Equal(Filling.Linear);

    [Fact]
    public void Apply_GapAtTheBeginning_SaysWhereToCut()
    {
        var series = new TimeSeries("A", [NaN, 1, NaN, NaN, 2, NaN, 3, 4], ["x", "y"]);
        Action fill = () => Filling.Last.Apply(series);

        fill.Should().Throw<ArgumentException>().WithParameterName("series").WithMessage(
            "Series 'A' begins with 2 missing values of channel 'x', and no earlier value is there to fill from. "
            + "Cut the series there: series[2..].*");
    }

    [Fact]
    public void Apply_ChannelWithoutAnyValue_SaysToLeaveItOut()
    {
        Action fill = () => Filling.Last.Apply(new TimeSeries("A", [NaN]));

        fill.Should().Throw<ArgumentException>()
            .WithMessage("Series 'A' begins with 1 missing value of channel 'value'*Leave the series or the channel out.*");
    }

    [Fact]
    public void Seasonal_NoSeason_Throws()
    {
        Action create = () => Filling.Seasonal(0);

        create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("seasonLength");
    }

    private static double[] Filled(Filling filling, params double[] values) =>
        filling.Apply(new TimeSeries("A", values)).Values.ToArray();

    private static long[] Bits(TimeSeries series) => [.. series.Values.ToArray().Select(BitConverter.DoubleToInt64Bits)];
}
