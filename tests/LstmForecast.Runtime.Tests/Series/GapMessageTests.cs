using LstmForecast.Series;

namespace LstmForecast.Runtime.Tests.Series;

public sealed class GapMessageTests
{
    [Fact]
    public void ThrowIfNotFinite_RowLeftOut_NamesItsDateAndWhatFillsIt()
    {
        SeriesSet set = SeriesSet.FromRows(
            [new("shop", new DateTime(2024, 1, 30), 1, 2), new("shop", new DateTime(2024, 1, 31), 1, 2), new("shop", new DateTime(2024, 2, 2), 1, 2)],
            ["sales", "price"]);

        FluentActions.Invoking(() => SeriesChecks.ThrowIfNotFinite(set[0], channel => channel == "sales", "train"))
            .Should().Throw<ArgumentException>().WithMessage(
                "Series 'shop' has NaN at index 2 (2024-02-01) of channel 'price'; every value must be a finite number. Fill the gap, "
                + "as MissingValues.Fill does for every channel and WithCovariates for covariates, or cut the series there.*");
    }
}
