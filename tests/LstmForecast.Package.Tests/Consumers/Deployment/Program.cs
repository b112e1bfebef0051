using LstmForecast;

TrainedForecaster model = TrainedForecaster.Load(args[0]);

Console.WriteLine($"own series: {Shared.Describe(model.Forecast(Shared.Series, horizon: 20))}");
