using LstmForecast.Csv;

namespace LstmForecast.Tests.Csv;

public sealed class ForecastCsvTests
{
    private static readonly TimeSeries History =
        new TimeSeries("A", [1, 10, 2, 20.5], ["x", "y"]).WithTimes(new DateTime(2024, 1, 30), TimeStep.Month);

    [Fact]
    public void Write_Forecast_HasARowForEachStep() =>
        Written([Baselines.SeasonalNaive(History, 3, 2)]).Should().Be(
            "series,step,time,x,y\nA,1,2024-03-30,1,10\nA,2,2024-04-30,2,20.5\nA,3,2024-05-30,1,10\n");

    [Fact]
    public void Write_NoTimestamps_HasNoSuchColumn() =>
        Written([Baselines.Naive(History.WithTimes(null), 1)]).Should().Be("series,step,x,y\nA,1,2,20.5\n");

    [Fact]
    public void Write_AwkwardNames_AreQuoted() =>
        Written([Baselines.Naive(new TimeSeries("a, \"b\"", [1.0], ["x,y"]), 1)]).Should().Be(
            "series,step,\"x,y\"\n\"a, \"\"b\"\"\",1,1\n");

    [Theory]
    [InlineData(DateTimeKind.Unspecified)]
    [InlineData(DateTimeKind.Utc)]
    public void Write_ReadAgain_IsTheForecast(DateTimeKind kind)
    {
        TimeSeries history = new TimeSeries("A", [1.0 / 3, -1e-300, 12345678.9])
            .WithTimes(new DateTime(2024, 3, 31, 0, 30, 0, kind), TimeStep.Minute.Times(30));
        Forecast forecast = Baselines.SeasonalNaive(history, 3, 3);

        SeriesSet again = SeriesCsv.Read(
            new StringReader(Written([forecast])),
            "forecasts",
            new() { Series = "series", Time = "time", Channels = ["value"] });

        again[0].Values.ToArray().Should().Equal(forecast.Values.ToArray());
        again[0].Times.Should().Be(forecast.Times);
    }

    [Fact]
    public void Write_Levels_HaveTheEndsOfTheirIntervals()
    {
        // Always 5, of 4, 6, 4, 6, …: every error is half of the mean change, which is 2.
        TimeSeries observed = new("A", [.. Enumerable.Range(0, 40).Select(t => t % 2 == 0 ? 4.0 : 6.0)]);
        TrainedForecaster model = TinyModel.Constant(5).WithIntervals([observed], new() { Horizon = 2, Count = 20 });

        string text = Written([model.Forecast(observed, 2)], [0.8, 0.95]);

        text.Should().Be(
            "series,step,value,value_lower_80,value_upper_80,value_lower_95,value_upper_95\nA,1,5,4,6,4,6\nA,2,5,4,6,4,6\n");
    }

    [Fact]
    public void Write_ToFile_MakesTheFolder()
    {
        string folder = Directory.CreateTempSubdirectory("lstmforecast-").FullName;
        try
        {
            string path = Path.Combine(folder, "new", "f.csv");

            ForecastCsv.Write(path, [Baselines.Naive(History, 1)]);

            File.ReadAllText(path).Should().StartWith("series,step,time,x,y\n");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Write_NothingOrUnlike_IsAnError()
    {
        Action none = () => Written([]);
        Action unlike = () => Written([Baselines.Naive(History, 1), Baselines.Naive(new TimeSeries("B", [1.0]), 1)]);
        Action noIntervals = () => Written([Baselines.Naive(History, 1)], [0.8]);

        none.Should().Throw<ArgumentException>().WithMessage("There is no forecast to write.*");
        unlike.Should().Throw<ArgumentException>().WithMessage("The forecasts of series 'B' and 'A' do not go into one table*");
        noIntervals.Should().Throw<InvalidOperationException>().WithMessage("*has no intervals*");
    }

    private static string Written(IReadOnlyList<Forecast> forecasts, IReadOnlyList<double>? levels = null)
    {
        using var writer = new StringWriter();
        ForecastCsv.Write(writer, forecasts, levels);
        return writer.ToString();
    }
}
