using System.Globalization;
using LstmForecast;

SeriesSet waves = SineWaves.Generate(count: 10, length: 60, width: 5, seed: 0);
(SeriesSet train, SeriesSet test) = waves.SplitBySeries(test: 2);

var forecaster = new SequenceForecaster(new() { HiddenSizes = [8], Seed = 0 });
TrainedForecaster model = forecaster.Fit(train, new LbfgsTraining { Epochs = 3 }, validation: test);

model.Save(args[0]);
TrainedForecaster again = TrainedForecaster.Load(args[0]);

Console.WriteLine($"trained: {Describe(model)}");
Console.WriteLine($"loaded: {Describe(again)}");

string Describe(TrainedForecaster model)
{
    Forecast forecast = model.Forecast(test[0], horizon: 20);
    return string.Create(CultureInfo.InvariantCulture, $"{forecast.Values[0]:R} {forecast.Values[^1]:R}");
}
