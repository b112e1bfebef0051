using System.Globalization;
using LstmForecast;

// A model and a table of series, of which it goes on after the observations: prints the rows of its forecasts.
TrainedForecaster model = TrainedForecaster.Load(args[0]);
string[][] rows = [.. File.ReadLines(args[1]).Skip(1).Select(line => line.Split(','))];

foreach (IGrouping<string, string[]> series in rows.GroupBy(row => row[0]))
{
    double[] observed =
    [
        .. series.Where(row => row[2] != "").Select(row => double.Parse(row[2], CultureInfo.InvariantCulture)),
    ];
    Forecast forecast = model.Forecast(new TimeSeries(series.Key, observed), horizon: series.Count() - observed.Length);
    for (int step = 1; step <= forecast.Horizon; step++)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{series.Key},{forecast.Cutoff + step},,{forecast.Step(step):R}"));
    }
}
