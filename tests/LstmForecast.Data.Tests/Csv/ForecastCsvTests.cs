using LstmForecast.Csv;
using LstmForecast.Samples.Tests;

namespace LstmForecast.Data.Tests.Csv;

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
            .WithTimes(new DateTime(2024, 3, 31, 0, 30, 0, kind), TimeStep.Minute.Multiply(30));
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
        TrainedForecaster model = TinyModel.Constant(5).CalibrateIntervals([observed], new() { Horizon = 2, Count = 20 });

        string text = Written([model.Forecast(observed, 2)], [0.8, 0.95]);

        text.Should().Be(
            "series,step,value,value_lower_80,value_upper_80,value_lower_95,value_upper_95\nA,1,5,4,6,4,6\nA,2,5,4,6,4,6\n");
    }

    // What a spreadsheet of a country with decimal commas writes is read and written by one format.
    [Fact]
    public void Write_Format_IsReadAgainByTheSameFormat()
    {
        var format = new CsvFormat { Delimiter = ';', TimeFormats = ["dd.MM.yyyy", "dd.MM.yyyy HH:mm"] };
        Forecast forecast = Baselines.SeasonalNaive(new TimeSeries("a;b", [1.5, 2], ["x"])
            .WithTimes(new DateTime(2024, 1, 31, 12, 0, 0), TimeStep.Hour), 2, 2);

        string text = Written([forecast], format: format);

        text.Should().Be("series;step;time;x\n\"a;b\";1;31.01.2024 14:00;1.5\n\"a;b\";2;31.01.2024 15:00;2\n");
        SeriesSet again = SeriesCsv.Read(
            new StringReader(text), "forecasts", new() { Series = "series", Time = "time", Channels = ["x"] }, format);
        again[0].Values.ToArray().Should().Equal(forecast.Values.ToArray());
        again[0].Times.Should().Be(forecast.Times);
    }

    [Fact]
    public void Write_FormatThatCannotHoldATime_IsAnError()
    {
        Forecast hourly = Baselines.Naive(
            new TimeSeries("A", [1.0, 2]).WithTimes(new DateTime(2024, 1, 31, 12, 0, 0), TimeStep.Hour), 1);

        Action act = () => Written([hourly], format: new() { TimeFormats = ["yyyy-MM-dd"] });

        act.Should().Throw<ArgumentException>().WithMessage("*none of the TimeFormats writes the time 2024-01-31T14:00:00 *");
    }

    [Fact]
    public void Format_ThatMakesNoSense_IsAnErrorThatNamesAll()
    {
        var format = new CsvFormat { Delimiter = '"', TimeFormats = [""], Missing = null! };
        Action write = () => Written([Baselines.Naive(History, 1)], format: format);
        Action read = () => SeriesCsv.Read(new StringReader(""), "none", new() { Time = "time", Channels = ["x"] }, format);

        foreach (Action act in (Action[])[write, read])
            act.Should().Throw<ArgumentException>().WithMessage("CsvFormat: Delimiter is*TimeFormats is*Missing is*");
    }

    [Fact]
    public void Write_ToFile_ReplacesItAsAWholeAndNeedsItsFolder()
    {
        string folder = Directory.CreateTempSubdirectory("lstmforecast-").FullName;
        try
        {
            string path = Path.Combine(folder, "f.csv");
            string missing = Path.Combine(folder, "missing", "f.csv");
            File.WriteAllText(path, new string('x', 1000));

            ForecastCsv.Write(path, [Baselines.Naive(History, 1)]);
            Action nowhere = () => ForecastCsv.Write(missing, [Baselines.Naive(History, 1)]);
            Action half = () => ForecastCsv.Write(path, [Baselines.Naive(History, 1)], [0.8]);

            nowhere.Should().Throw<DirectoryNotFoundException>().WithMessage($"'{missing}' cannot be written: there is no folder*");
            half.Should().Throw<InvalidOperationException>();
            File.ReadAllText(path).Should().Be("series,step,time,x,y\nA,1,2024-03-30,2,20.5\n");
            Directory.GetFiles(folder).Should().Equal(path);
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

    private static string Written(
        IReadOnlyList<Forecast> forecasts, IReadOnlyList<double>? levels = null, CsvFormat? format = null)
    {
        using var writer = new StringWriter();
        ForecastCsv.Write(writer, forecasts, levels, format);
        return writer.ToString();
    }
}
