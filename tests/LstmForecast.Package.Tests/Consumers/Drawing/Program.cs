// Draws text and a line: what needs the native libraries of Skia and HarfBuzz.
ScottPlot.Plot plot = new();
plot.Add.Signal(Enumerable.Range(0, 100).Select(t => Math.Sin(t / 5.0)).ToArray());
plot.Title("a sine wave");
plot.SavePng(args[0], 200, 100);
