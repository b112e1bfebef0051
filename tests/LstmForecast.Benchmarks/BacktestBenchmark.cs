using System.CommandLine;

namespace LstmForecast.Benchmarks;

/// <summary>
/// A backtest of one series without refit, reports included, against calling
/// <see cref="TrainedForecaster.Forecast(TimeSeries, int, TimeSeries)"/> once from each of its cutoffs.
/// </summary>
internal static class BacktestBenchmark
{
    public static Command Command()
    {
        Option<int> hidden = Options.With("--hidden", "Units of each of the two layers.", 64);
        Option<int> length = Options.With("--length", "Points of the series.", 3000);
        Option<int> origins = Options.With("--origins", "Cutoffs, one at each of the last time steps.", 1000);
        Option<int> horizon = Options.With("--horizon", "Steps forecast from each cutoff.", 24);
        Option<int> rounds = Options.Rounds();
        var command = new Command("backtest", "Many cutoffs of one series, in one pass and one by one.")
        {
            hidden, length, origins, horizon, rounds,
        };
        command.SetAction(parsed => Run(
            parsed.GetValue(hidden),
            parsed.GetValue(length),
            new RollingCutoffs { Horizon = parsed.GetValue(horizon), Count = parsed.GetValue(origins) },
            parsed.GetValue(rounds)));
        return command;
    }

    private static void Run(int hidden, int length, RollingCutoffs cutoffs, int rounds)
    {
        TrainedForecaster model = Forecasting.Model(Forecasting.Weights(hidden, hidden));
        SeriesSet set = SineWaves.Generate(count: 1, length);
        var options = new BacktestOptions { Cutoffs = cutoffs };
        Forecast[] inOnePass = [.. Backtest.Evaluate(model, set, options).Series[0]];
        Forecast[] oneByOne = OneByOne(model, set[0], inOnePass);
        Agreement.Check("Forecast", inOnePass.Zip(oneByOne, Difference).Max(), tolerance: 0);

        Samples[] samples = Interleaved.Measure(
            rounds,
            new Contender("backtest", () => Backtest.Evaluate(model, set, options)),
            new Contender("Forecast, one by one", () => OneByOne(model, set[0], inOnePass)),
            new Contender("one pass alone", () => model.FittedValues(set[0])));
        Figures.Print(
            ("backtest-ratio", samples[1].Over(samples[0])),
            ("backtest-passes", samples[0].Over(samples[2])));
    }

    private static Forecast[] OneByOne(TrainedForecaster model, TimeSeries series, Forecast[] forecasts) =>
        [.. forecasts.Select(one => model.Forecast(series[..(one.Cutoff + 1)], one.Horizon))];

    private static double Difference(Forecast one, Forecast other) =>
        one.Values.ToArray().Zip(other.Values.ToArray(), (mine, its) => Math.Abs(mine - its)).Max();
}
