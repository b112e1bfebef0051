using LstmForecast;

SeriesSet waves = SineWaves.Generate(count: 10, length: 60, width: 5, seed: 0);
(SeriesSet train, SeriesSet test) = waves.SplitBySeries(test: 2);

var forecaster = new SequenceForecaster(new() { HiddenSizes = [8], Seed = 0 });
TrainedForecaster model = forecaster.Fit(train, new LbfgsTraining { Epochs = 3 }, validation: test);
Forecast future = model.Forecast(test[0], horizon: 20);

model.Save(args[0]);
TrainedForecaster again = TrainedForecaster.Load(args[0]);

Console.WriteLine($"trained: {Shared.Describe(future)}");
Console.WriteLine($"loaded: {Shared.Describe(again.Forecast(test[0], horizon: 20))}");
Console.WriteLine($"own series: {Shared.Describe(again.Forecast(Shared.Series, horizon: 20))}");
