using LstmForecast.Model;
using LstmForecast.Network;
using LstmForecast.Numerics;
using LstmForecast.Unrolling;

namespace LstmForecast.Runtime.Tests.Forecasting.Likelihoods;

/// <summary>
/// Rollouts by the definition: each value is appended to the history as if it had been observed, and the network run over
/// all of it again.
/// </summary>
internal static class NaivePaths
{
    public static double[] Draw(ModelDefinition model, TimeSeries history, int horizon, int path, long seed)
    {
        SeededRandom random = PathStart.Stream(seed, history.Name, history.Length, path);
        return Run(model, history, horizon, distribution => distribution.Draw(random));
    }

    public static double[] Means(ModelDefinition model, TimeSeries history, int horizon) =>
        Run(model, history, horizon, distribution => distribution.Center);

    private static double[] Run(ModelDefinition model, TimeSeries history, int horizon, Func<ValueDistribution, double> choose)
    {
        var network = LstmNetwork.Create(model.Weights, model.Precision);
        double scale = model.Output.IsOfCounts ? 1 + history.Channel(0).Average() : 1;
        List<double> all = [.. history.Channel(0)];
        for (int step = 0; step < horizon; step++)
        {
            var series = new TimeSeries(history.Name, [.. all], [.. history.Channels]);
            var feed = new SeriesFeed(model, series, KnownValues.Of(model, series, null, ahead: 1), capacity: null);
            NetworkState state = network.NewState(1);
            var input = new double[1];
            var output = new double[model.Output.Width];
            foreach (double value in all)
            {
                feed.Append([value], []);
                if (!feed.IsReady) continue;
                feed.WriteInput(input);
                network.Step(input, state, output);
            }

            double[] next = [choose(ValueDistribution.Of(model.Output.Kind, output, scale))];
            if (!model.Output.IsOfCounts) feed.Invert(all.Count, 0, next);
            all.Add(next[0]);
        }

        return [.. all.Skip(history.Length)];
    }
}
