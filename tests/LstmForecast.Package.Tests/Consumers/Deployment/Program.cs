using LstmForecast;

TrainedForecaster model = TrainedForecaster.Load(args[0]);

Console.WriteLine($"streamed: {Shared.Describe(model.Warm(Shared.History).Forecast(horizon: 20))}");
