using LstmForecast;
using LstmForecast.Plots;

// A model's forecast as a picture. The title and the labels need the native libraries of Skia and HarfBuzz.
TrainedForecaster model = TrainedForecaster.Load(args[0]);
TimeSeries observed = new("a sine wave", [.. Enumerable.Range(0, 100).Select(t => Math.Sin(t / 5.0))], [.. model.Channels]);

using SeriesPlot plot = new(observed.Name);
plot.AddLine(observed, label: "observed");
plot.AddForecast(model.Forecast(observed, horizon: 20), label: "forecast");
plot.Save(args[1], width: 400, height: 200);
