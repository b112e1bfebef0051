using LstmForecast.Samples.Service;

// Forecasts over HTTP by the Runtime alone: upload a model, warm a state, update it, forecast. See /openapi/v1.json.
await ForecastApp.Build(args).RunAsync();
